import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { RecentCall } from "./schema.ts";

/** One API's last calls, newest first; `limit` 1 to 100, default 20. Throws `not_found`. */
export async function recentCalls(input: { apiId: string; limit?: number }, actor: Actor, deps: { db: Database }): Promise<RecentCall[]> {
  requireScope(actor, "usage:read");
  const limit = Math.min(100, Math.max(1, Math.trunc(input.limit ?? 20)));
  const rows = await asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select("id").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
    return tx.selectFrom("api_usage")
      .select(["id", "request_id", "method", "status_code", "response_time_ms", "request_size_bytes", "response_size_bytes", "is_cold", "created_at"])
      .where("api_id", "=", api.id).where("workspace_id", "=", actor.workspaceId).orderBy("created_at", "desc").limit(limit).execute();
  });
  return rows.map((row) => ({
    id: row.id, requestId: row.request_id, method: row.method, statusCode: row.status_code, responseTimeMs: row.response_time_ms,
    requestSizeBytes: row.request_size_bytes, responseSizeBytes: row.response_size_bytes, isCold: row.is_cold, createdAt: row.created_at.toISOString(),
  }));
}
