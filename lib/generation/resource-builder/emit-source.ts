import { defaultOf, fieldMember, filterMembers, isFilter, isRanged, isSortable, whereMember } from "./emit-fields.ts";
import type { Resource } from "./resource-plan.ts";
import { camelCase, listWords, sentenceCase, withArticle } from "./words.ts";

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
    return c.json(problem("invalid", \`\${issue?.path.join(".") || result.target}: \${issue?.message ?? "not valid"}\`), 422);
  },
});
`;
}

function emitResource(resource: Resource): string {
  const { typeName: type, singular, plural, path, fields } = resource;
  const variable = `${camelCase(singular)}Fields`;
  const store = storeName(resource);
  const defaults = fields.map((field) => ({ field, value: defaultOf(field) })).filter(({ value }) => value !== null);
  const unique = fields.filter((field) => field.isUnique).map((field) => field.name);
  const input = defaults.length === 0
    ? `z.strictObject(${variable})`
    : `z.strictObject({\n  ...${variable},\n${defaults.map(({ field, value }) => `  ${field.name}: ${variable}.${field.name}.default(${value ?? ""}),`).join("\n")}\n})`;
  const sorts = JSON.stringify(["createdAt", "updatedAt", ...fields.filter(isSortable).map((field) => field.name)]).replaceAll(",", ", ");
  const missing = `problem("not_found", "There is no ${singular} with this id")`;
  const query = [
    ...fields.flatMap(filterMembers),
    ...(resource.overdue ? ['  overdue: z.enum(["true"]).optional().openapi({ description: "Only overdue ones" }),'] : []),
    `  sort: z.enum(${sorts}).default("createdAt"),`,
  ];
  const where = fields.map((field) => whereMember(field, resource)).filter((member) => member !== null);
  return `// ---- ${sentenceCase(plural)}

const ${variable} = {
${fields.map((field) => fieldMember(field, resource)).join("\n")}
};
const ${type}Input = ${input}.openapi("${type}Input");
const ${type}Patch = z.strictObject(${variable}).partial().openapi("${type}Patch");
const ${type} = z.object({ id: z.string(), ...${variable}, createdAt: z.string(), updatedAt: z.string(), version: z.number().int() }).openapi("${type}");
const ${type}List = z.object({ items: z.array(${type}), cursor: z.string().nullable(), total: z.number().int() }).openapi("${type}List");
const ${type}Query = Page.extend({
${query.join("\n")}
});
const ${store} = (env: Env) => env.DATA.collection<z.infer<typeof ${type}Input>>("${resource.collection}"${unique.length > 0 ? `, { unique: ${JSON.stringify(unique)} }` : ""});
${emitShow(resource)}

app.openapi(
  createRoute({
    method: "post", path: "${path}", tags: ["${plural}"], summary: "Add ${withArticle(singular)}", request: body(${type}Input),
    responses: { 201: json(${type}, "The new ${singular}"), ${unique.length > 0 ? '409: json(Problem, "Already there"), ' : ""}422: json(Problem, "Not valid") },
  }),
  async (c) => {
${answer(resource, `c.json(${showName(resource)}(await ${store}(c.env).insert(c.req.valid("json"))), 201)`)}
  },
);

app.openapi(
  createRoute({
    method: "get", path: "${path}", tags: ["${plural}"], summary: "List, filter and sort ${plural}", request: { query: ${type}Query },
    responses: { 200: json(${type}List, "A page of ${plural}"), 422: json(Problem, "Not valid") },
  }),
  async (c) => {
    const query = c.req.valid("query");
    const where = {${where.length > 0 ? `\n${where.map((member) => `      ${member},`).join("\n")}\n    ` : ""}};
    const [page, total] = await Promise.all([
      ${store}(c.env).list({ where, orderBy: [query.sort, query.order], limit: query.limit, cursor: query.cursor }),
      ${store}(c.env).count(where),
    ]);
    return c.json({ items: page.items.map(${showName(resource)}), cursor: page.cursor, total }, 200);
  },
);

app.openapi(
  createRoute({
    method: "get", path: "${path}/{id}", tags: ["${plural}"], summary: "Get ${withArticle(singular)}", request: { params: IdParam },
    responses: { 200: json(${type}, "The ${singular}"), 404: json(Problem, "No such ${singular}") },
  }),
  async (c) => {
    const found = await ${store}(c.env).get(c.req.valid("param").id);
    return found ? c.json(${showName(resource)}(found), 200) : c.json(${missing}, 404);
  },
);

${emitChange(resource, "put", `Replace ${withArticle(singular)}`, `${type}Input`, missing)}

${emitChange(resource, "patch", `Change some fields of ${withArticle(singular)}`, `${type}Patch`, missing)}

app.openapi(
  createRoute({
    method: "delete", path: "${path}/{id}", tags: ["${plural}"], summary: "Delete ${withArticle(singular)}", request: { params: IdParam },
    responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such ${singular}") },
  }),
  async (c) => {
    const isDeleted = await ${store}(c.env).delete(c.req.valid("param").id);
    return isDeleted ? c.body(null, 204) : c.json(${missing}, 404);
  },
);
`;
}

function emitChange(resource: Resource, method: "put" | "patch", summary: string, schema: string, missing: string): string {
  const { typeName: type, singular, plural, path } = resource;
  const hasUnique = resource.fields.some((field) => field.isUnique);
  return `app.openapi(
  createRoute({
    method: "${method}", path: "${path}/{id}", tags: ["${plural}"], summary: "${summary}", request: { params: IdParam, ...body(${schema}) },
    responses: { 200: json(${type}, "The ${singular}"), 404: json(Problem, "No such ${singular}"), ${hasUnique ? '409: json(Problem, "Already there"), ' : ""}422: json(Problem, "Not valid") },
  }),
  async (c) => {
${hasUnique
    ? `    try {
      const changed = await ${storeName(resource)}(c.env).update(c.req.valid("param").id, c.req.valid("json"));
      return changed ? c.json(${showName(resource)}(changed), 200) : c.json(${missing}, 404);
    } catch (error) {
      return c.json(conflict(error, ${JSON.stringify(takenMessage(resource))}), 409);
    }`
    : `    const changed = await ${storeName(resource)}(c.env).update(c.req.valid("param").id, c.req.valid("json"));
    return changed ? c.json(${showName(resource)}(changed), 200) : c.json(${missing}, 404);`}
  },
);`;
}

const showName = ({ typeName }: Resource): string => `show${typeName}`;

/** Storage doesn't keep the order of members, so that each reply names them again. */
function emitShow(resource: Resource): string {
  const members = ["id", ...resource.fields.map((field) => field.name), "createdAt", "updatedAt", "version"];
  return `/** As people read it: the id, the fields as they were described, then when and which version. */
const ${showName(resource)} = (item: Stored<z.infer<typeof ${resource.typeName}Input>>) => ({
${members.map((name) => `  ${name}: item.${name},`).join("\n")}
});`;
}

const answer = (resource: Resource, expression: string): string =>
  resource.fields.some((field) => field.isUnique)
    ? `    try {
      return ${expression};
    } catch (error) {
      return c.json(conflict(error, ${JSON.stringify(takenMessage(resource))}), 409);
    }`
    : `    return ${expression};`;

const takenMessage = ({ singular, fields }: Resource): string =>
  `There is already ${withArticle(singular)} with this ${listWords(fields.filter((field) => field.isUnique).map((field) => field.label), "or")}`;

/** The plural, unless the source uses that name for something else. */
const storeName = ({ typeName, collection }: Resource): string => (collection === camelCase(typeName) ? `${collection}Store` : RESERVED.has(collection) ? `${collection}Store` : collection);
const RESERVED = new Set(["app", "body", "json", "problem", "flag", "between", "today", "conflict", "new", "class", "default", "switch", "case", "package", "classes", "process", "query", "page", "where", "total", "found", "changed"]);

const footer = (name: string, description: string): string => `app.notFound((c) => c.json(problem("not_found", "There is no such route"), 404));
app.onError((error, c) => {
  if (error instanceof HTTPException) return c.json(problem(error.status === 400 ? "malformed" : "error", error.message), error.status);
  if (error instanceof DataError && error.code === "invalid") return c.json(problem("invalid", error.message), 422);
  if (error instanceof DataError && error.code === "quota") return c.json(problem("quota", error.message), 429);
  console.error(error);
  return c.json(problem("internal", "Something went wrong"), 500);
});
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: ${JSON.stringify(name)}, version: "1.0.0", description: ${JSON.stringify(description)} } });

export default app;
`;
