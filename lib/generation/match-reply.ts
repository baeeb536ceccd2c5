import { shorten } from "#lib/cut-text.ts";
import type { Json } from "#lib/versions/schema.ts";
import { inTime } from "./derived-tests/in-time.ts";
import { isQuickPattern } from "./derived-tests/is-quick-pattern.ts";
import { isObject, typeOf } from "./derived-tests/json-value.ts";
import { regExpOf } from "./derived-tests/reg-exp-of.ts";

/** Why `actual` is not what was expected, with its place, or null when it matches. The matchers are documented in lib/versions/schema.ts. */
export function mismatch(expected: Json, actual: Json | undefined, place = "body"): string | null {
  const matcher = matcherOf(expected);
  if (matcher) return matchOne(matcher[0], matcher[1], actual, place);
  if (actual === undefined) return `${place}: expected ${show(expected)}, but it is missing`;
  if (Array.isArray(expected)) return matchItems(expected, actual, place);
  if (isObject(expected)) {
    if (!isObject(actual)) return `${place}: expected an object, got ${show(actual)}`;
    for (const [key, value] of Object.entries(expected)) {
      const found = mismatch(value, Object.hasOwn(actual, key) ? actual[key] : undefined, `${place}.${key}`);
      if (found) return found;
    }
    return null;
  }
  return expected === actual ? null : `${place}: expected ${show(expected)}, got ${show(actual)}`;
}

function matchItems(expected: Json[], actual: Json, place: string): string | null {
  if (!Array.isArray(actual)) return `${place}: expected an array, got ${show(actual)}`;
  if (actual.length !== expected.length) return `${place}: expected ${expected.length} items, got ${actual.length}`;
  for (const [index, item] of expected.entries()) {
    const found = mismatch(item, actual[index], `${place}[${index}]`);
    if (found) return found;
  }
  return null;
}

function matchOne(name: string, wanted: Json, actual: Json | undefined, place: string): string | null {
  if (name === "$absent") return actual === undefined ? null : `${place}: expected nothing, got ${show(actual)}`;
  if (actual === undefined) return `${place}: expected ${show({ [name]: wanted })}, but it is missing`;
  if (name === "$contains" && Array.isArray(actual)) {
    return actual.some((item) => mismatch(wanted, item) === null) ? null : `${place}: no item is like ${show(wanted)} in ${show(actual)}`;
  }
  if (name === "$every" && Array.isArray(actual)) {
    return actual.map((item, index) => mismatch(wanted, item, `${place}[${index}]`)).find((found) => found !== null) ?? null;
  }
  if (name === "$regex" && typeof wanted === "string" && !regExpOf(wanted)) return `${place}: the test's own pattern ${show(wanted)} is not valid in JavaScript with the flag u`;
  return holds(name, wanted, actual) ? null : `${place}: expected ${show({ [name]: wanted })}, got ${show(actual)}`;
}

function holds(name: string, wanted: Json, actual: Json): boolean {
  const size = typeof actual === "string" || Array.isArray(actual) ? actual.length : null;
  switch (name) {
    case "$any": return true;
    case "$type": return wanted === typeOf(actual) || (wanted === "number" && typeof actual === "number");
    case "$regex": return typeof actual === "string" && typeof wanted === "string" && matches(wanted, actual);
    case "$gte": return typeof actual === "number" && typeof wanted === "number" && actual >= wanted;
    case "$lte": return typeof actual === "number" && typeof wanted === "number" && actual <= wanted;
    case "$close": return typeof actual === "number" && typeof wanted === "number" && Math.abs(actual - wanted) <= 1e-6;
    case "$length": return size === wanted;
    case "$minLength": return size !== null && typeof wanted === "number" && size >= wanted;
    case "$hasAll": return Array.isArray(actual) && Array.isArray(wanted) && wanted.every((one) => actual.some((item) => mismatch(one, item) === null));
    case "$oneOf": return Array.isArray(wanted) && wanted.some((option) => mismatch(option, actual) === null);
    default: return false;
  }
}

function matches(pattern: string, text: string): boolean {
  const expression = regExpOf(pattern);
  if (!expression) return false;
  return isQuickPattern(pattern) ? expression.test(text) : inTime(() => expression.test(text));
}

const MATCHERS = new Set(["$type", "$regex", "$gte", "$lte", "$length", "$minLength", "$contains", "$every", "$any", "$absent", "$oneOf", "$close", "$hasAll"]);

function matcherOf(expected: Json): [string, Json] | null {
  if (!isObject(expected)) return null;
  const [entry, ...others] = Object.entries(expected);
  return entry && others.length === 0 && MATCHERS.has(entry[0]) ? entry : null;
}

const show = (value: Json): string => shorten(JSON.stringify(value), 160);
