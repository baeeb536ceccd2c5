import { invalid } from "./data-failure.ts";
import { fieldName } from "./field-name.ts";
import { parseWhere, type Condition } from "./parse-where.ts";

const PERIODS = ["day", "week", "month", "year"] as const;
export type Period = (typeof PERIODS)[number];
export interface Aggregate {
  where: Condition[];
  groupBy: { field: string; period: Period | null } | null;
  /** The number field of sum, min, max and average. */
  field: string | null;
}

/** Reads `{ where, groupBy, field }`. Throws DataFailure `invalid`. */
export function parseAggregate(value: unknown): Aggregate {
  if (value === null || typeof value !== "object" || Array.isArray(value)) throw invalid("aggregate takes an object with where, groupBy and field.");
  const { where, groupBy, field } = value as Record<string, unknown>;
  return { where: parseWhere(where), groupBy: isGiven(groupBy) ? groupOf(groupBy) : null, field: isGiven(field) ? fieldName(field) : null };
}

function groupOf(value: unknown): Aggregate["groupBy"] {
  if (!Array.isArray(value)) return { field: fieldName(value), period: null };
  const [field, name] = value as unknown[];
  const period = PERIODS.find((known) => known === name);
  if (!period || value.length !== 2) throw invalid('groupBy is a field or [field, "day" | "week" | "month" | "year"].');
  return { field: fieldName(field), period };
}

const isGiven = (value: unknown): boolean => value !== undefined && value !== null;
