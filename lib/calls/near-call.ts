import { type RawBuilder, sql } from "kysely";

/** A call may print 256 KB. */
export const MAX_ENTRIES = 100;

/**
 * Whether a row was written for the call of that time: a caller may name a million calls alike, and rows are stored after the call, later when
 * Postgres was away. The first and last number come from an index by time, so only what lies between them is read.
 */
export function nearCall(table: "request_logs" | "outbound_calls", apiId: string, row: RawBuilder<unknown>, at: RawBuilder<unknown>): RawBuilder<boolean> {
  const [from, to] = [sql`${at} - interval '1 minute'`, sql`${at} + interval '1 hour'`];
  const own = sql`select o.id from public.${sql.ref(table)} o where o.api_id = ${apiId} and o.created_at`;
  return sql<boolean>`${row}.created_at between ${from} and ${to} and ${row}.id >= (${own} >= ${from} order by o.created_at, o.id limit 1) and ${row}.id <= (${own} <= ${to} order by o.created_at desc, o.id desc limit 1)`;
}
