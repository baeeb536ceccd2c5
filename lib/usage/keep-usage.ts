import type { Sql } from "#lib/db/connect.ts";
import { USAGE_DAYS } from "./retention.ts";

/** One process of all keeps usage at a time. */
const LEADER_LOCK = 727_274_005;

/** Makes the partitions of the next days, and drops rows and sums that are older than their retention. Throws when somebody is in the way: try again. */
export async function keepUsage(sql: Sql, days: Record<keyof typeof USAGE_DAYS, number> = USAGE_DAYS): Promise<void> {
  await sql.begin(async (tx) => {
    const [leader] = await tx`select pg_try_advisory_xact_lock(${LEADER_LOCK}) as is_leader`;
    if (leader?.["is_leader"]) await tx`select private.keep_usage(${tx.json(days)})`;
  });
}
