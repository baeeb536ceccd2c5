// Expenses: what each caller spends, per month and category, against a budget.
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
const perConsumer = { "x-per-consumer": true };

const CURRENCY = /* currency */ "EUR";
/** Of callers who have set none. */
const USUAL_BUDGET = /* monthlyBudget */ 1000;

/** Money is kept in whole cents. */
type Expense = { owner: string; description: string; amountCents: number; category: string; date: string };
/** One per caller, under the caller's id. */
type Budget = { monthlyCents: number };

const hasTwoDecimals = (value: number) => Number(value.toFixed(2)) === value;
const Day = z.iso.date().refine((day) => day >= "1900-01-01" && day <= "2999-12-31", "a date lies between 1900-01-01 and 2999-12-31").openapi({ example: "2030-01-15" });
const Category = z.string().trim().toLowerCase().min(1).max(60).openapi({ example: "groceries", description: "Kept in lower case" });
const fields = {
  description: z.string().trim().min(1).max(200).openapi({ example: "Vegetables" }),
  amount: z.number().min(0.01).max(10_000_000).refine(hasTwoDecimals, "an amount has at most two decimals").openapi({ example: 12.8 }),
  category: Category,
  date: Day,
};
const ExpenseInput = z.strictObject({ ...fields, date: fields.date.optional().openapi({ description: "Left out: today (UTC)", example: "2030-01-15" }) }).openapi("ExpenseInput");
const ExpensePatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("ExpensePatch");
const money = (example: number) => z.number().openapi({ example });
const ExpenseOut = z.object({
  id: z.string(), description: z.string().openapi({ example: "Vegetables" }), amount: money(12.8), currency: z.string().openapi({ example: CURRENCY }), category: z.string().openapi({ example: "groceries" }), date: z.string().openapi({ example: "2030-01-15" }),
  createdAt: z.string(), updatedAt: z.string(),
}).openapi("Expense");
const ExpensePage = z.object({ items: z.array(ExpenseOut), cursor: z.string().nullable(), total: z.number().int(), sum: money(12.8) }).openapi("ExpensePage");
const budgetFields = { budget: money(1000), remaining: z.number().openapi({ description: "Below zero when over budget", example: 412.2 }), isOverBudget: z.boolean() };
const MonthList = z.object({ currency: z.string(), items: z.array(z.object({ month: z.string().openapi({ example: "2030-01" }), expenses: z.number().int(), total: money(587.8), ...budgetFields })) }).openapi("MonthList");
const CategoryTotal = z.object({ category: z.string().openapi({ example: "groceries" }), expenses: z.number().int(), total: money(230.5), share: z.number().openapi({ description: "In percent of all, with one decimal", example: 39.2 }) });
const CategoryList = z.object({ currency: z.string(), total: money(587.8), items: z.array(CategoryTotal) }).openapi("CategoryList");
const Month = z.object({ month: z.string(), currency: z.string(), expenses: z.number().int(), total: money(587.8), ...budgetFields, categories: z.array(CategoryTotal) }).openapi("Month");
const BudgetInput = z.strictObject({ monthly: z.number().min(0).max(1_000_000_000).refine(hasTwoDecimals, "a budget has at most two decimals").openapi({ example: 1000 }) }).openapi("BudgetInput");
const BudgetOut = z.object({ monthly: money(1000), currency: z.string().openapi({ example: CURRENCY }), isDefault: z.boolean().openapi({ description: "You have set none of your own" }) }).openapi("Budget");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const MonthParam = z.object({ month: z.string().regex(/^(19|2[0-9])[0-9]{2}-(0[1-9]|1[0-2])$/, "a month is written like 2030-01").openapi({ param: { name: "month", in: "path" }, example: "2030-01" }) });
const range = { from: Day.optional().openapi({ description: "First date" }), to: Day.optional().openapi({ description: "Last date" }), category: Category.optional() };
const ExpenseQuery = z.strictObject({
  ...range,
  q: z.string().trim().min(1).max(100).optional().openapi({ description: "Part of the description" }),
  sort: z.enum(["latest", "earliest", "largest"]).default("latest"),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
});
const ORDERS = { latest: ["date", "desc"], earliest: ["date", "asc"], largest: ["amountCents", "desc"] } as const;

const expenses = (env: Env) => env.DATA.collection<Expense>("expenses");
const budgets = (env: Env) => env.DATA.collection<Budget>("budgets");
const today = () => new Date().toISOString().slice(0, 10);
const cents = (amount: number) => Math.round(amount * 100);
const missing = problem("not_found", "There is no such expense");
const show = ({ id, description, amountCents, category, date, createdAt, updatedAt }: Stored<Expense>) => ({ id, description, amount: amountCents / 100, currency: CURRENCY, category, date, createdAt, updatedAt });

/** The caller's expense; somebody else's is as good as none. */
async function findExpense(env: Env, id: string) {
  const expense = /^[0-9a-f-]{36}$/.test(id) ? await expenses(env).get(id) : null;
  return expense?.owner === env.CONSUMER.id ? expense : null;
}

const budgetOf = async (env: Env) => (await budgets(env).get(env.CONSUMER.id))?.monthlyCents ?? cents(USUAL_BUDGET);
const against = (budgetCents: number, spentCents: number) => ({ budget: budgetCents / 100, remaining: (budgetCents - spentCents) / 100, isOverBudget: spentCents > budgetCents });
type Dates = { from?: string | undefined; to?: string | undefined; category?: string | undefined };
const whereOf = (env: Env, { from, to, category }: Dates) => ({ owner: env.CONSUMER.id, date: { gte: from, lte: to }, category });

/** The caller's spending per category, the largest first. */
async function categoriesOf(env: Env, dates: Dates) {
  const rows = await expenses(env).aggregate({ where: whereOf(env, dates), groupBy: "category", field: "amountCents" });
  const spentCents = rows.reduce((sum, row) => sum + (row.sum ?? 0), 0);
  const items = rows.toSorted((one, other) => (other.sum ?? 0) - (one.sum ?? 0))
    .map(({ group, count, sum }) => ({ category: String(group), expenses: count, total: (sum ?? 0) / 100, share: Math.round(((sum ?? 0) / spentCents) * 1000) / 10 }));
  return { items, spentCents, count: rows.reduce((sum, row) => sum + row.count, 0) };
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
  createRoute({ ...perConsumer, method: "post", path: "/expenses", tags: ["expenses"], summary: "Add an expense", request: body(ExpenseInput), responses: { 201: json(ExpenseOut, "The expense"), ...badBody } }),
  async (c) => {
    const { amount, date = today(), ...input } = c.req.valid("json");
    return c.json(show(await expenses(c.env).insert({ owner: c.env.CONSUMER.id, ...input, date, amountCents: cents(amount) })), 201);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/expenses", tags: ["expenses"], summary: "Find your expenses and their sum", request: { query: ExpenseQuery }, responses: { 200: json(ExpensePage, "A page of expenses; total and sum are of all pages"), ...invalid } }),
  async (c) => {
    const { q, sort, limit, cursor, ...dates } = c.req.valid("query");
    const where = { ...whereOf(c.env, dates), description: { contains: q } };
    const [page, [all]] = await Promise.all([expenses(c.env).list({ where, orderBy: ORDERS[sort], limit, cursor }), expenses(c.env).aggregate({ where, field: "amountCents" })]);
    return c.json({ items: page.items.map(show), cursor: page.cursor, total: all?.count ?? 0, sum: (all?.sum ?? 0) / 100 }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/expenses/{id}", tags: ["expenses"], summary: "Get an expense", request: { params: IdParam }, responses: { 200: json(ExpenseOut, "The expense"), 404: json(Problem, "No such expense") } }),
  async (c) => {
    const expense = await findExpense(c.env, c.req.valid("param").id);
    return expense ? c.json(show(expense), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "patch", path: "/expenses/{id}", tags: ["expenses"], summary: "Change an expense", request: { params: IdParam, ...body(ExpensePatch) },
    responses: { 200: json(ExpenseOut, "The expense"), 404: json(Problem, "No such expense"), ...badBody },
  }),
  async (c) => {
    const expense = await findExpense(c.env, c.req.valid("param").id);
    const { amount, ...patch } = c.req.valid("json");
    const changed = expense && (await expenses(c.env).update(expense.id, { ...patch, ...(amount === undefined ? {} : { amountCents: cents(amount) }) }));
    return changed ? c.json(show(changed), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/expenses/{id}", tags: ["expenses"], summary: "Delete an expense", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such expense") } }),
  async (c) => {
    const expense = await findExpense(c.env, c.req.valid("param").id);
    return expense && (await expenses(c.env).delete(expense.id)) ? c.body(null, 204) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/months", tags: ["totals"], summary: "What you spent per month, against your budget", request: { query: z.strictObject(range) }, responses: { 200: json(MonthList, "The months in order"), ...invalid } }),
  async (c) => {
    const [budgetCents, rows] = await Promise.all([budgetOf(c.env), expenses(c.env).aggregate({ where: whereOf(c.env, c.req.valid("query")), groupBy: ["date", "month"], field: "amountCents" })]);
    return c.json({ currency: CURRENCY, items: rows.map(({ group, count, sum }) => ({ month: String(group), expenses: count, total: (sum ?? 0) / 100, ...against(budgetCents, sum ?? 0) })) }, 200);
  },
);

app.openapi(
  // Not marked as per consumer, though it counts only the caller's: every caller has every month, so that none is "not found".
  createRoute({ method: "get", path: "/months/{month}", tags: ["totals"], summary: "One month: its total, its categories and what is left of the budget", request: { params: MonthParam }, responses: { 200: json(Month, "The month"), ...invalid } }),
  async (c) => {
    const { month } = c.req.valid("param");
    // Days are texts in order: no day of this month comes after the 31st, whether it exists or not.
    const [budgetCents, { items, spentCents, count }] = await Promise.all([budgetOf(c.env), categoriesOf(c.env, { from: `${month}-01`, to: `${month}-31` })]);
    return c.json({ month, currency: CURRENCY, expenses: count, total: spentCents / 100, ...against(budgetCents, spentCents), categories: items }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/categories", tags: ["totals"], summary: "What you spent per category", request: { query: z.strictObject({ from: range.from, to: range.to }) }, responses: { 200: json(CategoryList, "The categories, the largest first"), ...invalid } }),
  async (c) => {
    const { items, spentCents } = await categoriesOf(c.env, c.req.valid("query"));
    return c.json({ currency: CURRENCY, total: spentCents / 100, items }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/budget", tags: ["budget"], summary: "Your monthly budget", responses: { 200: json(BudgetOut, "The budget") } }),
  async (c) => {
    const own = await budgets(c.env).get(c.env.CONSUMER.id);
    return c.json({ monthly: own ? own.monthlyCents / 100 : USUAL_BUDGET, currency: CURRENCY, isDefault: !own }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "put", path: "/budget", tags: ["budget"], summary: "Set your monthly budget", request: body(BudgetInput), responses: { 200: json(BudgetOut, "The budget"), ...badBody } }),
  async (c) => {
    const { monthly } = c.req.valid("json");
    const value = { monthlyCents: cents(monthly) };
    if (!(await budgets(c.env).update(c.env.CONSUMER.id, value))) {
      await budgets(c.env).insert({ id: c.env.CONSUMER.id, ...value }).catch(async (error: unknown) => {
        // Set for the first time twice at the same moment: the later one wins.
        if (!(error instanceof DataError && error.code === "conflict")) throw error;
        await budgets(c.env).update(c.env.CONSUMER.id, value);
      });
    }
    return c.json({ monthly, currency: CURRENCY, isDefault: false }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Expenses", version: "1.0.0", description: "What each caller spends, per month and category, against a budget." } });

export default app;
