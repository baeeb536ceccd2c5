// Webhook inbox: a public address per source that keeps what it is sent, to list, inspect and delete.
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

/** The newest of a source are kept: an older one goes for each that comes. */
const KEPT = /* keptPerSource */ 200;
const MAX_BODY = /* maximumKilobytes */ 16;
const SHOWN_HEADERS = ["content-type", "user-agent", "x-github-event", "x-hub-signature-256", "x-event-type", "x-webhook-id", "x-signature"];

/** Stored under its token: whoever knows that may send. */
type Source = { owner: string; name: string; received: number };
type Message = { owner: string; sourceId: string; order: number; text: string; isJson: boolean; headers: Record<string, string>; query: string; bytes: number; isRead: boolean };

const SourceInput = z.strictObject({ name: z.string().trim().min(1).max(100).openapi({ example: "Shop orders" }) }).openapi("SourceInput");
const SourceOut = z.object({
  id: z.string(), name: z.string().openapi({ example: "Shop orders" }),
  path: z.string().openapi({ description: "Where to send with POST; it needs no key, so keep it to yourself", example: "/in/3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }),
  received: z.number().int().openapi({ description: "All that ever came" }), createdAt: z.string(),
}).openapi("Source");
const shown = {
  id: z.string(), sourceId: z.string(), isJson: z.boolean(), bytes: z.number().int(), query: z.string().openapi({ description: "What followed the question mark" }),
  isRead: z.boolean(), receivedAt: z.string(),
};
const Summary = z.object(shown).openapi("MessageSummary");
const MessageOut = z.object({ ...shown, headers: z.record(z.string(), z.string()), text: z.string().openapi({ description: "The body as it came" }), json: z.unknown().openapi({ description: "The body, where it is JSON; else null" }) }).openapi("Message");
const Receipt = z.object({ id: z.string(), receivedAt: z.string() }).openapi("Receipt");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const IdParam = z.object({ id: z.string().openapi({ param: { name: "id", in: "path" }, example: "3f1c8e52-7d0a-4c6b-9a51-2f8f0d6f4b1e" }) });
const MessageQuery = z.strictObject({
  ...page, source: z.string().max(100).optional().openapi({ description: "Id of a source" }), read: z.enum(["true", "false"]).optional(),
  q: z.string().min(1).max(100).optional().openapi({ description: "Part of the body" }),
});

const sources = (env: Env) => env.DATA.collection<Source>("sources");
const messages = (env: Env) => env.DATA.collection<Message>("messages");
const isId = (id: string) => /^[0-9a-f-]{36}$/.test(id);
const noSource = problem("not_found", "There is no such source");
const noMessage = problem("not_found", "There is no such message");
const showSource = ({ id, name, received, createdAt }: Stored<Source>) => ({ id, name, path: `/in/${id}`, received, createdAt });
const summarise = ({ id, sourceId, isJson, bytes, query, isRead, createdAt }: Stored<Message>) => ({ id, sourceId, isJson, bytes, query, isRead, receivedAt: createdAt });
function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
const showMessage = (message: Stored<Message>) => ({ ...summarise(message), headers: message.headers, text: message.text, json: message.isJson ? readJson(message.text) : null });
async function findSource(env: Env, id: string) {
  const source = isId(id) ? await sources(env).get(id) : null;
  return source?.owner === env.CONSUMER.id ? source : null;
}
async function findMessage(env: Env, id: string) {
  const message = isId(id) ? await messages(env).get(id) : null;
  return message?.owner === env.CONSUMER.id ? message : null;
}

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});
// A body of another type would be read as an empty one. What is sent to a source may be of any type.
app.use(async (c, next) => {
  const type = c.req.header("content-type");
  const mustBeJson = c.req.method !== "GET" && !c.req.path.startsWith("/in/");
  if (mustBeJson && type !== undefined && !/^application\/json\b/i.test(type)) return c.json(problem("unsupported_type", "Send the body as application/json"), 415);
  await next();
});
app.openapi(
  createRoute({ ...perConsumer, method: "post", path: "/sources", tags: ["sources"], summary: "Open an address for a source", request: body(SourceInput), responses: { 201: json(SourceOut, "The source, with the path to send to"), ...badBody } }),
  async (c) => c.json(showSource(await sources(c.env).insert({ owner: c.env.CONSUMER.id, name: c.req.valid("json").name, received: 0 })), 201),
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/sources", tags: ["sources"], summary: "Your sources, oldest first", request: { query: z.strictObject(page) }, responses: { 200: json(pageOf(SourceOut).openapi("SourcePage"), "A page of sources"), ...invalid } }),
  async (c) => {
    const where = { owner: c.env.CONSUMER.id };
    const [found, total] = await Promise.all([sources(c.env).list({ ...c.req.valid("query"), where }), sources(c.env).count(where)]);
    return c.json({ items: found.items.map(showSource), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/sources/{id}", tags: ["sources"], summary: "Get a source", request: { params: IdParam }, responses: { 200: json(SourceOut, "The source"), 404: json(Problem, "No such source") } }),
  async (c) => {
    const source = await findSource(c.env, c.req.valid("param").id);
    return source ? c.json(showSource(source), 200) : c.json(noSource, 404);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/sources/{id}", tags: ["sources"], summary: "Close an address and delete its messages", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such source") } }),
  async (c) => {
    const source = await findSource(c.env, c.req.valid("param").id);
    // The source goes first: nothing more comes in while its messages go.
    if (!source || !(await sources(c.env).delete(source.id))) return c.json(noSource, 404);
    for (let left = KEPT + 100; left > 0; left -= 100) {
      const { items, cursor } = await messages(c.env).list({ where: { sourceId: source.id }, limit: 100 });
      await Promise.all(items.map((message) => messages(c.env).delete(message.id)));
      if (cursor === null) break;
    }
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/in/{id}", tags: ["inbox"], summary: "Send something to a source",
    description: "Takes any text, JSON or not, without a key.", request: { params: IdParam },
    responses: { 202: json(Receipt, "Kept"), 404: json(Problem, "No such source"), 413: json(Problem, "Too large"), 422: json(Problem, "Not text") },
  }),
  async (c) => {
    const { id } = c.req.valid("param");
    const source = isId(id) ? await sources(c.env).get(id) : null;
    if (!source) return c.json(noSource, 404);
    const text = await c.req.text();
    const bytes = new TextEncoder().encode(text).length;
    const query = new URL(c.req.url).search.slice(1);
    if (bytes > MAX_BODY * 1024) return c.json(problem("too_large", `A message has at most ${MAX_BODY} KB`), 413);
    if (query.length > 2000) return c.json(problem("too_large", "A query has at most 2000 characters"), 413);
    if (text.includes("\u0000")) return c.json(problem("invalid", "body: is not text"), 422);
    const headers = Object.fromEntries(SHOWN_HEADERS.flatMap((name): [string, string][] => [[name, (c.req.header(name) ?? "").slice(0, 500)]]).filter(([, value]) => value !== ""));
    const order = await sources(c.env).increment(id, "received");
    if (order === null) return c.json(noSource, 404);
    const made = await messages(c.env).insert({ owner: source.owner, sourceId: id, order, text, isJson: readJson(text) !== undefined, headers, query, bytes, isRead: false });
    const { items } = await messages(c.env).list({ where: { sourceId: id, order: { lte: order - KEPT } }, limit: 20 });
    await Promise.all(items.map((old) => messages(c.env).delete(old.id)));
    return c.json({ id: made.id, receivedAt: made.createdAt }, 202);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/messages", tags: ["inbox"], summary: "What came, latest first", request: { query: MessageQuery }, responses: { 200: json(pageOf(Summary).openapi("MessagePage"), "A page of messages without their bodies"), ...invalid } }),
  async (c) => {
    const { limit, cursor, source, read, q } = c.req.valid("query");
    const where = { owner: c.env.CONSUMER.id, sourceId: source, isRead: read === undefined ? undefined : read === "true", text: { contains: q } };
    const [found, total] = await Promise.all([messages(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), messages(c.env).count(where)]);
    return c.json({ items: found.items.map(summarise), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ ...perConsumer, method: "get", path: "/messages/{id}", tags: ["inbox"], summary: "Inspect a message", request: { params: IdParam }, responses: { 200: json(MessageOut, "The message, with headers and body"), 404: json(Problem, "No such message") } }),
  async (c) => {
    const message = await findMessage(c.env, c.req.valid("param").id);
    return message ? c.json(showMessage(message), 200) : c.json(noMessage, 404);
  },
);

for (const [action, isRead, summary] of [["read", true, "Mark a message as read"], ["unread", false, "Mark a message as unread"]] as const) {
  app.openapi(
    createRoute({ ...perConsumer, method: "post", path: `/messages/{id}/${action}`, tags: ["inbox"], summary, request: { params: IdParam }, responses: { 200: json(Summary, "The message"), 404: json(Problem, "No such message") } }),
    async (c) => {
      const message = await findMessage(c.env, c.req.valid("param").id);
      const changed = message && (await messages(c.env).update(message.id, { isRead }));
      return changed ? c.json(summarise(changed), 200) : c.json(noMessage, 404);
    },
  );
}

app.openapi(
  createRoute({ ...perConsumer, method: "delete", path: "/messages/{id}", tags: ["inbox"], summary: "Delete a message", request: { params: IdParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such message") } }),
  async (c) => {
    const message = await findMessage(c.env, c.req.valid("param").id);
    return message && (await messages(c.env).delete(message.id)) ? c.body(null, 204) : c.json(noMessage, 404);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Webhook inbox", version: "1.0.0", description: "Public addresses that keep what they are sent, to list, inspect and delete." } });

export default app;
