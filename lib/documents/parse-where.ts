import { invalid } from "./data-failure.ts";
import { fieldName, isStorable } from "./field-name.ts";

export type Scalar = string | number | boolean | null;
export const COMPARISONS = ["eq", "ne", "gt", "gte", "lt", "lte"] as const;
export type Comparison = (typeof COMPARISONS)[number];
export type Condition = { field: string } & ({ test: Comparison; value: Scalar } | { test: "in"; values: Scalar[] } | { test: "contains" | "startsWith"; value: string });

const MAX_CONDITIONS = 20;
const MAX_IN = 100;
const MAX_TEXT = 2000;

/** Reads `{ field: value | { test: value } }`; all conditions must hold. Throws DataFailure `invalid`. */
export function parseWhere(value: unknown): Condition[] {
  if (value === undefined || value === null) return [];
  if (typeof value !== "object" || Array.isArray(value)) throw invalid("where is an object of fields.");
  const conditions = Object.entries(value).flatMap(([field, tests]) => conditionsOf(field, tests));
  if (conditions.length > MAX_CONDITIONS) throw invalid(`where holds at most ${MAX_CONDITIONS} conditions.`);
  return conditions;
}

function conditionsOf(name: string, tests: unknown): Condition[] {
  const field = fieldName(name);
  if (tests === undefined) return [];
  if (tests === null || typeof tests !== "object") return [{ field, test: "eq", value: scalar(field, tests) }];
  if (Array.isArray(tests)) throw invalid(`where.${field} is a value or tests; for several values use { in: [...] }.`);
  return Object.entries(tests)
    .filter(([, value]) => value !== undefined)
    .map(([test, value]) => condition(field, test, value));
}

function condition(field: string, test: string, value: unknown): Condition {
  const comparison = COMPARISONS.find((name) => name === test);
  if (comparison) return { field, test: comparison, value: scalar(field, value) };
  if (test === "in") {
    if (!Array.isArray(value) || value.length > MAX_IN) throw invalid(`where.${field}.in is a list of at most ${MAX_IN} values.`);
    return { field, test, values: value.map((item) => scalar(field, item)) };
  }
  if (test === "contains" || test === "startsWith") {
    const text = scalar(field, value);
    if (typeof text !== "string") throw invalid(`where.${field}.${test} is a text.`);
    return { field, test, value: text };
  }
  throw invalid(`where.${field} has no test "${test.slice(0, 40)}": use eq, ne, gt, gte, lt, lte, in, contains or startsWith.`);
}

function scalar(field: string, value: unknown): Scalar {
  if (value === null || typeof value === "boolean" || (typeof value === "number" && Number.isFinite(value))) return value;
  if (typeof value === "string" && value.length <= MAX_TEXT && isStorable(value)) return value;
  throw invalid(`where.${field} compares with a text of at most ${MAX_TEXT} characters, a number, true, false or null.`);
}
