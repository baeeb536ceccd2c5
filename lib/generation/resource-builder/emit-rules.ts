import type { Field } from "./resource-plan.ts";
import { dataType } from "./emit-schemas.ts";
import { defaultOf } from "./emit-fields.ts";
import type { Shape } from "./resource-shape.ts";
import { listWords, withArticle } from "./words.ts";

/** Functions that refuse what two fields together, or the state of a document, don't allow. */
export const emitRules = (shape: Shape): string[] => [emitOrder(shape), emitLocked(shape, "isChange"), emitLocked(shape, "isDelete")].filter((part) => part !== null);

/** Calls what holds for a whole item, before it is written. */
export const ruleCalls = (shape: Shape, item: string): string => (ordered(shape).length + differing(shape).length > 0 ? `  refuseOrder${shape.names.schema}(${item});\n` : "");

const differing = ({ resource: { fields } }: Shape): { field: Field; other: Field }[] => fields.flatMap((field) => { const other = fields.find(({ name }) => name === field.differs); return other ? [{ field, other }] : []; });

const ordered = ({ resource: { fields } }: Shape): { field: Field; other: Field; isStrict: boolean }[] => fields.flatMap((field) => {
  const other = fields.find(({ name }) => name === field.above?.field);
  return field.above && other ? [{ field, other, isStrict: field.above.isStrict }] : [];
});

function emitOrder(shape: Shape): string | null {
  const [rules, twins] = [ordered(shape), differing(shape)];
  if (rules.length + twins.length === 0) return null;
  const names = [...new Set([...rules, ...twins].flatMap(({ field, other }) => [other.name, field.name]))];
  const lines = rules.map(({ field, other, isStrict }) => {
    const given = [other, field].filter((one) => defaultOf(one) === "null").map(({ name }) => `item.${name} !== null && `).join("");
    const than = ["date", "dateTime", "time"].includes(field.kind) ? (isStrict ? "after" : "no earlier than") : isStrict ? "more than" : "at least";
    return `  if (${given}item.${field.name} ${isStrict ? "<=" : "<"} item.${other.name}) throw refuse(422, "invalid", ${JSON.stringify(`${field.name}: must be ${than} the ${other.label}`)});`;
  });
  lines.push(...twins.map(({ field, other }) => {
    const given = defaultOf(field) === "null" ? `item.${field.name} !== null && ` : "";
    return `  if (${given}item.${field.name} === item.${other.name}) throw refuse(422, "invalid", ${JSON.stringify(`${field.name}: must not be the same as the ${other.label}`)});`;
  }));
  return `/** Refuses values that don't fit together. */
function refuseOrder${shape.names.schema}(item: Pick<${shape.name("Input")}, ${names.map((name) => `"${name}"`).join(" | ")}>) {
${lines.join("\n")}
}`;
}

function emitLocked(shape: Shape, what: "isChange" | "isDelete"): string | null {
  const { resource, names } = shape;
  const locking = resource.fields.filter(({ locks }) => locks?.[what]);
  if (locking.length === 0 || (what === "isDelete" && resource.isKept)) return null;
  const lines = locking.map((field) => {
    const values = field.locks?.values ?? [];
    const test = typeof values[0] === "boolean" ? `${values[0] ? "" : "!"}item.${field.name}` : values.length === 1 ? `item.${field.name} === ${JSON.stringify(values[0])}` : `${JSON.stringify(values)}.includes(item.${field.name})`;
    const is = typeof values[0] === "boolean" ? `${values[0] ? "" : "not "}${field.label}` : `\${item.${field.name}}`;
    return `  if (${test}) throw refuse(409, "locked", \`This ${resource.singular} is ${is}: it can't be ${what === "isChange" ? "changed" : "deleted"}\`);`;
  });
  return `/** Refuses to ${what === "isChange" ? "change" : "delete"} ${withArticle(resource.singular)} that is ${listWords(locking.flatMap(({ locks, label }) => (locks?.values ?? []).map((value) => (typeof value === "boolean" ? `${value ? "" : "not "}${label}` : value))), "or")}. */
function ${what === "isChange" ? "refuseLocked" : "refuseKept"}${names.schema}(item: Pick<${dataType(shape)}, ${locking.map(({ name }) => `"${name}"`).join(" | ")}>) {
${lines.join("\n")}
}`;
}
