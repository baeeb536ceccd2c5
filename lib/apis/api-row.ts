import { sql } from "kysely";
import type { UserTransaction } from "#lib/db/as-user.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import type { ApiStatus, ApiSummary } from "./schema.ts";

interface ApiRow {
  id: string;
  name: string;
  description: string;
  category: string;
  endpoint_url: string;
  status: ApiStatus;
  status_reason: string | null;
  usage_count: number;
  created_at: Date;
  updated_at: Date;
  version: number | null;
  generator: string | null;
  calls: number | null;
  errors: number | null;
  client_errors: number | null;
  mean_ms: number | null;
}

/** APIs that are not deleted, each with its live version's number and its last 24 hours (this one and the 23 before), in one statement. */
export function selectApis(tx: UserTransaction, workspaceId: string) {
  return tx
    .selectFrom("apis as a")
    .leftJoin("versions as v", "v.id", "a.live_version_id")
    .leftJoinLateral(
      (eb) =>
        eb.selectFrom("api_usage_rollups as u").whereRef("u.api_id", "=", "a.id").whereRef("u.workspace_id", "=", "a.workspace_id").where("u.grain", "=", "hour").where("u.slice", "=", "all")
          .where("u.bucket", ">", sql<Date>`now() - interval '24 hours'`)
          .select([
            sql<number>`coalesce(sum(u.requests), 0)::int`.as("calls"),
            sql<number>`coalesce(sum(u.errors), 0)::int`.as("errors"),
            sql<number>`coalesce(sum(u.client_errors), 0)::int`.as("client_errors"),
            sql<number | null>`round((sum(u.total_us) / 1000.0 / nullif(sum(u.requests), 0))::numeric, 1)::float8`.as("mean_ms"),
          ]).as("day"),
      (join) => join.onTrue(),
    )
    .select([
      "a.id", "a.name", "a.description", "a.category", "a.endpoint_url", "a.status", "a.status_reason", "a.usage_count", "a.created_at", "a.updated_at",
      "v.number as version", "v.generator", "day.calls", "day.errors", "day.client_errors", "day.mean_ms",
    ])
    .where("a.workspace_id", "=", workspaceId)
    .where("a.deleted_at", "is", null);
}

/** `apiOrigin`: where APIs are called now; absent: where this one was deployed. */
export const toApiSummary = (row: ApiRow, apiOrigin?: ApiOrigin): ApiSummary => ({
  id: row.id, name: row.name, description: row.description, category: row.category, url: apiOrigin?.urlOf(row.id) ?? row.endpoint_url,
  status: row.status, statusReason: row.status_reason, version: row.version, generator: row.generator, usageCount: row.usage_count,
  day: { calls: row.calls ?? 0, errors: row.errors ?? 0, clientErrors: row.client_errors ?? 0, meanMs: row.mean_ms },
  createdAt: row.created_at.toISOString(), updatedAt: row.updated_at.toISOString(),
});
