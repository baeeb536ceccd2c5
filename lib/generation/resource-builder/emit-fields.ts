import { exampleValue, MAX_MONEY, MAX_NUMBER, mayBeEmpty } from "./field-values.ts";
import type { Field } from "./resource-plan.ts";
import { upperFirst, type Shape } from "./resource-shape.ts";

/** One writable member of the fields object. */
export function fieldMember(field: Field, shape: Shape): string {
  const isNullable = defaultOf(field) === "null";
  return `  ${field.name}: ${fieldType(field, shape)}${isNullable ? ".nullable()" : ""}.openapi({ example: ${JSON.stringify(exampleValue(field, shape.resource))}${describe(field, shape)} }),`;
}

const describe = (field: Field, { references }: Shape): string => {
  const target = references.find((reference) => reference.field === field)?.target;
  return target ? `, description: ${JSON.stringify(`Id of one of the ${target.resource.plural}`)}` : "";
};

/** The zod type of a field as source, without null and without a default. */
export function fieldType(field: Field, shape: Shape): string {
  switch (field.kind) {
    case "text": return `z.string().trim()${leastOf(field)}.max(${written(field.maxLength ?? 200)})`;
    case "longText": return `z.string().trim()${leastOf(field)}.max(${written(field.maxLength ?? 10_000)})`;
    case "integer": return `z.number().int()${rangeOf(field)}`;
    case "number": return `z.number()${rangeOf({ min: -MAX_NUMBER, max: MAX_NUMBER, ...field })}`;
    case "money": return `z.number()${rangeOf({ min: -MAX_MONEY, max: MAX_MONEY, ...field })}.multipleOf(0.01, "has at most two decimals")`;
    case "reference": return "z.uuid()";
    // Lower case, so that Ada@example.com and ada@example.com are one address.
    case "email": return "z.email().max(254).toLowerCase()";
    case "url": return "z.url({ protocol: /^https?$/ }).max(2000)";
    case "phone": return 'z.string().trim().regex(/^[+0-9][0-9 ()./-]{2,30}$/, "a phone number has digits, spaces and + ( ) . / -")';
    case "date": return "z.iso.date()";
    case "dateTime": return "z.iso.datetime({ offset: true }).overwrite(utc)";
    case "time": return 'z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "a time is written like 09:30")';
    case "boolean": return "z.boolean()";
    case "choice": return enumName(field, shape);
    case "list": return "z.array(z.string().trim().min(1).max(200)).max(100)";
  }
}

const leastOf = (field: Field): string => (mayBeEmpty(field) ? "" : `.min(${written(field.minLength ?? 1)})`);
const rangeOf = ({ min, max, isOverMin }: Pick<Field, "min" | "max" | "isOverMin">): string => `${min === undefined ? "" : `.${isOverMin ? "gt" : "min"}(${written(min)})`}${max === undefined ? "" : `.max(${written(max)})`}`;
const written = (value: number): string => (Math.abs(value) === MAX_NUMBER ? `${value < 0 ? "-" : ""}1e15` : Number.isInteger(value) ? `${value}`.replace(/\B(?=(\d{3})+$)/g, Math.abs(value) >= 10_000 ? "_" : "") : `${value}`);

/** What the names of a resource's own schemas end in. */
export const SUFFIXES = new Set(["Input", "Patch", "List", "Filter", "Query", "Data", "Fields"]);
/** The schema of a choice's options: `OrderStatus`. */
export const enumName = (field: Field, shape: Shape): string => shape.name(`${upperFirst(field.name)}${SUFFIXES.has(upperFirst(field.name)) ? "Option" : ""}`);

/** What a field is when a new item leaves it out; null when it can't be. Nothing is stored as undefined, so that a PUT clears it too. */
export function defaultOf(field: Field): string | null {
  if (field.default !== undefined) return JSON.stringify(field.default);
  if (field.isRequired) return null;
  return field.kind === "boolean" ? "false" : field.kind === "list" ? "[]" : "null";
}

/** What a read-only field is at first: the state that a state machine starts in, or what a counter counts from. */
export function startOf(field: Field): string | number | boolean {
  if (field.default !== undefined) return field.default;
  return field.kind === "choice" ? (field.options?.[0] ?? "") : field.kind === "boolean" ? false : Math.max(0, field.min ?? 0);
}

/** Names of the list's own parameters. */
const TAKEN = new Set(["limit", "cursor", "sort", "order", "overdue", "id", "q"]);
const RANGED = new Set<Field["kind"]>(["integer", "number", "money", "date", "dateTime"]);

export const isFilter = (field: Field): boolean => field.kind !== "list" && field.kind !== "longText" && !TAKEN.has(field.name);
export const isSortable = (field: Field): boolean => !["list", "longText", "reference"].includes(field.kind);
export const isTime = (field: Field): boolean => field.kind === "date" || field.kind === "dateTime";

/** Names of the two ends of a range, `minYear` and `maxYear`, `dueDateFrom` and `dueDateTo`; null when there is none or another field has such a name. */
export function rangeNames(field: Field, fields: readonly Field[]): [from: string, to: string] | null {
  if (!isFilter(field) || !RANGED.has(field.kind)) return null;
  const names: [string, string] = isTime(field) ? [`${field.name}From`, `${field.name}To`] : [`min${upperFirst(field.name)}`, `max${upperFirst(field.name)}`];
  return fields.some((other) => names.includes(other.name)) ? null : names;
}

/** The query parameters of a field's filters, one line a field. */
export function filterMember(field: Field, shape: Shape): string | null {
  if (!isFilter(field)) return null;
  const [from, to] = rangeNames(field, shape.resource.fields) ?? [];
  const type = filterType(field, shape);
  const [first, last] = field.kind === "dateTime" ? ['moment("00:00")', 'moment("23:59:59.999")'] : [type, type];
  return `  ${[`${field.name}: ${type}.optional()`, ...(from ? [`${from}: ${first}.optional()`, `${to}: ${last}.optional()`] : [])].join(", ")},`;
}

function filterType(field: Field, shape: Shape): string {
  switch (field.kind) {
    case "integer": return "z.coerce.number().int()";
    case "number": case "money": return "z.coerce.number()";
    case "boolean": return 'z.enum(["true", "false"])';
    case "date": return "z.iso.date()";
    case "dateTime": return "z.iso.datetime({ offset: true }).overwrite(utc)";
    case "choice": return enumName(field, shape);
    case "reference": return "z.uuid()";
    case "email": return "z.string().max(254).toLowerCase()";
    case "url": return "z.string().max(2000)";
    default: return "z.string().max(200)";
  }
}

/** The member of the `where` object. */
export function whereMember(field: Field, { resource, search, hidden }: Shape): string | null {
  const { overdue, fields } = resource;
  // An empty ?q= finds all, those without the field too.
  const searched = search.includes(field) && hidden.search === null ? ["contains: filter.q || undefined"] : [];
  if (!isFilter(field)) return searched.length > 0 ? `  ${field.name}: { ${searched.join()} },` : null;
  const range = rangeNames(field, fields);
  const tests = [
    ...(range ? [`gte: filter.${range[0]}`, `lte: filter.${range[1]}`] : []),
    ...searched,
    ...(overdue?.dateField === field.name ? ["lt: filter.overdue && today()"] : []),
    ...(overdue?.doneField === field.name ? ["ne: filter.overdue && true"] : []),
  ];
  const value = field.kind === "boolean" ? `flag(filter.${field.name})` : `filter.${field.name}`;
  return `  ${field.name}: ${tests.length > 0 ? `{ ${[`eq: ${value}`, ...tests].join(", ")} }` : value},`;
}
