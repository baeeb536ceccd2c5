import type { SqlDoor, SqlFragment, SqlRow } from "#lib/db/connect.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import type { Aggregate, Period } from "./parse-aggregate.ts";
import { documents, inCollection, isAlive, type SpaceTransaction, type Statement } from "./space-sql.ts";
import { whereSql } from "./where-sql.ts";

export const MAX_GROUPS = 1000;
/** A group's name: longer texts would make a reply of 1,000 groups too large. */
const MAX_GROUP_CHARACTERS = 1000;

/** Counts and adds up in one statement. */
export const aggregate = ({ collection, where, groupBy, field }: Aggregate & { collection: string }): Statement => ({ query: (tx) => aggregateSql(tx, collection, { where, groupBy, field }), read: (rows) => rows.map(toRow) });

function aggregateSql(tx: SpaceTransaction, collection: string, { where, groupBy, field }: Aggregate): SqlFragment {
  const { sql } = tx;
  const value = field === null ? sql`null::numeric` : numberSql(sql, field);
  const totals = sql`count(*)::integer as count, sum(value)::text as sum, min(value)::text as min, max(value)::text as max, avg(value)::text as average`;
  const chosen = (group: SqlFragment) => sql`(select ${group} as "group", ${value} as value from ${documents(tx)} where ${inCollection(tx, collection)} and ${isAlive(tx)} ${whereSql(sql, where)}) as chosen`;
  return groupBy
    ? sql`select "group", ${totals} from ${chosen(groupSql(sql, groupBy.field, groupBy.period))} group by "group" order by "group" nulls first limit ${MAX_GROUPS}`
    : sql`select null as "group", ${totals} from ${chosen(sql`null`)}`;
}

function toRow(row: SqlRow): Json {
  const numbers = ["sum", "min", "max", "average"].map((name) => [name, toNumber(row[name])] as const);
  return { group: row["group"], count: row["count"], ...Object.fromEntries(numbers) };
}

/** Postgres adds exactly, as decimals; the sum becomes a number only here. One that no number holds is null, as in JSON. */
function toNumber(text: unknown): number | null {
  const value = typeof text === "string" ? Number(text) : Number.NaN;
  return Number.isFinite(value) ? value : null;
}

/** A document's member as JSON; the platform's fields as documents show them. */
function memberSql(sql: SqlDoor, field: string): SqlFragment {
  if (field === "id") return sql`to_jsonb(id)`;
  if (field === "version") return sql`to_jsonb(version)`;
  const at = platformTime(sql, field);
  return at ? sql`to_jsonb(to_char(${at}, 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'))` : sql`(data -> ${field}::text)`;
}

function platformTime(sql: SqlDoor, field: string): SqlFragment | null {
  if (field === "createdAt") return sql`(created_at at time zone 'UTC')`;
  return field === "updatedAt" ? sql`(updated_at at time zone 'UTC')` : null;
}

function numberSql(sql: SqlDoor, field: string): SqlFragment {
  const member = memberSql(sql, field);
  return sql`case when jsonb_typeof(${member}) = 'number' then (${member})::numeric end`;
}

function groupSql(sql: SqlDoor, field: string, period: Period | null): SqlFragment {
  if (period) return sql`to_jsonb(to_char(${platformTime(sql, field) ?? timeSql(sql, field)}, ${FORMATS[period]}))`;
  const member = memberSql(sql, field);
  return sql`case jsonb_typeof(${member}) when 'number' then ${member} when 'boolean' then ${member}
    when 'string' then case when length(${member} #>> '{}') <= ${MAX_GROUP_CHARACTERS} then ${member} end end`;
}

const FORMATS: Record<Period, string> = { day: "YYYY-MM-DD", week: 'IYYY-"W"IW', month: "YYYY-MM", year: "YYYY" };
const DATE = "(?!0000)[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])";
const TIME = "([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9]([.][0-9]{1,9})?)?";
const ISO = `^${DATE}([T ]${TIME}(Z|[+-](0[0-9]|1[0-4]):[0-5][0-9])?)?$`;

/** The UTC time of an ISO 8601 text; null for anything else, also for 2026-02-30: a cast would fail the whole statement. */
function timeSql(sql: SqlDoor, field: string): SqlFragment {
  const text = sql`(data ->> ${field}::text)`;
  const part = (from: number, length: number) => sql`substr(${text}, ${from}, ${length})::integer`;
  const daysInMonth = sql`extract(day from make_date(${part(1, 4)}, ${part(6, 2)}, 1) + interval '1 month - 1 day')`;
  const zoned = sql`case when ${text} ~ '(Z|[+-][0-9]{2}:[0-9]{2})$' then ${text} when length(${text}) = 10 then ${text} || 'T00:00Z' else ${text} || 'Z' end`;
  return sql`case when jsonb_typeof(data -> ${field}::text) = 'string' and ${text} ~ ${ISO} then
    case when ${part(9, 2)} <= ${daysInMonth} then (${zoned})::timestamptz at time zone 'UTC' end end`;
}
