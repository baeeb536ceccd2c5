import type { Json } from "#lib/versions/schema.ts";
import { MAX_MONEY, MAX_NUMBER, mayBeEmpty, sized, UNKNOWN_ID } from "./field-values.ts";
import type { Field } from "./resource-plan.ts";
import { later, openOptions } from "./ruled-values.ts";
import { sentenceCase } from "./words.ts";

/** A value that no other `n` below 300 shares where the kind has room for it; as it is read back. Dates lie far ahead. */
export function sampleValue(field: Field, n: number): Json {
  if (field.above) return later(sampleValue({ ...field, above: undefined }, n));
  const low = lowest(field);
  switch (field.kind) {
    case "integer": return field.max === undefined ? low + 1000 + n : low + (n % (Math.floor(field.max - low) + 1));
    case "number": case "money": return field.max === undefined ? low + 1000.25 + n : low + (n % (Math.floor(field.max - low) + 1));
    case "reference": return UNKNOWN_ID;
    case "email": return `person${n}@example.com`;
    case "url": return `https://example.com/${n}`;
    case "phone": return `+1 555 ${String(1000 + n)}`;
    case "date": return dayOf(n);
    case "dateTime": return `${dayOf(n)}T09:30:00.000Z`;
    case "time": return `${String(n % 24).padStart(2, "0")}:${String(n % 60).padStart(2, "0")}`;
    case "boolean": return field.locks ? !field.locks.values[0] : n % 2 === 1;
    case "choice": return openOptions(field)[n % openOptions(field).length] ?? "";
    case "list": return [`${field.label} ${n}`, "second"];
    default: return numbered(field, n);
  }
}

/** The label with a number; where there is no room for it, the number alone, in few characters. */
function numbered(field: Field, n: number): string {
  const { label, minLength = 1, maxLength = LONGEST_TEXT } = field;
  if (maxLength < LEAST_NAMED) return n.toString(36).padStart(Math.max(2, minLength), "0");
  const name = sentenceCase(label).slice(0, maxLength - NUMBERED).trim();
  return `${name.padEnd(minLength - NUMBERED, ".")} ${String(n).padStart(minLength > 1 ? NUMBERED - 1 : 1, "0")}`;
}

/** A space and three digits. */
const NUMBERED = 4;
const LEAST_NAMED = 5;

const tooShort = ({ minLength = 1 }: Field): string[] => (minLength > 1 ? ["x".repeat(minLength - 1)] : []);

/** Three values in ascending order: they differ where the kind has room for it, and the second always differs from the others if it can. */
export function risingValues(field: Field): [Json, Json, Json] {
  if (field.above) {
    const [one, two, three] = risingValues({ ...field, above: undefined });
    return [later(one), later(two), later(three)];
  }
  const low = lowest(field);
  const high = field.max ?? low + 20;
  switch (field.kind) {
    case "integer": return high - low >= 2 ? [low, low + 1, high] : [low, high, low];
    case "number": case "money": return high - low >= 1 ? [low, low + 0.5, high] : [low, high, low];
    case "email": return ["amber@example.com", "birch@example.com", "cedar@example.com"];
    case "url": return ["https://example.com/a", "https://example.com/b", "https://example.com/c"];
    case "phone": return ["+1 555 0101", "+1 555 0102", "+1 555 0103"];
    case "date": return ["2031-01-15", "2031-02-15", "2032-02-10"];
    case "dateTime": return ["2031-01-15T08:00:00.000Z", "2031-02-15T12:30:00.000Z", "2032-02-10T07:00:00.000Z"];
    case "time": return ["08:15", "12:30", "17:45"];
    case "boolean": return field.locks ? [!field.locks.values[0], !field.locks.values[0], !field.locks.values[0]] : [false, true, false];
    case "choice": return risingOptions(openOptions(field));
    case "list": return [["amber"], ["birch"], ["cedar"]];
    default: {
      const cut = (text: string): string => sized(text, field);
      return [cut(`Amber ${field.label}`), cut(`Birch ${field.label}`), cut(`Cedar ${field.label}`)];
    }
  }
}

/** Options that any collation orders in the same way: their first letters differ. */
function risingOptions(options: readonly string[]): [Json, Json, Json] {
  const first = new Map(options.map((option) => [option.charAt(0).toLowerCase(), option] as const).filter(([letter]) => /[a-z]/.test(letter)));
  const [a, b, c] = [...first].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, option]) => option);
  if (a !== undefined && b !== undefined && c !== undefined) return [a, b, c];
  return [options[0] ?? "", options[1] ?? options[0] ?? "", options[0] ?? ""];
}

/** A value that is below all others of its kind. */
export function least(field: Field): Json {
  switch (field.kind) {
    case "date": return "1990-01-01";
    case "dateTime": return "1990-01-01T08:00:00.000Z";
    case "time": return "00:00";
    default: return lowest(field);
  }
}

/** A value of the wrong type. */
export const wrongValue = (field: Field): Json => (["integer", "number", "money", "boolean"].includes(field.kind) ? `not ${field.label}` : 12345);

/** Values of the right type that the field's rules refuse. */
export function refusedValues(field: Field): Json[] {
  switch (field.kind) {
    case "text": return [...(mayBeEmpty(field) ? [] : ["", "   "]), ...tooShort(field), "x".repeat((field.maxLength ?? 200) + 1)];
    case "longText": return [...(mayBeEmpty(field) ? [] : [""]), ...tooShort(field), "x".repeat((field.maxLength ?? 10_000) + 1)];
    case "integer": return [1.5, ...outside(field)];
    case "number": return [...(field.isOverMin && field.min !== undefined ? [field.min] : []), ...outside({ min: -MAX_NUMBER, max: MAX_NUMBER, ...field })];
    case "money": return [Math.max(field.min ?? 0, 0) + 0.125, ...outside({ min: -MAX_MONEY, max: MAX_MONEY, ...field })];
    case "email": return ["ada.example.com", `x${LONGEST_EMAIL}`];
    case "url": return ["example", "javascript:alert(1)", `${LONGEST_URL}x`];
    case "phone": return ["call me", "12", `${LONGEST_PHONE}1`];
    case "date": return ["2031-02-30", "15.01.2031"];
    case "dateTime": return ["2031-01-15", "2031-02-30T10:00:00Z"];
    case "time": return ["24:00", "9:30"];
    case "choice": return ["no such option"];
    case "list": return [[""], [1], ["x".repeat(201)], Array.from({ length: 101 }, () => "x")];
    case "reference": return ["not-an-id"];
    case "boolean": return [];
  }
}

/** The least and the greatest value that is taken, as it is read back. */
export function limitValues(field: Field, n: number): [Json, Json] {
  switch (field.kind) {
    case "text": return ["a".repeat(shortest(field)), "b".repeat(field.maxLength ?? 200)];
    case "longText": return ["a".repeat(shortest(field)), "b".repeat(field.maxLength ?? 10_000)];
    case "integer": return [field.min ?? -1_000_000, field.max ?? 1_000_000];
    case "number": return [(field.min ?? -MAX_NUMBER) + (field.isOverMin ? 0.001 : 0), field.max ?? MAX_NUMBER];
    case "money": return [field.min ?? -MAX_MONEY, field.max ?? MAX_MONEY - 0.01];
    case "email": return [sampleValue(field, n), LONGEST_EMAIL];
    case "url": return [sampleValue(field, n), LONGEST_URL];
    case "phone": return ["123", LONGEST_PHONE];
    case "list": return [[], Array.from({ length: 100 }, (_item, place) => (place === 0 ? "x".repeat(200) : "x"))];
    case "time": return ["00:00", "23:59"];
    case "boolean": return [false, true];
    case "choice": return [field.options?.[0] ?? "", field.options?.at(-1) ?? ""];
    default: return [sampleValue(field, n), sampleValue(field, n + 1)];
  }
}

const shortest = (field: Field): number => (mayBeEmpty(field) ? 0 : field.minLength ?? 1);
const LONGEST_TEXT = 200;
const LONGEST_EMAIL = `${"x".repeat(242)}@example.com`;
const LONGEST_URL = `https://example.com/${"x".repeat(1980)}`;
const LONGEST_PHONE = `+${"1".repeat(30)}`;

const lowest = ({ min, max, isOverMin }: Field): number => (min !== undefined && isOverMin ? Math.min(min + 1, max ?? min + 1) : min) ?? (max !== undefined && max <= 0 ? max - 1000 : 0);
const outside = ({ min, max }: Pick<Field, "min" | "max">): number[] => [...(min === undefined ? [] : [min - 1]), ...(max === undefined ? [] : [max + 1])];

const dayOf = (n: number): string => new Date(Date.UTC(2099, 0, 1 + n)).toISOString().slice(0, 10);
