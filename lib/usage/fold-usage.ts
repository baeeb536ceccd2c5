import type { Sql } from "#lib/db/connect.ts";

const ROWS_AT_ONCE = 50_000;

/** Counts the calls that came in since the last time into the rollups. Another process that does so right now leaves nothing to do. Returns how many. */
export async function foldUsage(sql: Sql): Promise<number> {
  let folded = 0;
  for (;;) {
    const [row] = await sql<{ rows: number }[]>`select private.fold_usage(${ROWS_AT_ONCE}) as rows`;
    const rows = row?.rows ?? 0;
    folded += rows;
    if (rows < ROWS_AT_ONCE) return folded;
  }
}
