import { invalid } from "#lib/documents/data-failure.ts";
import { PLATFORM_TYPES } from "#lib/documents/field-name.ts";
import type { Comparison, Condition, Scalar } from "#lib/documents/parse-where.ts";
import { fieldSql } from "./field-sql.ts";
import type { SqlValue } from "./sql-door.ts";

/** A part of a statement and the values of its question marks. */
export interface Part {
  sql: string;
  values: SqlValue[];
}

/** ` and …` for every condition. */
export function whereSql(conditions: readonly Condition[]): Part {
  const parts = conditions.map(conditionSql);
  return { sql: parts.map(({ sql }) => ` and ${sql}`).join(""), values: parts.flatMap(({ values }) => values) };
}

function conditionSql(condition: Condition): Part {
  const { field } = condition;
  if (condition.test === "contains" || condition.test === "startsWith") return textSql(field, condition.test, condition.value);
  if (condition.test === "in") return inSql(field, condition.values);
  return PLATFORM_TYPES.has(field) ? platformSql(field, condition.test, condition.value) : memberSql(field, condition.test, condition.value);
}

function textSql(field: string, test: "contains" | "startsWith", value: string): Part {
  if (PLATFORM_TYPES.has(field) && field !== "id") throw invalid(`${field} is not a text: contains and startsWith can't test it.`);
  const [{ folded }, wanted] = [fieldSql(field), value.toLowerCase()];
  return test === "contains" ? { sql: `instr(${folded}, ?) > 0`, values: [wanted] } : { sql: `substr(${folded}, 1, length(?)) = ?`, values: [wanted, wanted] };
}

/** One value for all of them: a Durable Object's statement takes 100. */
function inSql(field: string, values: readonly Scalar[]): Part {
  const listed = PLATFORM_TYPES.has(field) ? values.filter((value) => value !== null).map((value) => platformValue(field, value)) : values.map((value) => JSON.stringify(value));
  const tested = PLATFORM_TYPES.has(field) ? platformColumn(field) : fieldSql(field).json;
  return { sql: `${tested} in (select value from json_each(?))`, values: [JSON.stringify(listed)] };
}

function platformSql(field: string, test: Comparison, value: Scalar): Part {
  if (value === null) return { sql: test === "ne" ? "true" : "false", values: [] };
  return { sql: `${platformColumn(field)} ${OPERATORS[test]} ?`, values: [platformValue(field, value)] };
}

/** Documents show milliseconds, the columns have microseconds. */
const platformColumn = (field: string): string => (field === "createdAt" || field === "updatedAt" ? `(${fieldSql(field).value} / 1000)` : fieldSql(field).value);

function platformValue(field: string, value: Exclude<Scalar, null>): string | number {
  const type = PLATFORM_TYPES.get(field);
  if (typeof value === "boolean" || typeof value !== type) throw invalid(`${field} compares with a ${type === "string" ? "text" : "number"}.`);
  if (field === "id" || field === "version") return value;
  const time = Date.parse(String(value));
  if (Number.isNaN(time)) throw invalid(`${field} compares with a time such as 2026-01-31T12:00:00Z.`);
  return time;
}

function memberSql(field: string, test: Comparison, value: Scalar): Part {
  const { json, rank, value: member } = fieldSql(field);
  if (test === "eq" || test === "ne") return { sql: `${json} ${OPERATORS[test]} ?`, values: [JSON.stringify(value)] };
  // A number is never "less than" a text here.
  return { sql: `(${rank} = ${RANKS[typeof value] ?? 0} and ${member} ${OPERATORS[test]} ?)`, values: [value === null ? 0 : typeof value === "boolean" ? Number(value) : value] };
}

const OPERATORS: Record<Comparison, string> = { eq: "=", ne: "<>", gt: ">", gte: ">=", lt: "<", lte: "<=" };
const RANKS: Partial<Record<string, number>> = { string: 1, number: 2, boolean: 3 };
