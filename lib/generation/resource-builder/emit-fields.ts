import { exampleValue } from "./field-values.ts";
import type { Field, Resource } from "./resource-plan.ts";

/** The zod type of a field as source, without a default. */
export function fieldType(field: Field): string {
  const range = `${field.min === undefined ? "" : `.min(${field.min})`}${field.max === undefined ? "" : `.max(${field.max})`}`;
  switch (field.kind) {
    case "text": return "z.string().trim().min(1).max(200)";
    case "longText": return "z.string().trim().min(1).max(10_000)";
    case "integer": return `z.number().int()${range}`;
    case "number": return `z.number()${range}`;
    case "money": return `z.number().multipleOf(0.01)${range}`;
    case "reference": return "z.string().min(1).max(200)";
    // Lower case, so that Ada@example.com and ada@example.com are one address.
    case "email": return "z.email().max(254).toLowerCase()";
    case "url": return "z.url({ protocol: /^https?$/ }).max(2000)";
    case "phone": return 'z.string().trim().regex(/^[+0-9][0-9 ()./-]{2,30}$/, "a phone number has digits, spaces and + ( ) . / -")';
    case "date": return "z.iso.date()";
    case "dateTime": return "z.iso.datetime({ offset: true })";
    case "time": return 'z.string().regex(/^([01][0-9]|2[0-3]):[0-5][0-9]$/, "a time is written like 09:30")';
    case "boolean": return "z.boolean()";
    case "choice": return `z.enum(${JSON.stringify(field.options ?? [])})`;
    case "list": return "z.array(z.string().trim().min(1).max(200)).max(100)";
  }
}

/** What a field is when a new item leaves it out; null when it can't be. Nothing is stored as null, so that a PUT clears it too. */
export function defaultOf(field: Field): string | null {
  if (field.isRequired) return null;
  return field.kind === "boolean" ? "false" : field.kind === "list" ? "[]" : "null";
}

/** One member of the fields object. */
export function fieldMember(field: Field, resource: Resource): string {
  const nullable = defaultOf(field) === "null" ? ".nullable()" : "";
  return `  ${field.name}: ${fieldType(field)}${nullable}.openapi({ example: ${JSON.stringify(exampleValue(field, resource))} }),`;
}

/** Names of the list's own parameters. */
const TAKEN = new Set(["limit", "cursor", "sort", "order", "overdue", "id"]);

export const isFilter = (field: Field): boolean => field.kind !== "list" && field.kind !== "longText" && !TAKEN.has(field.name);
export const isSortable = (field: Field): boolean => field.kind !== "list" && field.kind !== "longText" && field.kind !== "boolean";
export const isRanged = (field: Field): boolean => isFilter(field) && (field.kind === "integer" || field.kind === "number" || field.kind === "date" || field.kind === "dateTime");

/** Names of the two ends of a range: `minYear` and `maxYear`, `dueDateFrom` and `dueDateTo`. */
export function rangeNames(field: Field): [from: string, to: string] {
  const upper = field.name.charAt(0).toUpperCase() + field.name.slice(1);
  return field.kind === "date" || field.kind === "dateTime" ? [`${field.name}From`, `${field.name}To`] : [`min${upper}`, `max${upper}`];
}

/** The query parameters of a field's filters. */
export function filterMembers(field: Field): string[] {
  if (!isFilter(field)) return [];
  const type = filterType(field);
  return [`  ${field.name}: ${type},`, ...(isRanged(field) ? rangeNames(field).map((name) => `  ${name}: ${type},`) : [])];
}

function filterType(field: Field): string {
  switch (field.kind) {
    case "integer": case "number": return "z.coerce.number().optional()";
    case "boolean": return 'z.enum(["true", "false"]).optional()';
    case "date": return "z.iso.date().optional()";
    case "choice": return `z.enum(${JSON.stringify(field.options ?? [])}).optional()`;
    case "email": return "z.string().toLowerCase().optional()";
    default: return "z.string().optional()";
  }
}

/** The member of the `where` object. */
export function whereMember(field: Field, resource: Resource): string | null {
  const { overdue } = resource;
  if (!isFilter(field)) return null;
  if (overdue?.doneField === field.name) return `${field.name}: query.overdue ? false : flag(query.${field.name})`;
  if (field.kind === "boolean") return `${field.name}: flag(query.${field.name})`;
  if (!isRanged(field)) return `${field.name}: query.${field.name}`;
  const [from, to] = rangeNames(field);
  const range = `between(query.${from}, query.${to})`;
  if (overdue?.dateField === field.name) return `${field.name}: query.overdue ? { gte: "0001-01-01", ...between(query.${from}, query.${to}), lt: today() } : (query.${field.name} ?? ${range})`;
  return `${field.name}: query.${field.name} ?? ${range}`;
}
