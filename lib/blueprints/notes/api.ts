// Notes: each caller's texts, with tags, search and an archive.
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

const MAX_LENGTH = /* maximumLength */ 5000;
const MAX_TAGS = /* maximumTags */ 10;

/** `tagKeys` is `|home|work|`, so that one tag can be looked for; `search` is all that a search looks in. */
type Note = { owner: string; title: string; text: string; tags: string[]; tagKeys: string; search: string; isArchived: boolean };
/** One per note and tag, with the id `note|tag`: the list of tags is counted from these. */
type Label = { owner: string; tag: string };

const Tag = z.string().trim().toLowerCase().min(1).max(40).refine((tag) => !/[|\u0000-\u001f]/.test(tag), "a tag holds no | and no control characters").openapi({ example: "home" });
const fields = {
  title: z.string().trim().min(1).max(200).openapi({ example: "Shopping" }),
  text: z.string().max(MAX_LENGTH).openapi({ example: "Milk, bread and coffee" }),
  tags: z.array(Tag).max(MAX_TAGS).refine((tags) => new Set(tags).size === tags.length, "a tag is given twice"),
};
const NoteInput = z.strictObject({ ...fields, text: fields.text.default(""), tags: fields.tags.default([]) }).openapi("NoteInput");
const NotePatch = z.strictObject(fields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("NotePatch");
const NoteOut = z.object({
  id: z.string(),
  title: z.string().openapi({ example: "Shopping" }),
  text: z.string().openapi({ example: "Milk, bread and coffee" }),
  tags: z.array(z.string()).openapi({ example: ["home"] }),
  isArchived: z.boolean(),
  createdAt: z.string(),
  updatedAt: z.string(),
}).openapi("Note");
const NotePage = z.object({ items: z.array(NoteOut), cursor: z.string().nullable(), total: z.number().int() }).openapi("NotePage");
const TagList = z.object({ items: z.array(z.object({ tag: z.string().openapi({ example: "home" }), notes: z.number().int().openapi({ example: 3 }) })) }).openapi("TagList");
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const NoteQuery = z.strictObject({
  q: z.string().trim().min(1).max(100).optional().openapi({ description: "Words in the title or the text, upper and lower case alike" }),
  tag: Tag.optional().openapi({ description: "Only notes with this tag" }),
  archived: z.enum(["true", "false", "any"]).default("false").openapi({ description: "Archived notes are left out unless asked for" }),
  sort: z.enum(["newest", "oldest", "changed", "title"]).default("newest").openapi({ description: "changed: latest change first" }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
});
const ORDERS = { newest: ["createdAt", "desc"], oldest: ["createdAt", "asc"], changed: ["updatedAt", "desc"], title: ["title", "asc"] } as const;

const notes = (env: Env) => env.DATA.collection<Note>("notes");
const labels = (env: Env) => env.DATA.collection<Label>("labels");
const missing = problem("not_found", "There is no such note");
const keysOf = (tags: string[]) => (tags.length === 0 ? "" : `|${tags.join("|")}|`);
const searchOf = (title: string, text: string) => `${title}\n${text}`;
const show = ({ id, title, text, tags, isArchived, createdAt, updatedAt }: Stored<Note>) => ({ id, title, text, tags, isArchived, createdAt, updatedAt });

/** The caller's note; somebody else's is as good as none. */
async function findNote(env: Env, id: string) {
  const note = /^[0-9a-f-]{36}$/.test(id) ? await notes(env).get(id) : null;
  return note?.owner === env.CONSUMER.id ? note : null;
}

/** Brings the counted tags of a note in line with its tags. */
async function relabel(env: Env, id: string, before: string[], after: string[]) {
  const addLabel = (tag: string) =>
    labels(env).insert({ id: `${id}|${tag}`, owner: env.CONSUMER.id, tag }).catch((error: unknown) => {
      // Already counted, by a change at the same moment.
      if (!(error instanceof DataError && error.code === "conflict")) throw error;
    });
  const removed = before.filter((tag) => !after.includes(tag));
  const added = after.filter((tag) => !before.includes(tag));
  await Promise.all([...removed.map((tag) => labels(env).delete(`${id}|${tag}`)), ...added.map(addLabel)]);
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
  createRoute({ ...perConsumer, method: "post", path: "/notes", tags: ["notes"], summary: "Write a note", request: body(NoteInput), responses: { 201: json(NoteOut, "The note"), ...badBody } }),
  async (c) => {
    const input = c.req.valid("json");
    const note = await notes(c.env).insert({ owner: c.env.CONSUMER.id, ...input, tagKeys: keysOf(input.tags), search: searchOf(input.title, input.text), isArchived: false });
    await relabel(c.env, note.id, [], note.tags);
    return c.json(show(note), 201);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/notes", tags: ["notes"], summary: "Find your notes", request: { query: NoteQuery }, responses: { 200: json(NotePage, "A page of notes"), ...invalid } }),
  async (c) => {
    const { q, tag, archived, sort, limit, cursor } = c.req.valid("query");
    const where = { owner: c.env.CONSUMER.id, search: { contains: q }, tagKeys: { contains: tag === undefined ? undefined : `|${tag}|` }, isArchived: archived === "any" ? undefined : archived === "true" };
    const [page, total] = await Promise.all([notes(c.env).list({ where, orderBy: ORDERS[sort], limit, cursor }), notes(c.env).count(where)]);
    return c.json({ items: page.items.map(show), cursor: page.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/notes/{id}", tags: ["notes"], summary: "Read a note", request: { params: IdParam }, responses: { 200: json(NoteOut, "The note"), 404: json(Problem, "No such note") } }),
  async (c) => {
    const note = await findNote(c.env, c.req.valid("param").id);
    return note ? c.json(show(note), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({
    ...perConsumer, method: "patch", path: "/notes/{id}", tags: ["notes"], summary: "Change a note", request: { params: IdParam, ...body(NotePatch) },
    responses: { 200: json(NoteOut, "The note"), 404: json(Problem, "No such note"), 409: json(Problem, "Changed by somebody else at the same moment"), ...badBody },
  }),
  async (c) => {
    const note = await findNote(c.env, c.req.valid("param").id);
    if (!note) return c.json(missing, 404);
    const patch = c.req.valid("json");
    const { title, text, tags } = { ...note, ...patch };
    // What a search looks in is made from the note that was read: nothing may change in between.
    const changed = await notes(c.env).update(note.id, { ...patch, tagKeys: keysOf(tags), search: searchOf(title, text) }, { ifVersion: note.version });
    if (!changed) return c.json(missing, 404);
    await relabel(c.env, note.id, note.tags, tags);
    return c.json(show(changed), 200);
  },
);

for (const [action, isArchived] of [["archive", true], ["unarchive", false]] as const) {
  app.openapi(
    createRoute({
      ...perConsumer, method: "post", path: `/notes/{id}/${action}`, tags: ["archive"], summary: isArchived ? "Put a note in the archive" : "Take a note out of the archive", request: { params: IdParam },
      responses: { 200: json(NoteOut, "The note"), 404: json(Problem, "No such note") },
    }),
    async (c) => {
      const note = await findNote(c.env, c.req.valid("param").id);
      const changed = note && (await notes(c.env).update(note.id, { isArchived }));
      return changed ? c.json(show(changed), 200) : c.json(missing, 404);
    },
  );
}

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/notes/{id}", tags: ["notes"], summary: "Delete a note", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such note") } }),
  async (c) => {
    const note = await findNote(c.env, c.req.valid("param").id);
    if (!note || !(await notes(c.env).delete(note.id))) return c.json(missing, 404);
    await relabel(c.env, note.id, note.tags, []);
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/tags", tags: ["tags"], summary: "Your tags and how many notes have them", responses: { 200: json(TagList, "The tags in alphabetical order, at most 1,000") } }),
  async (c) => {
    const rows = await labels(c.env).aggregate({ where: { owner: c.env.CONSUMER.id }, groupBy: "tag" });
    return c.json({ items: rows.map(({ group, count }) => ({ tag: String(group), notes: count })) }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Notes", version: "1.0.0", description: "Notes with tags, search and an archive, each caller's own." } });

export default app;
