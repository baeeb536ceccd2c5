// Contacts: each caller's address book, with groups and search.
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

const MAX_GROUPS = /* maximumGroups */ 10;

/** `emailKey` is unique: owner and address. `groupKeys` is `|family|work|`, so that one group can be looked for. */
type Contact = {
  owner: string; name: string; email: string | null; phone: string | null; company: string | null; address: string | null; birthday: string | null; note: string;
  groups: string[]; emailKey: string | null; groupKeys: string; search: string;
};
/** One per contact and group, with the id `contact|group`: the list of groups is counted from these. */
type Membership = { owner: string; group: string };

const Group = z.string().trim().toLowerCase().min(1).max(40).refine((group) => !/[|\u0000-\u001f]/.test(group), "a group holds no | and no control characters").openapi({ example: "family" });
const line = (max: number, example: string) => z.string().trim().min(1).max(max).openapi({ example });
const fields = {
  name: line(100, "Ada Lovelace"),
  email: z.email().max(254).nullable().openapi({ example: "ada@example.com", description: "Unique among your contacts, upper and lower case alike" }),
  phone: z.string().trim().regex(/^\+?[0-9][0-9 ().-]{3,29}$/, "a phone number has 4 to 30 digits, spaces and ( ) . -, perhaps after a +").nullable().openapi({ example: "+44 20 7946 0000" }),
  company: line(100, "Analytical Engines").nullable(),
  address: line(300, "12 St James's Square, London").nullable(),
  birthday: z.iso.date().nullable().openapi({ example: "1990-12-10" }),
  note: z.string().max(2000),
  groups: z.array(Group).max(MAX_GROUPS).refine((groups) => new Set(groups).size === groups.length, "a group is given twice"),
};
const ContactInput = z.strictObject({
  name: fields.name, email: fields.email.default(null), phone: fields.phone.default(null), company: fields.company.default(null), address: fields.address.default(null),
  birthday: fields.birthday.default(null), note: fields.note.default(""), groups: fields.groups.default([]),
}).openapi("ContactInput");
const ContactPatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("ContactPatch");
const ContactOut = z.object({
  id: z.string(), name: z.string().openapi({ example: "Ada Lovelace" }), email: z.string().nullable().openapi({ example: "ada@example.com" }), phone: z.string().nullable(), company: z.string().nullable(),
  address: z.string().nullable(), birthday: z.string().nullable(), note: z.string(), groups: z.array(z.string()).openapi({ example: ["family"] }), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Contact");
const ContactPage = z.object({ items: z.array(ContactOut), cursor: z.string().nullable(), total: z.number().int() }).openapi("ContactPage");
const GroupList = z.object({ items: z.array(z.object({ group: z.string().openapi({ example: "family" }), contacts: z.number().int().openapi({ example: 4 }) })) }).openapi("GroupList");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const ContactQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).optional().openapi({ description: "Part of the name, email, phone, company or address" }),
  group: Group.optional().openapi({ description: "Only contacts of this group" }),
  email: z.string().min(1).max(254).optional().openapi({ description: "The contact with this address" }),
  sort: z.enum(["name", "newest"]).default("name"),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
});

const contacts = (env: Env) => env.DATA.collection<Contact>("contacts", { unique: ["emailKey"] });
const memberships = (env: Env) => env.DATA.collection<Membership>("memberships");
const missing = problem("not_found", "There is no such contact");
const taken = problem("email_taken", "You already have a contact with this email");
const emailKeyOf = (env: Env, email: string) => `${env.CONSUMER.id} ${email.toLowerCase()}`;
const show = ({ id, name, email, phone, company, address, birthday, note, groups, createdAt, updatedAt }: Stored<Contact>) => ({ id, name, email, phone, company, address, birthday, note, groups, createdAt, updatedAt });

type Shown = Pick<Contact, "name" | "email" | "phone" | "company" | "address" | "groups">;
/** The stored fields that are made from the others. */
const derived = (env: Env, { name, email, phone, company, address, groups }: Shown) => ({
  emailKey: email === null ? null : emailKeyOf(env, email),
  groupKeys: groups.length === 0 ? "" : `|${groups.join("|")}|`,
  search: [name, email, phone, company, address].filter((text) => text !== null).join("\n"),
});

/** The caller's contact; somebody else's is as good as none. */
async function findContact(env: Env, id: string) {
  const contact = /^[0-9a-f-]{36}$/.test(id) ? await contacts(env).get(id) : null;
  return contact?.owner === env.CONSUMER.id ? contact : null;
}

/** Brings the counted groups of a contact in line with its groups. */
async function regroup(env: Env, id: string, before: string[], after: string[]) {
  const join = (group: string) =>
    memberships(env).insert({ id: `${id}|${group}`, owner: env.CONSUMER.id, group }).catch((error: unknown) => {
      // Already counted, by a change at the same moment.
      if (!(error instanceof DataError && error.code === "conflict")) throw error;
    });
  const left = before.filter((group) => !after.includes(group));
  const joined = after.filter((group) => !before.includes(group));
  await Promise.all([...left.map((group) => memberships(env).delete(`${id}|${group}`)), ...joined.map(join)]);
}

/** What `write` gives, or null when the email is taken. */
const unlessTaken = <Result>(write: Promise<Result>) =>
  write.then((result) => ({ result }), (error: unknown) => {
    if (error instanceof DataError && error.code === "conflict") return null;
    throw error;
  });

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
  createRoute({
    ...perConsumer, method: "post", path: "/contacts", tags: ["contacts"], summary: "Add a contact", request: body(ContactInput),
    responses: { 201: json(ContactOut, "The contact"), 409: json(Problem, "You already have a contact with this email"), ...badBody },
  }),
  async (c) => {
    const input = c.req.valid("json");
    const added = await unlessTaken(contacts(c.env).insert({ owner: c.env.CONSUMER.id, ...input, ...derived(c.env, input) }));
    if (!added) return c.json(taken, 409);
    await regroup(c.env, added.result.id, [], input.groups);
    return c.json(show(added.result), 201);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/contacts", tags: ["contacts"], summary: "Find your contacts", request: { query: ContactQuery }, responses: { 200: json(ContactPage, "A page of contacts"), ...invalid } }),
  async (c) => {
    const { q, group, email, sort, limit, cursor } = c.req.valid("query");
    const where = { owner: c.env.CONSUMER.id, search: { contains: q }, groupKeys: { contains: group === undefined ? undefined : `|${group}|` }, emailKey: email === undefined ? undefined : emailKeyOf(c.env, email) };
    const [page, total] = await Promise.all([contacts(c.env).list({ where, orderBy: sort === "name" ? ["name", "asc"] : ["createdAt", "desc"], limit, cursor }), contacts(c.env).count(where)]);
    return c.json({ items: page.items.map(show), cursor: page.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/contacts/{id}", tags: ["contacts"], summary: "Get a contact", request: { params: IdParam }, responses: { 200: json(ContactOut, "The contact"), 404: json(Problem, "No such contact") } }),
  async (c) => {
    const contact = await findContact(c.env, c.req.valid("param").id);
    return contact ? c.json(show(contact), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "patch", path: "/contacts/{id}", tags: ["contacts"], summary: "Change a contact", request: { params: IdParam, ...body(ContactPatch) },
    responses: { 200: json(ContactOut, "The contact"), 404: json(Problem, "No such contact"), 409: json(Problem, "The email is taken, or somebody else changed the contact at the same moment"), ...badBody },
  }),
  async (c) => {
    const contact = await findContact(c.env, c.req.valid("param").id);
    if (!contact) return c.json(missing, 404);
    const patch = c.req.valid("json");
    const { groups, ...rest } = { ...contact, ...patch };
    // The derived fields are made from the contact that was read: nothing may change in between.
    const changed = await unlessTaken(contacts(c.env).update(contact.id, { ...patch, ...derived(c.env, { groups, ...rest }) }, { ifVersion: contact.version }));
    if (!changed) return c.json(taken, 409);
    if (!changed.result) return c.json(missing, 404);
    await regroup(c.env, contact.id, contact.groups, groups);
    return c.json(show(changed.result), 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/contacts/{id}", tags: ["contacts"], summary: "Delete a contact", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such contact") } }),
  async (c) => {
    const contact = await findContact(c.env, c.req.valid("param").id);
    if (!contact || !(await contacts(c.env).delete(contact.id))) return c.json(missing, 404);
    await regroup(c.env, contact.id, contact.groups, []);
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/groups", tags: ["groups"], summary: "Your groups and how many contacts they have", responses: { 200: json(GroupList, "The groups in alphabetical order, at most 1,000") } }),
  async (c) => {
    const rows = await memberships(c.env).aggregate({ where: { owner: c.env.CONSUMER.id }, groupBy: "group" });
    return c.json({ items: rows.map(({ group, count }) => ({ group: String(group), contacts: count })) }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Contacts", version: "1.0.0", description: "An address book with groups and search, each caller's own." } });

export default app;
