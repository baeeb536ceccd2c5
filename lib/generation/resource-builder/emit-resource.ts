import { defaultOf, fieldMember, filterMembers, isSortable, whereMember } from "./emit-fields.ts";
import type { Resource } from "./resource-plan.ts";
import { camelCase, listWords, sentenceCase, withArticle } from "./words.ts";

/** One resource of the source: its schemas, its store and its six routes. */
export const emitResource = (resource: Resource): string => `${emitSchemas(resource)}
${emitAdd(resource)}

${emitList(resource)}

${emitGet(resource)}

${emitChange(resource, "put", `Replace ${withArticle(resource.singular)}`, `${resource.typeName}Input`)}

${emitChange(resource, "patch", `Change some fields of ${withArticle(resource.singular)}`, `${resource.typeName}Patch`)}

${emitDelete(resource)}
`;

const missingReply = ({ singular }: Resource): string => `problem("not_found", "There is no ${singular} with this id")`;
const uniqueNames = ({ fields }: Resource): string[] => fields.filter((field) => field.isUnique).map((field) => field.name);

function emitSchemas(resource: Resource): string {
  const { typeName: type, singular, plural, fields } = resource;
  const variable = `${camelCase(singular)}Fields`;
  const store = storeName(resource);
  const defaults = fields.map((field) => ({ field, value: defaultOf(field) })).filter(({ value }) => value !== null);
  const unique = uniqueNames(resource);
  const input = defaults.length === 0
    ? `z.strictObject(${variable})`
    : `z.strictObject({\n  ...${variable},\n${defaults.map(({ field, value }) => `  ${field.name}: ${variable}.${field.name}.default(${value ?? ""}),`).join("\n")}\n})`;
  const sorts = JSON.stringify(["createdAt", "updatedAt", ...fields.filter(isSortable).map((field) => field.name)]).replaceAll(",", ", ");
  const query = [
    ...fields.flatMap(filterMembers),
    ...(resource.overdue ? ['  overdue: z.enum(["true"]).optional().openapi({ description: "Only overdue ones" }),'] : []),
    `  sort: z.enum(${sorts}).default("createdAt"),`,
  ];
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
`;
}

function emitAdd(resource: Resource): string {
  const { typeName: type, singular, plural, path } = resource;
  return `app.openapi(
  createRoute({
    method: "post", path: "${path}", tags: ["${plural}"], summary: "Add ${withArticle(singular)}", request: body(${type}Input),
    responses: { 201: json(${type}, "The new ${singular}"), ${uniqueNames(resource).length > 0 ? '409: json(Problem, "Already there"), ' : ""}422: json(Problem, "Not valid") },
  }),
  async (c) => {
${answer(resource, `c.json(${showName(resource)}(await ${storeName(resource)}(c.env).insert(c.req.valid("json"))), 201)`)}
  },
);`;
}

function emitList(resource: Resource): string {
  const { typeName: type, plural, path, fields } = resource;
  const where = fields.map((field) => whereMember(field, resource)).filter((member) => member !== null);
  return `app.openapi(
  createRoute({
    method: "get", path: "${path}", tags: ["${plural}"], summary: "List, filter and sort ${plural}", request: { query: ${type}Query },
    responses: { 200: json(${type}List, "A page of ${plural}"), 422: json(Problem, "Not valid") },
  }),
  async (c) => {
    const query = c.req.valid("query");
    const where = {${where.length > 0 ? `\n${where.map((member) => `      ${member},`).join("\n")}\n    ` : ""}};
    const [page, total] = await Promise.all([
      ${storeName(resource)}(c.env).list({ where, orderBy: [query.sort, query.order], limit: query.limit, cursor: query.cursor }),
      ${storeName(resource)}(c.env).count(where),
    ]);
    return c.json({ items: page.items.map(${showName(resource)}), cursor: page.cursor, total }, 200);
  },
);`;
}

function emitGet(resource: Resource): string {
  const { typeName: type, singular, plural, path } = resource;
  return `app.openapi(
  createRoute({
    method: "get", path: "${path}/{id}", tags: ["${plural}"], summary: "Get ${withArticle(singular)}", request: { params: IdParam },
    responses: { 200: json(${type}, "The ${singular}"), 404: json(Problem, "No such ${singular}") },
  }),
  async (c) => {
    const found = await ${storeName(resource)}(c.env).get(c.req.valid("param").id);
    return found ? c.json(${showName(resource)}(found), 200) : c.json(${missingReply(resource)}, 404);
  },
);`;
}

function emitDelete(resource: Resource): string {
  const { singular, plural, path } = resource;
  return `app.openapi(
  createRoute({
    method: "delete", path: "${path}/{id}", tags: ["${plural}"], summary: "Delete ${withArticle(singular)}", request: { params: IdParam },
    responses: { 204: { description: "Deleted" }, 404: json(Problem, "No such ${singular}") },
  }),
  async (c) => {
    const isDeleted = await ${storeName(resource)}(c.env).delete(c.req.valid("param").id);
    return isDeleted ? c.body(null, 204) : c.json(${missingReply(resource)}, 404);
  },
);`;
}

function emitChange(resource: Resource, method: "put" | "patch", summary: string, schema: string): string {
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
      return changed ? c.json(${showName(resource)}(changed), 200) : c.json(${missingReply(resource)}, 404);
    } catch (error) {
      return c.json(conflict(error, ${JSON.stringify(takenMessage(resource))}), 409);
    }`
    : `    const changed = await ${storeName(resource)}(c.env).update(c.req.valid("param").id, c.req.valid("json"));
    return changed ? c.json(${showName(resource)}(changed), 200) : c.json(${missingReply(resource)}, 404);`}
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
