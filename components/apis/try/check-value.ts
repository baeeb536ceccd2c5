import { isRecord, type SchemaNode } from "./schema-node.ts";

/** Why a value doesn't fit its schema, by the path of the part (`author.name`, `tags.0`, empty for the whole); null when it fits. */
export interface Misfit {
  path: string;
  message: string;
}

/** What a form checks before it sends: the API checks again, and is right. */
export function checkValue(value: unknown, schema: SchemaNode, path = ""): Misfit | null {
  const wrong = (message: string): Misfit => ({ path, message });
  if (schema.types.length > 0 && !schema.types.some((type) => isOf(type, value))) return wrong(`Has to be ${namesOf(schema.types)}.`);
  if (value === null) return null;
  if (schema.choices && !schema.choices.some((choice) => JSON.stringify(choice) === JSON.stringify(value))) return wrong(`Has to be one of ${schema.choices.map(String).join(", ")}.`);
  if (typeof value === "string") return checkText(value, schema, wrong);
  if (typeof value === "number") {
    if (schema.minimum !== undefined && value < schema.minimum) return wrong(`Has to be at least ${schema.minimum}.`);
    if (schema.maximum !== undefined && value > schema.maximum) return wrong(`Has to be at most ${schema.maximum}.`);
  }
  const below = (name: string): string => (path === "" ? name : `${path}.${name}`);
  const { items } = schema;
  if (Array.isArray(value) && items) return firstOf(value.map((item, index) => () => checkValue(item, items, below(String(index)))));
  if (!isRecord(value)) return null;
  return firstOf(schema.properties.map((property) => () => {
    if (value[property.name] !== undefined) return checkValue(value[property.name], property.schema, below(property.name));
    return property.isRequired ? { path: below(property.name), message: "Is needed." } : null;
  }));
}

function checkText(value: string, { minLength, maxLength, pattern, format }: SchemaNode, wrong: (message: string) => Misfit): Misfit | null {
  const length = [...value].length;
  if (minLength !== undefined && length < minLength) return wrong(minLength === 1 ? "Must not be empty." : `Has to have at least ${minLength} characters.`);
  if (maxLength !== undefined && length > maxLength) return wrong(`Has to have at most ${maxLength} characters; it has ${length}.`);
  if (format === "date" && !/^\d{4}-\d\d-\d\d$/.test(value)) return wrong("Has to be a date like 2026-05-17.");
  if (format === "date-time" && Number.isNaN(Date.parse(value))) return wrong("Has to be a time like 2026-05-17T09:30:00Z.");
  if (format === "email" && !/^[^\s@]+@[^\s@]+$/.test(value)) return wrong("Has to be an e-mail address.");
  if (format === undefined && pattern !== undefined && !fits(pattern, value)) return wrong(`Has to match ${pattern}.`);
  return null;
}

/** A pattern comes from the API's document: one that can't be read, or is too long to be sure of, refuses nothing. */
function fits(pattern: string, value: string): boolean {
  if (pattern.length > 200 || value.length > 200 || /[+*}]\)?[+*{]/.test(pattern)) return true;
  try {
    return new RegExp(pattern, "u").test(value);
  } catch {
    return true;
  }
}

function isOf(type: string, value: unknown): boolean {
  if (type === "null") return value === null;
  if (type === "integer") return Number.isInteger(value);
  if (type === "array") return Array.isArray(value);
  if (type === "object") return isRecord(value);
  return typeof value === type;
}

const NAMES: Record<string, string> = { string: "a text", integer: "a whole number", number: "a number", boolean: "true or false", array: "a list", object: "an object", null: "null" };
const namesOf = (types: readonly string[]): string => types.map((type) => NAMES[type] ?? type).join(" or ");

function firstOf(checks: readonly (() => Misfit | null)[]): Misfit | null {
  for (const check of checks) {
    const misfit = check();
    if (misfit) return misfit;
  }
  return null;
}
