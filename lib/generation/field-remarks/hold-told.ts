import { canBeUnique } from "../outline/outline-issues.ts";
import type { OutlineField } from "../outline/schema.ts";
import type { Told } from "../field-words/told.ts";

const NUMBERS = new Set<string>(["integer", "number", "money"]);
const TEXTS = new Set<string>(["text", "longText"]);

/** Puts what was said of a field into it. Returns why it can't be, in which case the field is as it was. */
export function holdTold(field: OutlineField, told: Told): string | null {
  const next = structuredClone(field);
  const why = putKind(next, told) ?? putRange(next, told) ?? putLength(next, told) ?? putStart(next, told);
  if (why !== null) return why;
  if (told.isUnique) {
    if (!canBeUnique(next)) return "Of so few values no two could be there for long: it isn't made unique.";
    next.isUnique = true;
  }
  if (told.isRequired === false) next.isRequired = false;
  if (told.isRequired === true && next.kind !== "boolean" && next.default === undefined) next.isRequired = true;
  for (const name of ["min", "max", "isOverMin", "minLength", "maxLength", "default", "choices", "isGuess"] as const) if (next[name] === undefined) delete field[name];
  Object.assign(field, next);
  return null;
}

function putKind(field: OutlineField, { kind, choices, min, max, isWhole, hasDecimals, measured, minLength, maxLength }: Told): string | null {
  const isRanged = min !== undefined || max !== undefined;
  if (choices) {
    const same = field.kind === "choice" && field.choices?.length === choices.length && choices.every((choice) => field.choices?.some((other) => other.toLowerCase() === choice.toLowerCase()));
    if (same) return null;
    if (!TEXTS.has(field.kind) && field.kind !== "choice") return `Its values are ${choices.join(", ")}, and it was read as something else.`;
    Object.assign(field, { kind: "choice", choices });
    delete field.maxLength;
    delete field.isGuess;
    return null;
  }
  if (minLength !== undefined || maxLength !== undefined) {
    if (TEXTS.has(field.kind)) return null;
    if (!NUMBERS.has(field.kind) && field.kind !== "list") return "Only a text has a length that can be held to.";
    field.kind = "text";
    for (const name of ["min", "max", "isOverMin"] as const) delete field[name];
    return null;
  }
  if (isRanged || hasDecimals || (isWhole && field.kind === "number")) {
    if (NUMBERS.has(field.kind)) delete field.isGuess;
    if (!NUMBERS.has(field.kind)) { if (field.kind !== "text") return "Only a number can be held to a range."; field.kind = measured ?? (kind === "number" || hasDecimals ? "number" : "integer"); delete field.isGuess; }
    else if (measured !== undefined && measured !== "integer" && field.kind === "integer") field.kind = measured;
    else if (isWhole && field.kind === "number") { field.kind = "integer"; if (field.isOverMin && field.min !== undefined && min === undefined) { field.min = nextAbove(field.min, "integer"); delete field.isOverMin; } }
    else if (field.kind === "integer" && (hasDecimals || ![min ?? 0, max ?? 0].every(Number.isInteger))) field.kind = "number";
    return null;
  }
  if (kind === undefined || kind === field.kind || groupOf(kind) === groupOf(field.kind)) return null;
  if (field.kind !== "text" || field.isGuess !== true) return groupOf(field.kind) === "text" || groupOf(kind) === "text" ? null : `It was said to be ${WORDS[kind] ?? kind}, and it was read as ${WORDS[field.kind] ?? field.kind}.`;
  field.kind = kind;
  delete field.isGuess;
  return null;
}

/** Kinds that are each other's, said more or less closely. */
const groupOf = (kind: string): string => (NUMBERS.has(kind) ? "number" : kind === "date" || kind === "dateTime" || kind === "time" ? "time" : kind === "boolean" || kind === "list" ? kind : "text");
const WORDS: Record<string, string> = { integer: "a whole number", number: "a number", money: "money", boolean: "yes or no", date: "a date", dateTime: "a date and time", time: "a time", list: "a list" };

/** Above and below become the next value that is taken, where there is one: a whole number, a cent. */
function putRange(field: OutlineField, { min, max, isOverMin, isUnderMax, isSigned }: Told): string | null {
  if (!NUMBERS.has(field.kind)) return null;
  if (isSigned && min === undefined && (field.min ?? -1) >= 0) delete field.min;
  if (min !== undefined) {
    field.min = isOverMin ? nextAbove(min, field.kind) : min;
    if (isOverMin && field.kind === "number") field.isOverMin = true; else delete field.isOverMin;
    if (max === undefined && field.max !== undefined && field.max <= field.min) delete field.max;
  }
  if (max !== undefined) {
    if (isUnderMax && field.kind === "number") return "A number may be the greatest that is said: say which is the last that is taken.";
    field.max = isUnderMax ? nextBelow(max, field.kind) : max;
    if (min === undefined && field.min !== undefined && field.min >= field.max) delete field.min;
  }
  return null;
}

export const nextAbove = (least: number, kind: string): number => (kind === "integer" ? Math.floor(least) + 1 : kind === "money" ? Math.round(least * 100 + 1) / 100 : least);
export const nextBelow = (most: number, kind: string): number => (kind === "integer" ? Math.ceil(most) - 1 : kind === "money" ? Math.round(most * 100 - 1) / 100 : most);

function putLength(field: OutlineField, { minLength, maxLength }: Told): string | null {
  if (minLength === undefined && maxLength === undefined) return null;
  if (maxLength !== undefined) field.maxLength = maxLength;
  if (minLength !== undefined && minLength > 1) field.minLength = minLength;
  if ((field.maxLength ?? field.minLength ?? 0) > MOST_SHORT) field.kind = "longText";
  return (field.minLength ?? 0) <= (field.maxLength ?? Infinity) ? null : "Its least length is above its greatest.";
}

/** What is longer is a long text. */
const MOST_SHORT = 200;

function putStart(field: OutlineField, { default: start }: Told): string | null {
  if (start === undefined) return null;
  if (typeof start === "boolean" && field.kind === "text") field.kind = "boolean";
  const value = field.kind === "choice" ? field.choices?.find((choice) => choice.toLowerCase() === String(start).toLowerCase()) : start;
  const fits = field.kind === "boolean" ? typeof value === "boolean" : NUMBERS.has(field.kind) ? typeof value === "number" : field.kind === "choice" ? value !== undefined : field.kind === "text" && typeof value === "string";
  if (!fits) return `It can't begin as ${String(start)}: ${field.kind === "longText" ? "a long text begins as nothing" : "that is none of what it holds"}.`;
  if (NUMBERS.has(field.kind) && typeof value === "number" && (value < (field.min ?? value) || value > (field.max ?? value))) return `${value} is out of its limits.`;
  field.default = value;
  field.isRequired = false;
  return null;
}
