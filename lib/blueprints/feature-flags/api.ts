// Feature flags: on or off per environment, for a share of subjects or for named ones, with a record of every change.
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
const FIRST: string = /* firstEnvironment */ "development";
const ENVIRONMENTS = [...new Set([FIRST, "staging", "production"])];
const MAX_FLAGS = /* maximumFlags */ 200;
const MAX_EVALUATED = 100;

type Rule = { isOn: boolean; percent: number; allow: string[]; deny: string[] };
/** `place` is a number from 1 to MAX_FLAGS that no two flags share, so that there are never more. */
type Flag = { key: string; description: string; rules: Record<string, Rule>; place: number };
type Change = { flag: string; action: "created" | "changed" | "deleted"; environment: string | null; before: Rule | null; after: Rule | null; by: string };

const KEY_PATTERN = /^[a-z][a-z0-9]*([._-][a-z0-9]+)*$/;
const Key = z.string().max(60).regex(KEY_PATTERN, "a key starts with a letter and has lower-case letters and digits, joined by single dots, - or _");
const Environment = z.enum(ENVIRONMENTS).openapi({ example: FIRST });
const Subject = z.string().min(1).max(100).refine((subject) => !/\p{Cc}/u.test(subject), "has no control characters").openapi({ description: "Who or what asks, such as a user's id; the same one always gets the same answer", example: "user-42" });
const ruleFields = {
  isOn: z.boolean().openapi({ description: "Off: nobody gets it, except who is allowed by name" }),
  percent: z.number().min(0).max(100).refine((percent) => Math.abs(percent * 100 - Math.round(percent * 100)) < 1e-6, "has at most two decimals").openapi({ description: "The share of subjects that get it when it is on; two decimals", example: 25 }),
  allow: z.array(Subject).max(50).openapi({ description: "These always get it", example: ["user-1"] }),
  deny: z.array(Subject).max(50).openapi({ description: "These never get it", example: [] }),
};
const ruleOut = { isOn: z.boolean(), percent: z.number(), allow: z.array(z.string()), deny: z.array(z.string()) };
const RuleOut = z.object(ruleOut).openapi("Rule");
/** Written out: the document can't say that a named schema may be null. */
const NullableRule = z.object(ruleOut).nullable();
const RulePatch = z.strictObject(ruleFields).partial().refine((patch) => Object.keys(patch).length > 0, "give at least one field").openapi("RulePatch");
const FlagInput = z.strictObject({ key: Key.openapi({ example: "new-checkout" }), description: z.string().trim().max(500).default("").openapi({ example: "The checkout in one page" }) }).openapi("FlagInput");
const FlagOut = z.object({
  key: z.string().openapi({ example: "new-checkout" }), description: z.string(), environments: z.record(z.string(), RuleOut), createdAt: z.string(), updatedAt: z.string(),
}).openapi("Flag");
const REASONS = ["denied", "allowed", "off", "rolled_out", "not_rolled_out"] as const;
const Answer = z.object({ key: z.string(), isEnabled: z.boolean(), reason: z.enum(REASONS) }).openapi("Evaluation");
const EvaluateInput = z.strictObject({
  environment: Environment, subject: Subject,
  keys: z.array(Key).min(1).max(MAX_EVALUATED).optional().openapi({ description: "Left out: all flags, at most 100 by key; a flag that doesn't exist is left out of the answer", example: ["new-checkout"] }),
}).openapi("EvaluateInput");
const ChangeOut = z.object({ flag: z.string(), action: z.enum(["created", "changed", "deleted"]), environment: z.string().nullable(), before: NullableRule, after: NullableRule, by: z.string().openapi({ description: "An opaque id of the caller" }), at: z.string() }).openapi("Change");
const pageOf = <Schema extends z.ZodType>(schema: Schema) => z.object({ items: z.array(schema), cursor: z.string().nullable(), total: z.number().int() });
const page = { limit: z.coerce.number().int().min(1).max(100).default(20), cursor: z.string().optional() };
const key = z.string().openapi({ param: { name: "key", in: "path" }, example: "new-checkout" });

const flags = (env: Env) => env.DATA.collection<Flag>("flags", { unique: ["place"] });
const changes = (env: Env) => env.DATA.collection<Change>("changes");
const noFlag = problem("not_found", "There is no such flag");
const findFlag = async (env: Env, name: string) => (Key.safeParse(name).success ? flags(env).get(name) : null);
const show = ({ key: name, description, rules, createdAt, updatedAt }: Stored<Flag>) => ({ key: name, description, environments: rules, createdAt, updatedAt });
/** Stores a flag in a free place: null when there is none. Throws `conflict` when the key is taken. */
async function insertFlag(env: Env, flag: Omit<Flag, "place">) {
  const rows = await flags(env).aggregate({ groupBy: "place" });
  const taken = new Set(rows.map(({ group }) => group));
  for (let place = 1; place <= MAX_FLAGS; place += 1) {
    if (taken.has(place)) continue;
    try {
      return await flags(env).insert({ id: flag.key, ...flag, place });
    } catch (error) {
      // Unless the key is taken, another call took this place at the same moment.
      if (!(error instanceof DataError && error.code === "conflict") || (await flags(env).get(flag.key))) throw error;
    }
  }
  return null;
}
const record = (env: Env, change: Omit<Change, "by">) => changes(env).insert({ ...change, by: env.CONSUMER.id });

/** FNV-1a of the text, then mixed so that alike texts lie far apart: from 0 to 9999, and the same everywhere and always. */
function bucketOf(text: string) {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(text)) hash = Math.imul(hash ^ byte, 0x01000193);
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % 10_000;
}
/** Each flag draws for itself: a subject isn't always among the first. A larger share keeps whoever had the flag before. */
function evaluate(flag: Flag, environment: string, subject: string): z.infer<typeof Answer> {
  const rule = flag.rules[environment];
  const answer = (isEnabled: boolean, reason: (typeof REASONS)[number]) => ({ key: flag.key, isEnabled, reason });
  if (!rule) return answer(false, "off");
  if (rule.deny.includes(subject)) return answer(false, "denied");
  if (rule.allow.includes(subject)) return answer(true, "allowed");
  if (!rule.isOn) return answer(false, "off");
  return bucketOf(`${flag.key}/${subject}`) < Math.round(rule.percent * 100) ? answer(true, "rolled_out") : answer(false, "not_rolled_out");
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
  createRoute({ method: "post", path: "/flags", tags: ["flags"], summary: "Make a flag, off everywhere", request: body(FlagInput), responses: { 201: json(FlagOut, "The flag"), 409: json(Problem, "The key is taken, or there are too many flags"), ...badBody } }),
  async (c) => {
    const input = c.req.valid("json");
    const rules = Object.fromEntries(ENVIRONMENTS.map((name): [string, Rule] => [name, { isOn: false, percent: 100, allow: [], deny: [] }]));
    try {
      const flag = await insertFlag(c.env, { ...input, rules });
      if (!flag) return c.json(problem("too_many", `There are ${MAX_FLAGS} flags: delete one first`), 409);
      await record(c.env, { flag: flag.key, action: "created", environment: null, before: null, after: null });
      return c.json(show(flag), 201);
    } catch (error) {
      if (error instanceof DataError && error.code === "conflict") return c.json(problem("key_taken", "There is a flag with this key"), 409);
      throw error;
    }
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/flags", tags: ["flags"], summary: "All flags, by key", request: { query: z.strictObject({ ...page, q: z.string().min(1).max(60).optional().openapi({ description: "Part of the key" }) }) },
    responses: { 200: json(pageOf(FlagOut).openapi("FlagPage"), "A page of flags"), ...invalid },
  }),
  async (c) => {
    const { limit, cursor, q } = c.req.valid("query");
    const where = { key: { contains: q } };
    const [found, total] = await Promise.all([flags(c.env).list({ where, orderBy: "key", limit, cursor }), flags(c.env).count(where)]);
    return c.json({ items: found.items.map(show), cursor: found.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({ method: "get", path: "/flags/{key}", tags: ["flags"], summary: "Get a flag", request: { params: z.object({ key }) }, responses: { 200: json(FlagOut, "The flag"), 404: json(Problem, "No such flag") } }),
  async (c) => {
    const flag = await findFlag(c.env, c.req.valid("param").key);
    return flag ? c.json(show(flag), 200) : c.json(noFlag, 404);
  },
);

app.openapi(
  createRoute({
    method: "patch", path: "/flags/{key}/environments/{environment}", tags: ["flags"], summary: "Switch a flag in one environment, or change its share",
    request: { params: z.object({ key, environment: z.string().openapi({ param: { name: "environment", in: "path" }, example: FIRST }) }), ...body(RulePatch) },
    responses: { 200: json(FlagOut, "The flag"), 404: json(Problem, "No such flag or environment"), 409: json(Problem, "Somebody else changed it at the same moment"), ...badBody },
  }),
  async (c) => {
    const { key: name, environment } = c.req.valid("param");
    const flag = await findFlag(c.env, name);
    const before = flag && Object.hasOwn(flag.rules, environment) ? flag.rules[environment] : undefined;
    if (!flag || !before) return c.json(flag ? problem("not_found", `There is no such environment: use ${ENVIRONMENTS.join(", ")}`) : noFlag, 404);
    const after = { ...before, ...c.req.valid("json") };
    const changed = await flags(c.env).update(name, { rules: { ...flag.rules, [environment]: after } }, { ifVersion: flag.version });
    if (!changed) return c.json(noFlag, 404);
    await record(c.env, { flag: name, action: "changed", environment, before, after });
    return c.json(show(changed), 200);
  },
);

app.openapi(
  createRoute({ method: "delete", path: "/flags/{key}", tags: ["flags"], summary: "Delete a flag; its record stays", request: { params: z.object({ key }) }, responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such flag") } }),
  async (c) => {
    const flag = await findFlag(c.env, c.req.valid("param").key);
    if (!flag || !(await flags(c.env).delete(flag.key))) return c.json(noFlag, 404);
    await record(c.env, { flag: flag.key, action: "deleted", environment: null, before: null, after: null });
    return c.body(null, 204);
  },
);

app.openapi(
  createRoute({
    method: "post", path: "/evaluate", tags: ["evaluation"], summary: "Which flags a subject gets", request: body(EvaluateInput),
    responses: { 200: json(z.object({ environment: z.string(), subject: z.string(), flags: z.array(Answer) }).openapi("Evaluations"), "An answer for each flag, by key, and why"), ...badBody },
  }),
  async (c) => {
    const { environment, subject, keys } = c.req.valid("json");
    const { items } = await flags(c.env).list({ where: { key: { in: keys } }, orderBy: "key", limit: MAX_EVALUATED });
    return c.json({ environment, subject, flags: items.map((flag) => evaluate(flag, environment, subject)) }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "/changes", tags: ["changes"], summary: "Who changed what, latest first", request: { query: z.strictObject({ ...page, flag: z.string().min(1).max(60).optional().openapi({ description: "Only changes of this flag" }) }) },
    responses: { 200: json(pageOf(ChangeOut).openapi("ChangePage"), "A page of changes"), ...invalid },
  }),
  async (c) => {
    const { limit, cursor, flag } = c.req.valid("query");
    const where = { flag };
    const [found, total] = await Promise.all([changes(c.env).list({ where, orderBy: ["createdAt", "desc"], limit, cursor }), changes(c.env).count(where)]);
    const items = found.items.map(({ flag: name, action, environment, before, after, by, createdAt }) => ({ flag: name, action, environment, before, after, by, at: createdAt }));
    return c.json({ items, cursor: found.cursor, total }, 200);
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
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Feature flags", version: "1.0.0", description: "Flags per environment, rolled out to a share of subjects, with a record of every change." } });

export default app;
