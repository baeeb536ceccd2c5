import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { MAX_ENTRIES, nearCall } from "./near-call.ts";
import { type CallDetails, callDetailSchema } from "./schema.ts";
import { requireApi } from "#lib/logs/list-logs.ts";
import { LOG_COLUMNS, toLogEntry } from "#lib/logs/schema.ts";

const MAX_LINES = 500;
const MAX_OUTBOUND = 100;

/** One call with its detail, what it printed and what it asked of others. Throws `not_found`, `gone`. */
export async function getCall({ apiId, callId }: { apiId: string; callId: number }, actor: Actor, deps: { db: Database }): Promise<CallDetails> {
  requireScope(actor, "usage:read");
  return asUser(actor, deps.db, async (tx) => {
    await requireApi(apiId, actor, tx);
    const row = await tx.selectFrom("call_records as c").leftJoin("versions as v", "v.id", "c.version_id")
      .select(["c.id", "c.request_id", "c.method", "c.path", "c.query", "c.status", "c.duration_ms", "c.wake_ms", "c.error_code", "c.is_owner", "c.created_at", "c.detail", "v.number"])
      .where("c.id", "=", callId).where("c.api_id", "=", apiId).where("c.workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!row) throw new AppError("not_found", "There is no such call in this API's logs, or its time there is over.");
    const near = (table: "request_logs" | "outbound_calls") => nearCall(table, apiId, sql.ref(table), sql`${row.created_at}::timestamptz`);
    const mine = sql<boolean>`api_id = ${apiId} and workspace_id = ${actor.workspaceId} and request_id = ${row.request_id}`;
    const printed = await tx.selectFrom("request_logs").select(LOG_COLUMNS).where(mine).where(near("request_logs")).orderBy("id").limit(MAX_ENTRIES).execute();
    const outbound = await tx.selectFrom("outbound_calls").select(["method", "host", "status_code", "response_time_ms", "reason"]).where(mine).where(near("outbound_calls")).orderBy("id").limit(MAX_OUTBOUND).execute();
    return {
      id: row.id, requestId: row.request_id, method: row.method, path: row.path, query: row.query, status: row.status, durationMs: row.duration_ms, wakeMs: row.wake_ms, errorCode: row.error_code, isOwner: row.is_owner,
      version: row.number, createdAt: row.created_at.toISOString(), detail: callDetailSchema.parse(row.detail),
      console: printed.flatMap((entry) => toLogEntry(entry).lines).slice(0, MAX_LINES),
      outbound: outbound.map((call) => ({ method: call.method, host: call.host, statusCode: call.status_code, responseTimeMs: call.response_time_ms, reason: call.reason })),
    };
  });
}
