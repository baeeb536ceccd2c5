import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";

export interface Hour {
  calls: number;
  /** 5xx. */
  errors: number;
}
const HOURS = 24;
const HOUR_MS = 3_600_000;

/** The last 24 hours of these APIs, oldest first and the current one last, in one statement. Needs `usage:read`. */
export async function apiHours(apiIds: readonly string[], actor: Actor, deps: { db: Database; now: number }): Promise<ReadonlyMap<string, Hour[]>> {
  requireScope(actor, "usage:read");
  const first = Math.floor(deps.now / HOUR_MS) * HOUR_MS - (HOURS - 1) * HOUR_MS;
  const rows = apiIds.length === 0 ? [] : await asUser(actor, deps.db, (tx) =>
    tx.selectFrom("api_usage_rollups").select(["api_id", "bucket", sql<number>`requests::int`.as("calls"), sql<number>`errors::int`.as("errors")])
      .where("workspace_id", "=", actor.workspaceId).where("api_id", "in", apiIds).where("grain", "=", "hour").where("slice", "=", "all").where("bucket", ">=", new Date(first)).execute());
  const hours = new Map(apiIds.map((id) => [id, Array.from({ length: HOURS }, (): Hour => ({ calls: 0, errors: 0 }))]));
  for (const { api_id: apiId, bucket, calls, errors } of rows) hours.get(apiId)?.splice(Math.min(HOURS - 1, (bucket.getTime() - first) / HOUR_MS), 1, { calls, errors });
  return hours;
}
