import type { Json } from "#lib/versions/schema.ts";
import type { Field, Resource } from "./resource-plan.ts";
import { later, openOptions } from "./ruled-values.ts";
import { sentenceCase } from "./words.ts";

/** Sums of numbers within these stay within what a number holds. */
export const MAX_NUMBER = 1e15;
/** Cents within these are exact. */
export const MAX_MONEY = 1e9;

const EXAMPLES: Record<string, Json> = {
  title: "A first example", name: "Ada Lovelace", author: "Ursula K. Le Guin", year: 2024, plate: "AB-123-CD", licensePlate: "AB-123-CD", owner: "Ada Lovelace", city: "Lisbon", country: "Portugal",
  firstName: "Ada", lastName: "Lovelace", fullName: "Ada Lovelace", age: 36, isbn: "978-0-441-47812-5", director: "Agnes Varda", brand: "Acme", model: "One", make: "Acme", color: "blue", colour: "blue",
  address: "1 Main Street", category: "general", location: "Lisbon", department: "Research", company: "Acme", sku: "SKU-001", tags: ["example", "first"], ingredients: ["flour", "water", "salt"],
};

/** A value that reads well in documentation. */
export function exampleValue(field: Field, resource: Resource): Json {
  if (field.above) return later(exampleValue({ ...field, above: undefined }, resource));
  const known = Object.hasOwn(EXAMPLES, field.name) ? EXAMPLES[field.name] : undefined;
  if (resource.singular === "book" && field.name === "title" && fits("The Left Hand of Darkness", field)) return "The Left Hand of Darkness";
  if (resource.singular === "book" && field.name === "year" && field.kind === "integer" && field.max === undefined) return 1969;
  if (field.name === "name" && !/contact|customer|person|employee|student|patient|member|user|author|client|guest|friend|owner|teacher|player|driver/.test(resource.singular) && field.kind === "text") return sized(`First ${resource.singular}`, field);
  if (known !== undefined && fits(known, field)) return known;
  if (field.maxLength !== undefined || field.minLength !== undefined) return sized(`Some ${field.label}`, field);
  switch (field.kind) {
    case "integer": return within(12, field);
    case "number": case "money": return within(19.5, field);
    case "reference": return UNKNOWN_ID;
    case "email": return "ada@example.com";
    case "url": return "https://example.com/page";
    case "phone": return "+1 555 0100";
    case "date": return /birth|dob/i.test(field.name) ? "1990-05-17" : "2099-06-01";
    case "dateTime": return "2099-06-01T09:30:00.000Z";
    case "time": return "09:30";
    case "boolean": return field.locks ? !field.locks.values[0] : false;
    case "choice": return openOptions(field)[0] ?? "";
    case "list": return ["first", "second"];
    case "longText": return `${sentenceCase(field.label)} in a few words.`;
    case "text": return `Some ${field.label}`;
  }
}

/** The number, or the nearest that its field may hold. */
const within = (number: number, { min = -Infinity, max = Infinity, isOverMin }: Field): number => Math.min(Math.max(number, min + (isOverMin ? 1 : 0)), max);

/** A text within the lengths that its field may have. */
export const sized = (text: string, { minLength = 1, maxLength }: Pick<Field, "minLength" | "maxLength">): string => text.slice(0, maxLength).trim().padEnd(minLength, " and more").replace(/ $/, "s");

/** Well formed, and nobody's. */
export const UNKNOWN_ID = "3f2b8c1e-6d4a-4f7b-9c0d-5a1e2b3c4d5f";

function fits(value: Json, field: Field): boolean {
  if (field.kind === "list") return Array.isArray(value);
  if (field.kind === "integer" || field.kind === "number") return typeof value === "number" && value >= (field.min ?? value) && value <= (field.max ?? value);
  return typeof value === "string" && (field.kind === "text" || field.kind === "longText") && value.length <= (field.maxLength ?? value.length) && value.length >= (field.minLength ?? 1);
}

/** A text that may be left out may be left empty too, unless its length is told, or emptiness could be there only once. */
export const mayBeEmpty = ({ kind, isRequired, isUnique, default: start, minLength }: Field): boolean => (kind === "text" || kind === "longText") && !isRequired && !isUnique && start === undefined && minLength === undefined;
