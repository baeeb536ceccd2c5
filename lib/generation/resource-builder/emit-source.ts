import { emitResource } from "./emit-resource.ts";
import type { Resource } from "./resource-plan.ts";
import { shapesOf } from "./resource-shape.ts";

export interface SourceInput {
  name: string;
  description: string;
  resources: Resource[];
}

/** The API's source, written to be read. */
export function emitSource({ name, description, resources }: SourceInput): string {
  const sections = shapesOf(resources).map(emitResource).join("\n");
  const isNamed = (word: string): boolean => new RegExp(`\\b${word}\\(|\\.\\.\\.${word}\\b|\\(${word}\\)`).test(sections);
  const types = ["AggregateRow", "DataErrorCode"].filter((type) => (type === "AggregateRow" ? isNamed("group") : isNamed("onData")));
  return `// ${description.replace(/\s+/g, " ")}
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { ${["DataError", ...types.map((type) => `type ${type}`), "type Env", "type Stored", "type Where"].sort(byName).join(", ")} } from "api-creator";

${HEADER}
${TOOLS.filter(([tool]) => isNamed(tool)).map(([, source]) => `${source}\n`).join("")}
${APP}
${sections}
${footer(name, description, isNamed("retried"))}`;
}

const byName = (a: string, b: string): number => (a.replace("type ", "") < b.replace("type ", "") ? -1 : 1);

const HEADER = `const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { content: { "application/json": { schema } }, required: true } });
const notFound = { 404: json(Problem, "There is no such document") };
const invalid = { 422: json(Problem, "Not valid") };
const badBody = { 400: json(Problem, "Not JSON"), ...invalid };

const IdParam = z.object({ id: z.uuid().openapi({ param: { name: "id", in: "path" } }) });
const stamps = { createdAt: z.iso.datetime(), updatedAt: z.iso.datetime(), version: z.number().int() };
const paging = {
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional().openapi({ description: "The cursor of the page before" }),
  order: z.enum(["asc", "desc"]).default("asc"),
};

/** Ends a request with this reply. */
const refuse = (status: 404 | 409 | 422, code: string, message: string) => new HTTPException(status, { res: Response.json(problem(code, message), { status }) });
/** What was found, or the reply 404. */
const existing = <Item>(item: Item | null | false, name: string): Item => {
  if (item === null || item === false) throw refuse(404, "not_found", \`There is no \${name} with this id\`);
  return item;
};`;

/** Each is in the source if a resource names it. */
const TOOLS: readonly [name: string, source: string][] = [
  ["clash", 'const clash = { 409: json(Problem, "Not possible as things are") };'],
  ["flag", 'const flag = (value: "true" | "false" | undefined) => (value === undefined ? undefined : value === "true");'],
  ["today", "const today = () => new Date().toISOString().slice(0, 10);"],
  ["utc", "/** Times are kept in UTC, so that they compare as texts. */\nconst utc = (time: string) => (Number.isNaN(Date.parse(time)) ? time : new Date(time).toISOString());"],
  ["moment", "/** One end of a range of times; of a date it is the moment `time`. */\nconst moment = (time: string) => z.union([z.iso.datetime({ offset: true }), z.iso.date()]).overwrite((value) => utc(value.length === 10 ? `${value}T${time}Z` : value));"],
  ["cents", "const cents = (value: number | null | undefined) => (typeof value === \"number\" ? Math.round(value * 100) / 100 : null);"],
  ["group", '/** What a figure is of, as the platform gives it. */\nconst group = (...type: ("string" | "number" | "boolean" | "null")[]) => z.custom<AggregateRow["group"]>().openapi({ type });'],
  ["onData", `/** Puts a refusal of the store in words; any other error goes on. */
const onData = (code: DataErrorCode, message: string) => (error: unknown): never => {
  throw error instanceof DataError && error.code === code ? refuse(409, code, message) : error;
};`],
  ["monday", `/** The first day of the week of a date or time. */
const monday = (date: string) => {
  const day = new Date(date.slice(0, 10));
  return new Date(day.getTime() - ((day.getUTCDay() + 6) % 7) * 86_400_000).toISOString().slice(0, 10);
};`],
  ["everyPage", `/** Everything that a list has, page by page. */
async function everyPage<Item>(read: (cursor: string | undefined) => Promise<{ items: Item[]; cursor: string | null }>): Promise<Item[]> {
  const items: Item[] = [];
  for (let cursor: string | undefined; ; ) {
    const page = await read(cursor);
    items.push(...page.items);
    if (page.cursor === null) return items;
    cursor = page.cursor;
  }
}`],
  ["placed", `/** Writes with a free place; when another call takes that place first, with the next. */
async function placed<Result>(find: () => Promise<string | null>, isTaken: (place: string) => Promise<boolean>, write: (place: string | null) => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    const place = await find();
    try {
      return await write(place);
    } catch (error) {
      if (tries >= 25 || place === null || !(error instanceof DataError && error.code === "conflict" && (await isTaken(place)))) throw error;
    }
  }
}`],
  ["retried", `/** Reads and writes again when somebody else wrote in between. */
async function retried<Result>(work: () => Promise<Result>): Promise<Result> {
  for (let tries = 1; ; tries += 1) {
    try {
      return await work();
    } catch (error) {
      if (tries >= 5 || !(error instanceof DataError && error.code === "stale")) throw error;
    }
  }
}`],
];

const APP = `/** \`Invalid input: expected string, received undefined\` is hard to read. */
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which field is wrong and why. An id that can't be is as unknown as any other.
  defaultHook: (result, c) => {
    if (result.success) return;
    if (result.target === "param") return c.json(problem("not_found", "There is nothing with this id"), 404);
    const issue = result.error.issues[0];
    return c.json(problem("invalid", \`\${issue?.path.join(".") || result.target}: \${why(issue?.message)}\`), 422);
  },
});
`;

const footer = (name: string, description: string, hasRetries: boolean): string => `app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return error.res ?? c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
${hasRetries ? '  if (error instanceof DataError && error.code === "stale") return c.json(problem("busy", "Others are changing this right now. Try again in a moment."), 409);\n' : ""}  if (error instanceof DataError && error.code === "unavailable") return c.json(problem("unavailable", "The data can't be reached right now. Try again in a moment."), 503);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: ${JSON.stringify(name)}, version: "1.0.0", description: ${JSON.stringify(description)} } });

export default app;
`;
