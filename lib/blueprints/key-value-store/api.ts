// A key-value store: any JSON under a key, for ever or for some time.
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { DataError, type Env, type Json, type Stored } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });

/** `expiresAt` of what never expires, so that "not expired" is one comparison. */
const NEVER = "9999-12-31T23:59:59.999Z";
const MAX_TTL_SECONDS = 10 * 365 * 24 * 3600;
/** Of a value that is stored without ttlSeconds; 0: it never expires. */
const DEFAULT_TTL_SECONDS = /* defaultTtlSeconds */ 0;
const MAX_VALUE_KILOBYTES = /* maximumValueKilobytes */ 16;
type Entry = { key: string; value: Json; expiresAt: string };

/** Bytes as JSON. */
function sizeOf(value: Json): number {
  try {
    return new TextEncoder().encode(JSON.stringify(value)).length;
  } catch {
    // Nested more deeply than JSON can be written.
    return Number.POSITIVE_INFINITY;
  }
}

const KeyParam = z.object({ key: z.string().min(1).max(200).openapi({ param: { name: "key", in: "path" }, example: "greeting" }) });
const EntryInput = z.strictObject({
  value: z.custom<Json>((value) => value !== undefined, "value is missing")
    .refine((value) => sizeOf(value) <= MAX_VALUE_KILOBYTES * 1024, `a value has at most ${MAX_VALUE_KILOBYTES} KB as JSON`)
    .openapi({ type: ["string", "number", "boolean", "object", "array", "null"], description: "Any JSON", example: "Hello" }),
  ttlSeconds: z.number().int().min(0).max(MAX_TTL_SECONDS).optional().openapi({ description: "Expires after so many seconds; 0 at once; left out: the default time, or never", example: 3600 }),
}).openapi("EntryInput");
const EntryOut = z.object({
  key: z.string().openapi({ example: "greeting" }),
  value: z.custom<Json>().openapi({ type: ["string", "number", "boolean", "object", "array", "null"], example: "Hello" }),
  expiresAt: z.string().nullable().openapi({ description: "When it expires; null: never", example: "2099-06-01T10:00:00.000Z" }),
  ttlSeconds: z.number().int().nullable().openapi({ description: "Seconds left; null: for ever", example: 3600 }),
  createdAt: z.string(),
  updatedAt: z.string(),
}).openapi("Entry");
const EntryList = z.object({ items: z.array(EntryOut), cursor: z.string().nullable() }).openapi("EntryList");
const ListQuery = z.strictObject({
  prefix: z.string().max(200).optional().openapi({ description: "Only keys that start with this, upper and lower case alike" }),
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional(),
});

const entries = (env: Env) => env.DATA.collection<Entry>("entries");
const now = () => new Date().toISOString();
const show = ({ key, value, expiresAt, createdAt, updatedAt }: Stored<Entry>) => ({
  key,
  value,
  expiresAt: expiresAt === NEVER ? null : expiresAt,
  ttlSeconds: expiresAt === NEVER ? null : Math.max(0, Math.ceil((Date.parse(expiresAt) - Date.now()) / 1000)),
  createdAt,
  updatedAt,
});
function expiryAfter(ttlSeconds?: number) {
  const seconds = ttlSeconds ?? (DEFAULT_TTL_SECONDS > 0 ? DEFAULT_TTL_SECONDS : null);
  return seconds === null ? NEVER : new Date(Date.now() + seconds * 1000).toISOString();
}
const missing = problem("not_found", "There is no such key, or it has expired");

const hasExpired = (entry: Entry) => entry.expiresAt <= now();
/** The entry, unless it has expired. It isn't deleted here: somebody may store the key anew at the same moment. */
async function findEntry(env: Env, key: string) {
  const entry = await entries(env).get(key);
  return entry && !hasExpired(entry) ? entry : null;
}

const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which input is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", `${issue?.path.join(".") || result.target}: ${why(issue?.message)}`), 422);
  },
});

app.openapi(
  createRoute({
    method: "put", path: "/kv/{key}", tags: ["entries"], summary: "Store a value under a key", request: { params: KeyParam, body: { content: { "application/json": { schema: EntryInput } }, required: true } },
    responses: { 200: json(EntryOut, "Replaced"), 201: json(EntryOut, "Stored under a new key"), 400: json(Problem, "Not JSON"), 422: json(Problem, "Not valid") },
  }),
  async (c) => {
    const { key } = c.req.valid("param");
    const { value, ttlSeconds } = c.req.valid("json");
    const expiresAt = expiryAfter(ttlSeconds);
    // What has expired goes first, so that the new entry is one, with its own createdAt.
    const known = await entries(c.env).get(key);
    if (known && hasExpired(known)) await entries(c.env).delete(key);
    const changed = await entries(c.env).update(key, { value, expiresAt });
    if (changed) return c.json(show(changed), 200);
    try {
      return c.json(show(await entries(c.env).insert({ id: key, key, value, expiresAt })), 201);
    } catch (error) {
      // Somebody stored this key at the same moment: the later write wins.
      const raced = error instanceof DataError && error.code === "conflict" ? await entries(c.env).update(key, { value, expiresAt }) : null;
      if (raced) return c.json(show(raced), 200);
      throw error;
    }
  },
);

app.openapi(
  createRoute({ method: "get", path: "/kv/{key}", tags: ["entries"], summary: "Read the value of a key", request: { params: KeyParam }, responses: { 200: json(EntryOut, "The entry"), 404: json(Problem, "No such key, or expired") } }),
  async (c) => {
    const entry = await findEntry(c.env, c.req.valid("param").key);
    return entry ? c.json(show(entry), 200) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ method: "delete", path: "/kv/{key}", tags: ["entries"], summary: "Delete a key", request: { params: KeyParam }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such key, or expired") } }),
  async (c) => {
    const entry = await findEntry(c.env, c.req.valid("param").key);
    return entry && (await entries(c.env).delete(entry.key)) ? c.body(null, 204) : c.json(missing, 404);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/kv", tags: ["entries"], summary: "List the keys that have not expired", request: { query: ListQuery }, responses: { 200: json(EntryList, "A page of entries"), 422: json(Problem, "Not valid") } }),
  async (c) => {
    const { prefix, limit, cursor } = c.req.valid("query");
    const page = await entries(c.env).list({ where: { expiresAt: { gt: now() }, key: prefix ? { startsWith: prefix } : undefined }, orderBy: ["key", "asc"], limit, cursor });
    return c.json({ items: page.items.map(show), cursor: page.cursor }, 200);
  },
);

app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
  if (error instanceof DataError && error.code === "unavailable") return c.json(problem("unavailable", "The data can't be reached right now. Try again in a moment."), 503);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Key-value store", version: "1.0.0", description: "Keeps any JSON under a key, with expiry." } });

export default app;
