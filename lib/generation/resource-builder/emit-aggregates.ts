import { defaultOf, SUFFIXES } from "./emit-fields.ts";
import { emitRoute } from "./emit-route.ts";
import { findCall, whereCall } from "./emit-store.ts";
import type { Aggregate, Field } from "./resource-plan.ts";
import { upperFirst, type Shape } from "./resource-shape.ts";
import { camelCase, kebabCase, sentenceCase } from "./words.ts";

/** `GET /expenses/total-per-month`: before `/{id}`, so that the slug is no id. They take the filters of the list. */
export const emitAggregates = (shape: Shape): string[] => shape.resource.aggregates.map((aggregate) => emitAggregate(aggregate, shape));

/** The member that names the group in a reply: `month`, `category`; `group` when that name is taken. */
export function groupName({ per }: Aggregate): string | null {
  if (per.kind === "all") return null;
  const name = per.kind === "period" ? per.period : per.field;
  return name === "value" || name === "count" ? "group" : name;
}

function emitAggregate(aggregate: Aggregate, shape: Shape): string {
  const { resource, names } = shape;
  const { per, kind, slug, label } = aggregate;
  const field = resource.fields.find(({ name }) => name === aggregate.field);
  const wanted = upperFirst(camelCase(slug));
  const schema = shape.name(SUFFIXES.has(wanted) || resource.fields.some((other) => other.kind === "choice" && upperFirst(other.name) === wanted) ? `${wanted}Figures` : wanted);
  const group = groupName(aggregate);
  const figures = `value: z.number()${isNullable(aggregate) ? ".nullable()" : field?.kind === "integer" && kind === "sum" || kind === "count" ? ".int()" : ""}, count: z.number().int()`;
  const type = group === null ? `z.object({ ${figures} })` : `z.object({ items: z.array(z.object({ ${group}: ${groupType(aggregate, shape)}, ${figures} })) })`;
  const options = [
    `where: ${whereCall(shape, "c.env", 'c.req.valid("query")')}`,
    ...(per.kind === "all" ? [] : [`groupBy: ${per.kind === "field" ? `"${per.field}"` : `["${per.field}", "${per.period}"]`}`]),
    ...(field ? [`field: "${field.name}"`] : []),
  ];
  const row = `${group === null ? "" : `${group}: row.group, `}value: ${figure(aggregate, field)}, count: row.count`;
  const handler = group === null
    ? [`const [row] = await ${names.store}(c.env).aggregate({ ${options.join(", ")} });`, `return c.json({ ${row.replaceAll("row.", "row?.").replace("count: row?.count", "count: row?.count ?? 0").replace(/value: (row\?\.count|row\?\.(average|min|max)),/, (_all, value: string) => `value: ${value} ?? ${value.endsWith("count") ? "0" : "null"},`)} }, 200);`]
    : [`const rows = await ${names.store}(c.env).aggregate({ ${options.join(", ")} });`, `return c.json({ items: rows.map((row) => ({ ${row} })) }, 200);`];
  return `const ${schema} = ${type}.openapi("${schema}");
${emitRoute({
    method: "get", path: `${resource.path}/${slug}`, summary: sentenceCase(label), request: `{ query: ${shape.name("Filter")} }`,
    responses: `200: json(${schema}, ${JSON.stringify(group === null ? `The ${label} as value, over so many ${resource.plural} as count` : `The ${label} as value, over so many ${resource.plural} as count; at most 1,000 groups`)}), ...invalid`,
    handler,
  }, shape)}`;
}

/** A sum or a number of nothing is 0; an average, least or greatest of nothing is null. */
const isNullable = ({ kind }: Aggregate): boolean => kind === "average" || kind === "min" || kind === "max";

function figure({ kind }: Aggregate, field: Field | undefined): string {
  if (kind === "count") return "row.count";
  if (kind === "average" && field?.kind === "money") return "cents(row.average)";
  return kind === "sum" ? "row.sum ?? 0" : `row.${kind}`;
}

/** The platform's groups are of any scalar type; the document says which one these are. */
function groupType({ per }: Aggregate, shape: Shape): string {
  if (per.kind === "all") return "";
  const field = shape.resource.fields.find(({ name }) => name === per.field);
  const type = per.kind === "period" || !field ? "string" : field.kind === "boolean" ? "boolean" : field.kind === "integer" || field.kind === "number" || field.kind === "money" ? "number" : "string";
  return `group("${type}"${field && defaultOf(field) === "null" && !field.isReadOnly ? ', "null"' : ""})`;
}

/** `GET /authors/{id}/books`: in the section of the books. */
export function emitNestedLists(shape: Shape): string[] {
  return shape.references.map(({ field, target }) => {
    const { resource, names } = shape;
    return emitRoute({
      method: "get", path: nestedPath(shape, field, target, "{id}"), summary: `List the ${resource.plural} of ${/^[aeiou]/.test(target.resource.singular) ? "an" : "a"} ${target.resource.singular}`,
      request: `{ params: IdParam, query: ${shape.name("Query")}.omit({ ${field.name}: true }) }`,
      responses: `200: json(${shape.name("List")}, "A page of ${resource.plural}"), ...notFound, ...invalid`,
      // Of a shared author everybody may see the list, with what is their own in it.
      isOwned: target.isOwned,
      handler: [
        'const { id } = c.req.valid("param");',
        `existing(await ${findCall(target, "c.env", "id")}, "${target.resource.singular}");`,
        `return c.json(await ${names.list}(c.env, { ...c.req.valid("query"), ${field.name}: id }), 200);`,
      ],
    }, shape);
  });
}

/** `/users/{id}/messages`; where messages refer to users twice, `/users/{id}/messages-by-sender`. */
export function nestedPath({ resource, references }: Shape, field: Field, target: Shape, id: string): string {
  const isOnly = references.filter((other) => other.target === target).length === 1;
  const last = resource.path.slice(1);
  return `${target.resource.path}/${id}/${isOnly ? last : `${last}-by-${kebabCase(field.name.replace(/Id$/, "").replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`))}`}`;
}
