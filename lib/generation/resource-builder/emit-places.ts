import { dataType } from "./emit-schemas.ts";
import { limitOf, type Shape } from "./resource-shape.ts";
import type { MostRule } from "./resource-plan.ts";
import { listWords, withArticle } from "./words.ts";

/** A limit is kept by places: a document holds one of so many that are unique, so that calls at once can't take more, and deleting frees it. */
export function emitPlace(shape: Shape): string | null {
  const { hidden, names, resource } = shape;
  const { place } = hidden;
  const { most } = resource;
  if (!place || !most) return null;
  const { only, per, period } = most;
  const key = per ?? hidden.caller ?? "";
  const isMissing = resource.fields.some(({ name, isRequired }) => name === per && !isRequired);
  const none = [...(only ? [only.values.length === 1 ? `item.${only.field} !== ${JSON.stringify(only.values[0])}` : `!${JSON.stringify(only.values)}.includes(item.${only.field})`] : []), ...(isMissing ? [`item.${key} === null`] : [])];
  const limit = limitOf(shape, most);
  const data = dataType(shape);
  return `/** A place among those of its ${limitName(shape)}; null where it needs none. */
async function place${names.schema}(env: Env, item: Pick<${data}, ${[...new Set([key, ...(period ? [period.field] : []), ...(only ? [only.field] : [])])].map((name) => `"${name}"`).join(" | ")}>, before?: Stored<${data}>) {
${none.length > 0 ? `  if (${none.join(" || ")}) return null;\n` : ""}  const group = \`\${item.${key}}\\n${period ? `\${${periodSource(period)}}\\n` : ""}\`;
  if (before?.${place}?.startsWith(group)) return before.${place};
  const most = ${limit ? `existing(await ${limit.target.names.store}(env).get(item.${key}), ${JSON.stringify(limit.target.resource.singular)}).${limit.name}` : String(most.max)};
  const held = await everyPage((cursor) => ${names.store}(env).list({ where: { ${place}: { startsWith: group } }, limit: 100, cursor }));
  const taken = new Set(held.map((other) => other.${place}));
  const free = Array.from({ length: most }, (_none, index) => \`\${group}\${index + 1}\`).filter((${place}) => !taken.has(${place}));
  const found = free[Math.floor(Math.random() * free.length)];
  if (found === undefined || held.length >= most) throw refuse(409, "limit", \`At most \${most} ${resource.plural}${onlyWords(shape)} per ${limitName(shape)}${period ? ` in a ${period.unit}` : ""}\`);
  return found;
}`;
}

/** The period that a date is in: its first characters, or the Monday of its week. */
function periodSource({ field, unit }: NonNullable<MostRule["period"]>): string {
  if (unit === "week") return `monday(item.${field})`;
  return `item.${field}.slice(0, ${{ day: 10, month: 7, year: 4 }[unit]})`;
}

/** What shares the limit, in words. */
const limitName = ({ resource: { fields, most } }: Shape): string => fields.find(({ name }) => name === most?.per)?.label ?? "caller";

/** ` that aren't returned`, ` that are open`; empty where all count. */
function onlyWords({ resource: { fields, most } }: Shape): string {
  if (!most?.only) return "";
  const { field, values } = most.only;
  const label = fields.find(({ name }) => name === field)?.label ?? field;
  const [value] = values;
  return value === null ? ` without a ${label}` : typeof value === "boolean" ? ` that ${value ? "are" : "aren't"} ${label}` : ` that are ${listWords(values.map(String), "or")}`;
}

/** The limit in words, for a reader: `At most 3 loans that aren't returned per member`. */
export const limitWords = (shape: Shape): string => {
  const limit = shape.resource.most ? limitOf(shape, shape.resource.most) : null;
  return `At most ${limit ? `as many ${shape.resource.plural}${onlyWords(shape)} as ${withArticle(limit.target.resource.singular)}'s ${limit.name}` : `${shape.resource.most?.max ?? ""} ${shape.resource.most?.max === 1 ? shape.resource.singular : shape.resource.plural}${onlyWords(shape)} per ${limitName(shape)}`}${shape.resource.most?.period ? ` in a ${shape.resource.most.period.unit}` : ""}`;
};

/** A write with the place that it needs. `before`: the document that is changed. */
export function placedCall({ hidden, names }: Shape, { item, before, write }: { item: string; before: string | null; write: string }): string {
  if (!hidden.place) return write;
  const where = before === null ? "{ PLACE }" : `{ PLACE, id: { ne: ${before}.id } }`;
  return `placed(() => place${names.schema}(env, ${item}${before === null ? "" : `, ${before}`}), async (PLACE) => (await ${names.store}(env).count(${where})) > 0, (PLACE) => ${write})`.replaceAll("PLACE", hidden.place);
}
