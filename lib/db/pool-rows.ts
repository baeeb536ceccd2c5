import type { Sql } from "./connect.ts";

/** The connections of this database role by state, as Postgres sees them. */
export async function poolRows(sql: Sql): Promise<(readonly [values: readonly string[], value: number])[]> {
  const rows = await sql<{ state: string; connections: number }[]>`
    select coalesce(state, 'unknown') as state, count(*)::int as connections from pg_stat_activity where usename = current_user group by 1 order by 1`;
  return rows.map(({ state, connections }) => [[state], connections]);
}
