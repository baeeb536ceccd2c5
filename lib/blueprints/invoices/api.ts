// Invoices: customers, lines, totals in exact cents, and states from draft to paid.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { DataError, type Env, type Stored } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { content: { "application/json": { schema } }, required: true } });
const invalid = { 422: json(Problem, "Not valid") };
const badBody = { 400: json(Problem, "Not JSON"), 415: json(Problem, "Not sent as application/json"), ...invalid };

const CURRENCY = /* currency */ "EUR";
const TAX_PERCENT = /* taxPercent */ 20;
const PAYMENT_DAYS = /* paymentDays */ 30;
const STATES = ["draft", "sent", "paid", "void"] as const;
type State = (typeof STATES)[number];

type Customer = { name: string; email: string | null; address: string | null };
/** Money is kept in whole cents: sums of decimals would not be exact. */
type Line = { description: string; quantity: number; unitCents: number; totalCents: number };
type Invoice = {
  customerId: string; customerName: string; number: string | null; state: State; issueDate: string; dueDate: string; paidDate: string | null; note: string;
  lines: Line[]; subtotalCents: number; taxCents: number; totalCents: number;
};
type Counter = { last: number };

const hasTwoDecimals = (value: number) => Number(value.toFixed(2)) === value;
const Day = z.iso.date().refine((day) => day >= "1900-01-01" && day <= "2999-12-31", "a date lies between 1900-01-01 and 2999-12-31").openapi({ example: "2030-01-15" });
const line = (max: number, example: string) => z.string().trim().min(1).max(max).openapi({ example });
const customerFields = { name: line(200, "Acme Ltd"), email: z.email().max(254).nullable().openapi({ example: "accounts@example.com" }), address: line(500, "1 High Street, Bristol").nullable() };
const CustomerInput = z.strictObject({ ...customerFields, email: customerFields.email.default(null), address: customerFields.address.default(null) }).openapi("CustomerInput");
const CustomerPatch = z.strictObject(customerFields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("CustomerPatch");
const CustomerOut = z.object({ id: z.string(), name: z.string().openapi({ example: "Acme Ltd" }), email: z.string().nullable(), address: z.string().nullable(), createdAt: z.string(), updatedAt: z.string() }).openapi("Customer");
const LineInput = z.strictObject({
  description: line(200, "Design work"),
  quantity: z.number().gt(0).max(10_000).refine(hasTwoDecimals, "a quantity has at most two decimals").openapi({ example: 2.5 }),
  unitPrice: z.number().min(0).max(1_000_000).refine(hasTwoDecimals, "a price has at most two decimals").openapi({ example: 80 }),
}).openapi("LineInput");
const fields = {
  customerId: z.string().min(1).max(100).openapi({ example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }),
  lines: z.array(LineInput).min(1).max(50),
  issueDate: Day.openapi({ description: "Left out: today" }),
  dueDate: Day.openapi({ description: `Left out: ${PAYMENT_DAYS} days after the issue date` }),
  note: z.string().max(1000),
};
const InvoiceInput = z.strictObject({ ...fields, issueDate: fields.issueDate.optional(), dueDate: fields.dueDate.optional(), note: fields.note.default("") }).openapi("InvoiceInput");
const InvoicePatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("InvoicePatch");
const money = (example: number) => z.number().openapi({ example });
const InvoiceOut = z.object({
  id: z.string(), number: z.string().nullable().openapi({ example: "2030-0001", description: "Given when it is sent" }), state: z.enum(STATES), customerId: z.string(), customerName: z.string().openapi({ example: "Acme Ltd" }),
  issueDate: z.string().openapi({ example: "2030-01-15" }), dueDate: z.string().openapi({ example: "2030-02-14" }), paidDate: z.string().nullable(), isOverdue: z.boolean(), note: z.string(), currency: z.string().openapi({ example: CURRENCY }),
  lines: z.array(z.object({ description: z.string(), quantity: z.number(), unitPrice: money(80), total: money(200) })),
  subtotal: money(200), taxPercent: z.number(), tax: money(40), total: money(240), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Invoice");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const CustomerPage = pageOf(CustomerOut).openapi("CustomerPage");
const InvoicePage = pageOf(InvoiceOut).openapi("InvoicePage");
const MonthList = z.object({
  currency: z.string(),
  items: z.array(z.object({ month: z.string().openapi({ example: "2030-01" }), invoices: z.number().int(), invoiced: money(240), paid: money(120), open: money(120) })),
}).openapi("MonthList");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const InvoiceQuery = z.strictObject({
  ...page, state: z.enum(STATES).optional(), customerId: z.string().max(100).optional(), from: Day.optional().openapi({ description: "Issued on this day or later" }), to: Day.optional().openapi({ description: "Issued on this day or earlier" }),
  overdue: z.literal("true").optional().openapi({ description: "Only sent invoices that were due before today" }), sort: z.enum(["newest", "dueDate"]).default("newest"),
});

const customers = (env: Env) => env.DATA.collection<Customer>("customers");
const invoices = (env: Env) => env.DATA.collection<Invoice>("invoices");
const counters = (env: Env) => env.DATA.collection<Counter>("counters");
const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id);
const findCustomer = async (env: Env, id: string) => (isId(id) ? customers(env).get(id) : null);
const findInvoice = async (env: Env, id: string) => (isId(id) ? invoices(env).get(id) : null);
const noCustomer = problem("not_found", "There is no such customer");
const noInvoice = problem("not_found", "There is no such invoice");
const unknownCustomer = problem("invalid", "customerId: there is no such customer");
const dueTooEarly = problem("invalid", "dueDate: an invoice is due on its issue date or later");
const today = () => new Date().toISOString().slice(0, 10);
const daysAfter = (day: string, days: number) => new Date(Date.parse(day) + days * 86_400_000).toISOString().slice(0, 10);

/** Lines and totals: each line is rounded to a cent once, the tax once per invoice. */
function totalsOf(input: z.infer<typeof LineInput>[]) {
  const lines = input.map(({ description, quantity, unitPrice }) => {
    const unitCents = Math.round(unitPrice * 100);
    return { description, quantity, unitCents, totalCents: Math.round((Math.round(quantity * 100) * unitCents) / 100) };
  });
  const subtotalCents = lines.reduce((sum, { totalCents }) => sum + totalCents, 0);
  const taxCents = Math.round((subtotalCents * TAX_PERCENT) / 100);
  return { lines, subtotalCents, taxCents, totalCents: subtotalCents + taxCents };
}

const showCustomer = ({ id, name, email, address, createdAt, updatedAt }: Stored<Customer>) => ({ id, name, email, address, createdAt, updatedAt });
const show = ({ id, number, state, customerId, customerName, issueDate, dueDate, paidDate, note, lines, subtotalCents, taxCents, totalCents, createdAt, updatedAt }: Stored<Invoice>) => ({
  id, number, state, customerId, customerName, issueDate, dueDate, paidDate, isOverdue: state === "sent" && dueDate < today(), note, currency: CURRENCY,
  lines: lines.map(({ description, quantity, unitCents, totalCents: cents }) => ({ description, quantity, unitPrice: unitCents / 100, total: cents / 100 })),
  subtotal: subtotalCents / 100, taxPercent: TAX_PERCENT, tax: taxCents / 100, total: totalCents / 100, createdAt, updatedAt,
});

/** The next number of a year, `2030-0001`. Taken in one atomic step: no two invoices have the same. */
async function nextNumber(env: Env, year: string) {
  let last = await counters(env).increment(year, "last");
  if (last === null) {
    await counters(env).insert({ id: year, last: 0 }).catch((error: unknown) => {
      // Somebody else sent the first invoice of the year at the same moment.
      if (!(error instanceof DataError && error.code === "conflict")) throw error;
    });
    last = await counters(env).increment(year, "last");
  }
  return `${year}-${String(last).padStart(4, "0")}`;
}

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});
// A body of another type would be read as an empty one.
app.use(async (c, next) => {
  const type = c.req.header("content-type");
  if (type !== undefined && c.req.method !== "GET" && !/^application\/json\b/i.test(type)) return c.json(problem("unsupported_type", "Send the body as application/json"), 415);
  await next();
});

app.openapi(
  createRoute({ method: "post", path: "/customers", tags: ["customers"], summary: "Add a customer", request: body(CustomerInput), responses: { 201: json(CustomerOut, "The customer"), ...badBody } }),
  async (c) => c.json(showCustomer(await customers(c.env).insert(c.req.valid("json"))), 201),
);

app.openapi(
  createRoute({
    method: "get", path: "/customers", tags: ["customers"], summary: "List customers by name", request: { query: z.strictObject({ ...page, q: z.string().min(1).max(100).optional().openapi({ description: "Part of the name" }) }) },
    responses: { 200: json(CustomerPage, "A page of customers"), ...invalid },
  }),
  async (c) => {
    const { q, limit, cursor } = c.req.valid("query");
    const where = { name: { contains: q } };
    const [found, total] = await Promise.all([customers(c.env).list({ where, orderBy: "name", limit, cursor }), customers(c.env).count(where)]);
    return c.json({ items: found.items.map(showCustomer), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/customers/{id}", tags: ["customers"], summary: "Get a customer", request: { params: IdParam }, responses: { 200: json(CustomerOut, "The customer"), 404: json(Problem, "No such customer") } }),
  async (c) => {
    const customer = await findCustomer(c.env, c.req.valid("param").id);
    return customer ? c.json(showCustomer(customer), 200) : c.json(noCustomer, 404);
  },
);

app.openapi(
  createRoute({
    method: "patch", path: "/customers/{id}", tags: ["customers"], summary: "Change a customer; invoices keep the name they were made with", request: { params: IdParam, ...body(CustomerPatch) },
    responses: { 200: json(CustomerOut, "The customer"), 404: json(Problem, "No such customer"), ...badBody },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const changed = isId(id) ? await customers(c.env).update(id, c.req.valid("json")) : null;
    return changed ? c.json(showCustomer(changed), 200) : c.json(noCustomer, 404);
  },
);

app.openapi(
  createRoute({
    method: "delete", path: "/customers/{id}", tags: ["customers"], summary: "Delete a customer without invoices", request: { params: IdParam },
    responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such customer"), 409: json(Problem, "There are invoices of this customer") },
  }),
  async (c) => {
    const customer = await findCustomer(c.env, c.req.valid("param").id);
    if (!customer) return c.json(noCustomer, 404);
    if ((await invoices(c.env).count({ customerId: customer.id })) > 0) return c.json(problem("has_invoices", "There are invoices of this customer: they must stay readable"), 409);
    return (await customers(c.env).delete(customer.id)) ? c.body(null, 204) : c.json(noCustomer, 404);
  },
);

app.openapi(
  createRoute({ method: "post", path: "/invoices", tags: ["invoices"], summary: "Make a draft; the totals are computed here", request: body(InvoiceInput), responses: { 201: json(InvoiceOut, "The draft"), ...badBody } }),
  async (c) => {
    const { customerId, lines, issueDate = today(), dueDate = daysAfter(issueDate, PAYMENT_DAYS), note } = c.req.valid("json");
    const customer = await findCustomer(c.env, customerId);
    if (!customer) return c.json(unknownCustomer, 422);
    if (dueDate < issueDate) return c.json(dueTooEarly, 422);
    const invoice = await invoices(c.env).insert({ customerId, customerName: customer.name, number: null, state: "draft", issueDate, dueDate, paidDate: null, note, ...totalsOf(lines) });
    return c.json(show(invoice), 201);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/invoices", tags: ["invoices"], summary: "Find invoices", request: { query: InvoiceQuery }, responses: { 200: json(InvoicePage, "A page of invoices"), ...invalid } }),
  async (c) => {
    const { state, customerId, from, to, overdue, sort, limit, cursor } = c.req.valid("query");
    const where = { customerId, issueDate: { gte: from, lte: to }, dueDate: { lt: overdue && today() }, state: { eq: state, in: overdue && (["sent"] as const) } };
    const [found, total] = await Promise.all([invoices(c.env).list({ where, orderBy: sort === "newest" ? ["createdAt", "desc"] : ["dueDate", "asc"], limit, cursor }), invoices(c.env).count(where)]);
    return c.json({ items: found.items.map(show), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/invoices/{id}", tags: ["invoices"], summary: "Get an invoice", request: { params: IdParam }, responses: { 200: json(InvoiceOut, "The invoice"), 404: json(Problem, "No such invoice") } }),
  async (c) => {
    const invoice = await findInvoice(c.env, c.req.valid("param").id);
    return invoice ? c.json(show(invoice), 200) : c.json(noInvoice, 404);
  },
);

const notDraft = (state: State) => problem("not_draft", `This invoice is ${state}: only a draft can be changed or deleted`);
app.openapi(
  createRoute({
    method: "patch", path: "/invoices/{id}", tags: ["invoices"], summary: "Change a draft", request: { params: IdParam, ...body(InvoicePatch) },
    responses: { 200: json(InvoiceOut, "The draft with its new totals"), 404: json(Problem, "No such invoice"), 409: json(Problem, "It is not a draft, or somebody else changed it at the same moment"), ...badBody },
  }),
  async (c) => {
    const invoice = await findInvoice(c.env, c.req.valid("param").id);
    if (!invoice) return c.json(noInvoice, 404);
    if (invoice.state !== "draft") return c.json(notDraft(invoice.state), 409);
    const { lines, ...patch } = c.req.valid("json");
    const customer = patch.customerId === undefined ? null : await findCustomer(c.env, patch.customerId);
    if (patch.customerId !== undefined && !customer) return c.json(unknownCustomer, 422);
    if ((patch.dueDate ?? invoice.dueDate) < (patch.issueDate ?? invoice.issueDate)) return c.json(dueTooEarly, 422);
    const changed = await invoices(c.env).update(invoice.id, { ...patch, ...(customer ? { customerName: customer.name } : {}), ...(lines ? totalsOf(lines) : {}) }, { ifVersion: invoice.version });
    return changed ? c.json(show(changed), 200) : c.json(noInvoice, 404);
  },
);

app.openapi(
  createRoute({
    method: "delete", path: "/invoices/{id}", tags: ["invoices"], summary: "Delete a draft", request: { params: IdParam },
    responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such invoice"), 409: json(Problem, "It is not a draft, or somebody else changed it at the same moment") },
  }),
  async (c) => {
    const invoice = await findInvoice(c.env, c.req.valid("param").id);
    if (!invoice) return c.json(noInvoice, 404);
    if (invoice.state !== "draft") return c.json(notDraft(invoice.state), 409);
    // Void first, unless it was changed since: what is sent at the same moment is not deleted.
    if (!(await invoices(c.env).update(invoice.id, { state: "void" }, { ifVersion: invoice.version }))) return c.json(noInvoice, 404);
    return (await invoices(c.env).delete(invoice.id)) ? c.body(null, 204) : c.json(noInvoice, 404);
  },
);

const MOVES = {
  send: { summary: "Send a draft: it gets its number and can't be changed any more", from: ["draft"], to: "sent" },
  pay: { summary: "Mark a sent invoice as paid today", from: ["sent"], to: "paid" },
  void: { summary: "Make a sent invoice void", from: ["sent"], to: "void" },
} as const;
for (const action of ["send", "pay", "void"] as const) {
  const { summary, from, to } = MOVES[action];
  app.openapi(
    createRoute({
      method: "post", path: `/invoices/{id}/${action}`, tags: ["states"], summary, request: { params: IdParam },
      responses: { 200: json(InvoiceOut, "The invoice"), 404: json(Problem, "No such invoice"), 409: json(Problem, "Not from its present state") },
    }),
    async (c) => {
      const invoice = await findInvoice(c.env, c.req.valid("param").id);
      if (!invoice) return c.json(noInvoice, 404);
      if (!from.some((state) => state === invoice.state)) return c.json(problem("wrong_state", `This invoice is ${invoice.state}: only a ${from.join(" or ")} one can become ${to}`), 409);
      const number = to === "sent" ? await nextNumber(c.env, invoice.issueDate.slice(0, 4)) : invoice.number;
      const changed = await invoices(c.env).update(invoice.id, { state: to, number, paidDate: to === "paid" ? today() : null }, { ifVersion: invoice.version });
      return changed ? c.json(show(changed), 200) : c.json(noInvoice, 404);
    },
  );
}

app.openapi(
  createRoute({
    method: "get", path: "/totals", tags: ["totals"], summary: "What was invoiced and paid, per month of the issue date", request: { query: z.strictObject({ from: Day.optional(), to: Day.optional(), customerId: z.string().max(100).optional() }) },
    responses: { 200: json(MonthList, "The months in order; drafts and void invoices are left out"), ...invalid },
  }),
  async (c) => {
    const { from, to, customerId } = c.req.valid("query");
    const perMonth = (states: readonly State[]) => invoices(c.env).aggregate({ where: { customerId, issueDate: { gte: from, lte: to }, state: { in: states } }, groupBy: ["issueDate", "month"], field: "totalCents" });
    const [invoiced, paid] = await Promise.all([perMonth(["sent", "paid"]), perMonth(["paid"])]);
    const paidCents = new Map(paid.map(({ group, sum }) => [group, sum ?? 0]));
    const items = invoiced.map(({ group, count, sum }) => {
      const [all, done] = [sum ?? 0, paidCents.get(group) ?? 0];
      return { month: String(group), invoices: count, invoiced: all / 100, paid: done / 100, open: (all - done) / 100 };
    });
    return c.json({ currency: CURRENCY, items }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
  if (error instanceof DataError && error.code === "stale") return c.json(problem("busy", "Somebody else changed this at the same moment. Try again."), 409);
  if (error instanceof DataError && error.code === "unavailable") return c.json(problem("unavailable", "The data can't be reached right now. Try again in a moment."), 503);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Invoices", version: "1.0.0", description: "Customers and invoices with exact totals, from draft to paid." } });

export default app;
