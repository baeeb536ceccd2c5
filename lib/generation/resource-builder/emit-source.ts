import { isFilter, isRanged } from "./emit-fields.ts";
import { emitResource } from "./emit-resource.ts";
import type { Resource } from "./resource-plan.ts";

export interface SourceInput {
  name: string;
  description: string;
  resources: Resource[];
}

/** The API's source, written to be read. */
export function emitSource({ name, description, resources }: SourceInput): string {
  return [header(description, resources), ...resources.map(emitResource), footer(name, description)].join("\n");
}

function header(description: string, resources: Resource[]): string {
  const fields = resources.flatMap((resource) => resource.fields);
  const hasConflict = fields.some((field) => field.isUnique);
  const tools = [
    ...(fields.some((field) => field.kind === "boolean" && isFilter(field)) ? ['const flag = (value: "true" | "false" | undefined) => (value === undefined ? undefined : value === "true");'] : []),
    ...(fields.some(isRanged) ? ["const between = <Value>(from?: Value, to?: Value) => (from === undefined && to === undefined ? undefined : { gte: from, lte: to });"] : []),
    ...(resources.some((resource) => resource.overdue) ? ["const today = () => new Date().toISOString().slice(0, 10);"] : []),
    ...(hasConflict ? [`/** The reply to a value that is taken; any other error goes on. */
const conflict = (error: unknown, message: string) => {
  if (error instanceof DataError && error.code === "conflict") return problem("conflict", message);
  throw error;
};`] : []),
  ];
  return `// ${description}
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { HTTPException } from "hono/http-exception";
import { DataError, type Env, type Stored } from "api-creator";

const Problem = z.object({ error: z.object({ code: z.string(), message: z.string() }) }).openapi("Problem");
const problem = (code: string, message: string) => ({ error: { code, message } });
const why = (message = "not valid") => (message.endsWith("received undefined") ? "is required" : message.replace("Invalid input: ", ""));
const json = <Schema extends z.ZodType>(schema: Schema, description: string) => ({ content: { "application/json": { schema } }, description });
const body = <Schema extends z.ZodType>(schema: Schema) => ({ body: { content: { "application/json": { schema } }, required: true } });

const IdParam = z.object({ id: z.string().min(1).max(200).openapi({ param: { name: "id", in: "path" } }) });
const Page = z.strictObject({
  limit: z.coerce.number().int().min(1).max(100).default(20),
  cursor: z.string().optional().openapi({ description: "The cursor of the page before" }),
  order: z.enum(["asc", "desc"]).default("asc"),
});
${tools.join("\n")}${tools.length > 0 ? "\n" : ""}
const app = new OpenAPIHono<{ Bindings: Env }>({
  // Says which field is wrong and why.
  defaultHook: (result, c) => {
    if (result.success) return;
    const issue = result.error.issues[0];
    return c.json(problem("invalid", \`\${issue?.path.join(".") || result.target}: \${why(issue?.message)}\`), 422);
  },
});
`;
}

const footer = (name: string, description: string): string => `app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
  if (error instanceof DataError && error.code === "unavailable") return c.json(problem("unavailable", "The data can't be reached right now. Try again in a moment."), 503);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: ${JSON.stringify(name)}, version: "1.0.0", description: ${JSON.stringify(description)} } });

export default app;
`;
