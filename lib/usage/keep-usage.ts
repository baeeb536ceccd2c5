import type { Sql } from "#lib/db/connect.ts";
import { USAGE_DAYS } from "./retention.ts";

/** Makes the partitions of the next days, and drops rows and sums that are older than their retention. Throws when somebody is in the way: try again. */
export async function keepUsage(sql: Sql, days: Record<keyof typeof USAGE_DAYS, number> = USAGE_DAYS): Promise<void> {
  await sql`select private.keep_usage(${sql.json(days)})`;
}
