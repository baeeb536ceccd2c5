import type { SqlDoor, SqlFragment } from "#lib/db/connect.ts";
import { invalid } from "./data-failure.ts";
import { PLATFORM_TYPES } from "./field-name.ts";
import type { Comparison, Condition, Scalar } from "./parse-where.ts";

export interface Column {
  /** Never null, so that rows compare totally: a missing field counts as JSON null. */
  expression: SqlFragment;
  /** A value of the expression's type out of its text. */
  cast(text: string): SqlFragment;
}

/** What a document's field is in SQL: one of the platform's columns, or a member of its JSON. */
export function columnOf(sql: SqlDoor, field: string): Column {
  switch (field) {
    case "id":
      return { expression: sql`id`, cast: (text) => sql`${text}::text` };
    case "createdAt":
      return { expression: sql`created_at`, cast: (text) => sql`${text}::text::timestamptz` };
    case "updatedAt":
      return { expression: sql`updated_at`, cast: (text) => sql`${text}::text::timestamptz` };
    case "version":
      return { expression: sql`version`, cast: (text) => sql`${text}::text::integer` };
    default:
      return { expression: sql`coalesce(data -> ${field}::text, 'null'::jsonb)`, cast: (text) => sql`${text}::text::jsonb` };
  }
}

/** ` and …` for every condition. */
export function whereSql(sql: SqlDoor, conditions: readonly Condition[]): SqlFragment {
  return conditions.reduce<SqlFragment>((before, condition) => sql`${before} and ${conditionSql(sql, condition)}`, sql``);
}

/** ` and …` for what the conditions say of one field, on `key`, which holds its value as an index does: what can be looked up there. */
export function rangeSql(sql: SqlDoor, field: string, key: SqlFragment, conditions: readonly Condition[]): SqlFragment {
  if (field === "id") return sql``;
  return conditions.reduce<SqlFragment>((before, condition) => {
    if (condition.field !== field || !isRange(condition)) return before;
    if (isTime(field)) return sql`${before} and ${timeSql(sql, field, condition, key, (time) => sql`to_jsonb(extract(epoch from ${time}))`)}`;
    const isClosed = conditions.some((other) => other.field === field && isRange(other) && isFrom(other) !== isFrom(condition) && jsonType(other.value) === jsonType(condition.value));
    return sql`${before} and ${key} ${operatorSql(sql, condition.test)} ${jsonOf(sql, condition.value)} ${isClosed ? sql`` : sql`and ${sameType(sql, key, condition)}`}`;
  }, sql``);
}

/** As the value of a subquery, which is read once, not for each row that it is compared with. */
const jsonOf = (sql: SqlDoor, value: Scalar): SqlFragment => sql`(select ${JSON.stringify(value)}::text::jsonb)`;

const isFrom = ({ test }: { test: Comparison }): boolean => test === "gt" || test === "gte";

/** That a key is of the type that it is compared with, as the other end of its range: looked up, not tested of each. jsonb has null before texts, numbers, false and true. */
function sameType(sql: SqlDoor, key: SqlFragment, condition: { test: Comparison; value: Scalar }): SqlFragment {
  const { value } = condition;
  if (value === null) return isFrom(condition) ? sql`${key} < '""'` : sql`${key} >= 'null'`;
  // Less than any number of JavaScript's.
  if (typeof value === "string") return isFrom(condition) ? sql`${key} < '-1e309'` : sql`${key} >= '""'`;
  if (typeof value === "number") return isFrom(condition) ? sql`${key} < 'false'` : sql`${key} >= '-1e309'`;
  return isFrom(condition) ? sql`${key} <= 'true'` : sql`${key} >= 'false'`;
}

/** ` and …` for what the conditions say of the time of creation, on a column that holds it. */
export function createdSql(sql: SqlDoor, column: SqlFragment, conditions: readonly Condition[]): SqlFragment {
  return conditions.reduce<SqlFragment>((before, condition) => (condition.field === "createdAt" && isRange(condition) ? sql`${before} and ${timeSql(sql, "createdAt", condition, column)}` : before), sql``);
}

/** Documents show milliseconds, the column has microseconds: all of a millisecond are one time. Written so that an index of the column is looked up. */
function timeSql(sql: SqlDoor, field: "createdAt" | "updatedAt", { test, value }: { test: Comparison; value: Scalar }, column: SqlFragment, as: (time: SqlFragment) => SqlFragment = (time) => time): SqlFragment {
  if (value === null) return test === "ne" ? sql`true` : sql`false`;
  const time = sql`${timeOf(field, value)}::text::timestamptz`;
  const [from, to] = [as(time), as(sql`(${time} + interval '1 millisecond')`)];
  switch (test) {
    case "eq":
      return sql`(${column} >= ${from} and ${column} < ${to})`;
    case "ne":
      return sql`(${column} < ${from} or ${column} >= ${to})`;
    case "gt":
      return sql`${column} >= ${to}`;
    case "gte":
      return sql`${column} >= ${from}`;
    case "lt":
      return sql`${column} < ${from}`;
    case "lte":
      return sql`${column} < ${to}`;
  }
}

const isRange = (condition: Condition): condition is Condition & { test: "gt" | "gte" | "lt" | "lte" } => ["gt", "gte", "lt", "lte"].includes(condition.test);

function conditionSql(sql: SqlDoor, condition: Condition): SqlFragment {
  const { field } = condition;
  if (condition.test === "contains" || condition.test === "startsWith") {
    const literal = condition.value.replace(/[\\%_]/g, "\\$&");
    return sql`${textOf(sql, field)} ilike ${condition.test === "contains" ? `%${literal}%` : `${literal}%`}`;
  }
  if (condition.test === "in") return anyOf(sql, field, condition.values);
  return compare(sql, field, condition.test, condition.value);
}

/** One value of the statement for all of them: its text is the same for any number. */
function anyOf(sql: SqlDoor, field: string, values: readonly Scalar[]): SqlFragment {
  const type = PLATFORM_TYPES.get(field);
  if (!type) return sql`coalesce(data -> ${field}::text, 'null'::jsonb) = any (array(select v from jsonb_array_elements(${JSON.stringify(values)}::text::jsonb) v))`;
  const texts = values.filter((value) => value !== null).map((value) => {
    if (typeof value !== type) throw invalid(`${field} compares with a ${type === "string" ? "text" : "number"}.`);
    return isTime(field) ? timeOf(field, value) : String(value);
  });
  if (field === "id") return sql`id = any (${texts}::text[])`;
  return field === "version" ? sql`version = any (${texts}::text[]::numeric[])` : sql`date_trunc('milliseconds', ${columnOf(sql, field).expression}) = any (${texts}::text[]::timestamptz[])`;
}

const isTime = (field: string): field is "createdAt" | "updatedAt" => field === "createdAt" || field === "updatedAt";

/** As ISO 8601. */
function timeOf(field: string, value: Scalar): string {
  if (typeof value !== "string" || Number.isNaN(Date.parse(value))) throw invalid(`${field} compares with a time such as 2026-01-31T12:00:00Z.`);
  return new Date(value).toISOString();
}

function textOf(sql: SqlDoor, field: string): SqlFragment {
  if (field === "id") return sql`id`;
  if (PLATFORM_TYPES.has(field)) throw invalid(`${field} is not a text: contains and startsWith can't test it.`);
  return sql`(case when jsonb_typeof(data -> ${field}::text) = 'string' then data ->> ${field}::text end)`;
}

function compare(sql: SqlDoor, field: string, test: Comparison, value: Scalar): SqlFragment {
  const operator = operatorSql(sql, test);
  if (isTime(field)) return timeSql(sql, field, { test, value }, columnOf(sql, field).expression);
  const type = PLATFORM_TYPES.get(field);
  if (type) {
    if (value === null) return test === "ne" ? sql`true` : sql`false`;
    if (typeof value !== type) throw invalid(`${field} compares with a ${type === "string" ? "text" : "number"}.`);
    if (field === "version") return sql`version ${operator} ${String(value)}::text::numeric`;
    return sql`id ${operator} ${value}`;
  }
  const member = sql`coalesce(data -> ${field}::text, 'null'::jsonb)`;
  if (test === "eq" || test === "ne") return sql`${member} ${operator} ${jsonOf(sql, value)}`;
  // jsonb orders values of different types by type: a number is never "less than" a text here.
  return sql`(jsonb_typeof(${member}) = ${jsonType(value)} and ${member} ${operator} ${jsonOf(sql, value)})`;
}

const jsonType = (value: Scalar): string => (value === null ? "null" : typeof value);

function operatorSql(sql: SqlDoor, test: Comparison): SqlFragment {
  switch (test) {
    case "eq":
      return sql`=`;
    case "ne":
      return sql`<>`;
    case "gt":
      return sql`>`;
    case "gte":
      return sql`>=`;
    case "lt":
      return sql`<`;
    case "lte":
      return sql`<=`;
  }
}
