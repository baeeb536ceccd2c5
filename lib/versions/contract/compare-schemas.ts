import { type NormalSchema, isRecord, normalSchema, resolved } from "./normal-schema.ts";

/** One finding: what changed of a schema, in words that follow "The reply" or "The body". */
export interface SchemaChange {
  kind: string;
  isBreaking: boolean;
  message: string;
}
export interface CompareContext {
  before: unknown;
  after: unknown;
  /** What callers send, or what they are told. */
  side: "request" | "reply";
  /** Names the whole: `the body`, `the reply of 200`, `the query parameter "limit"`. */
  whole: string;
  /** Pairs that were compared under this operation: a schema that refers to itself ends. */
  seen: Set<unknown>;
  steps: { left: number };
  found: SchemaChange[];
}

/** Deeper than any honest schema. */
const MAX_PLACE = 500;

/** The older and the newer form of one schema. What callers send may be widened, what they are told may be narrowed; anything else breaks somebody. */
export function compareSchemas(before: unknown, after: unknown, place: string, context: CompareContext): void {
  const from = resolved(before, context.before);
  if (place.length > MAX_PLACE || !isRecord(from) || context.seen.has(from)) return;
  context.seen.add(from);
  const old = normalSchema(from, context.before, context.steps);
  const now = normalSchema(after, context.after, context.steps);
  if (context.steps.left < 0) return;
  const tell = (kind: string, isBreaking: boolean, message: string) => context.found.push({ kind: `${context.side}.${kind}`, isBreaking, message });
  const name = place === "" ? context.whole : `"${place}" of ${context.whole}`;
  if (old.forms !== null || now.forms !== null) {
    if (old.forms !== now.forms) tell("form-changed", true, `${name} takes other forms than before`);
    return;
  }
  if (compareTypes(old, now, name, context.side, tell)) return;
  compareValues(old, now, name, context.side, tell);
  if (context.side === "request") compareBounds(old, now, name, tell);
  compareMembers(old, now, place, context, tell);
  if (old.items !== undefined && now.items !== undefined) compareSchemas(old.items, now.items, place, context);
}

type Tell = (kind: string, isBreaking: boolean, message: string) => void;

/** True: nothing below is worth comparing. */
function compareTypes(old: NormalSchema, now: NormalSchema, name: string, side: "request" | "reply", tell: Tell): boolean {
  const [wide, narrow] = side === "request" ? [now, old] : [old, now];
  const isCovered = wide.types.size === 0 || (narrow.types.size > 0 && [...narrow.types].every((type) => wide.types.has(type) || (type === "integer" && wide.types.has("number"))));
  if (!isCovered) {
    tell("type-changed", true, `${name} is ${typeWords(now)} and was ${typeWords(old)}`);
    return true;
  }
  if (side === "request" && old.isNullable && !now.isNullable && now.types.size > 0) tell("null-refused", true, `${name} may no longer be null`);
  if (side === "reply" && now.isNullable && !old.isNullable && old.types.size > 0) tell("may-be-null", true, `${name} may now be null`);
  return false;
}

function compareValues(old: NormalSchema, now: NormalSchema, name: string, side: "request" | "reply", tell: Tell): void {
  const texts = (values: unknown[]) => values.map((value) => JSON.stringify(value));
  const [before, after] = [old.values && texts(old.values), now.values && texts(now.values)];
  if (after && !before && side === "request") tell("values-limited", true, `${name} now takes only ${some(after)}`);
  if (!before || !after) {
    if (before && !after && side === "reply") tell("values-opened", true, `${name} may now be something else than ${some(before)}`);
    return;
  }
  const [known, kept] = [new Set(before), new Set(after)];
  const gone = before.filter((value) => !kept.has(value));
  const added = after.filter((value) => !known.has(value));
  if (gone.length > 0) tell("values-removed", side === "request", side === "request" ? `${name} no longer takes ${some(gone)}` : `${name} is never ${some(gone)} any more`);
  if (added.length > 0) tell("values-added", false, `${name} ${side === "request" ? "also takes" : "may also be"} ${some(added)}`);
}

const LOWER = new Map([["minLength", "characters"], ["minimum", ""], ["exclusiveMinimum", ""], ["minItems", "items"]]);
const UPPER = new Map([["maxLength", "characters"], ["maximum", ""], ["exclusiveMaximum", ""], ["maxItems", "items"]]);

function compareBounds(old: NormalSchema, now: NormalSchema, name: string, tell: Tell): void {
  for (const [bound, value] of now.bounds) {
    const before = old.bounds.get(bound);
    if (before === value) continue;
    const isNumber = typeof value === "number";
    const was = typeof before === "number" ? before : null;
    if (isNumber && LOWER.has(bound) && (was === null || value > was) && value > (bound === "minLength" || bound === "minItems" ? 0 : Number.NEGATIVE_INFINITY)) tell("limit-narrowed", true, `${name} needs ${bound.startsWith("exclusive") ? "more than" : "at least"} ${phrase(value, LOWER.get(bound))}${was === null ? "" : `, before ${was}`}`);
    else if (isNumber && UPPER.has(bound) && (was === null || value < was) && Math.abs(value) < Number.MAX_SAFE_INTEGER) tell("limit-narrowed", true, `${name} takes ${bound.startsWith("exclusive") ? "less than" : "at most"} ${phrase(value, UPPER.get(bound))}${was === null ? "" : `, before ${was}`}`);
    else if (bound === "pattern") tell("pattern-changed", true, `${name} has to match ${value}${before === undefined ? "" : `, before ${before}`}`);
    else if (bound === "format") tell("format-changed", true, `${name} has to be of the format ${value}${before === undefined ? "" : `, before ${before}`}`);
    else if (bound === "multipleOf") tell("limit-narrowed", true, `${name} has to be a multiple of ${value}`);
  }
}

function compareMembers(old: NormalSchema, now: NormalSchema, place: string, context: CompareContext, tell: Tell): void {
  const at = (name: string) => (place === "" ? name : `${place}.${name}`);
  const { side, whole } = context;
  for (const [name, schema] of old.members) {
    if (!now.members.has(name)) {
      if (side === "reply") tell("member-removed", true, `${whole} no longer has "${at(name)}"`);
      else tell("member-removed", !now.isOpen, now.isOpen ? `"${at(name)}" of ${whole} is ignored now` : `${whole} no longer takes "${at(name)}"`);
      continue;
    }
    if (side === "reply" && old.required.has(name) && !now.required.has(name)) tell("may-be-missing", true, `"${at(name)}" of ${whole} may now be missing`);
    if (side === "request" && !old.required.has(name) && now.required.has(name)) tell("member-required", true, `${whole} now needs "${at(name)}"`);
    compareSchemas(schema, now.members.get(name), at(name), context);
  }
  for (const name of now.members.keys()) {
    if (old.members.has(name)) continue;
    if (side === "request" && now.required.has(name)) tell("member-required", true, `${whole} now needs "${at(name)}"`);
    else tell("member-added", false, side === "request" ? `${whole} also takes "${at(name)}"` : `${whole} also has "${at(name)}"`);
  }
}

const typeWords = ({ types, isNullable }: NormalSchema): string => `${types.size === 0 ? "anything" : [...types].join(" or ")}${isNullable ? " or null" : ""}`;
const some = (values: string[]): string => (values.length > 6 ? `${values.slice(0, 6).join(", ")}, …` : values.join(", "));
const phrase = (value: number, unit: string | undefined): string => (unit ? `${value} ${unit}` : String(value));
