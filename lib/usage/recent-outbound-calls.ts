import { declaredOutside } from "#lib/apis/declared-outside.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { OutboundCallEntry } from "./schema.ts";

/** What an API asked of other services, newest first; `limit` 1 to 100, default 20. Throws `not_found`, `gone`. */
export async function recentOutboundCalls(input: { apiId: string; limit?: number }, actor: Actor, deps: { db: Database }): Promise<OutboundCallEntry[]> {
  requireScope(actor, "usage:read");
  const limit = Math.min(100, Math.max(1, Math.trunc(input.limit ?? 20)));
  const rows = await asUser(actor, deps.db, async (tx) => {
    await declaredOutside(input.apiId, actor, tx);
    return tx.selectFrom("outbound_calls").select(["request_id", "method", "host", "status_code", "response_time_ms", "request_size_bytes", "response_size_bytes", "reason", "created_at"])
      .where("api_id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).orderBy("created_at", "desc").orderBy("id", "desc").limit(limit).execute();
  });
  return rows.map((row) => ({
    requestId: row.request_id, method: row.method, host: row.host, statusCode: row.status_code, responseTimeMs: row.response_time_ms,
    requestSizeBytes: row.request_size_bytes, responseSizeBytes: row.response_size_bytes, reason: row.reason, createdAt: row.created_at.toISOString(),
  }));
}
