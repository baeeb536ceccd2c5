import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { recentCallSchema, type RecentCall } from "./schema.ts";

/** A call may print 256 KB; a list of calls shows the beginning. */
const CONSOLE_LINES = 50;
const CONSOLE_LINE_CHARACTERS = 1000;
const consoleSchema = recentCallSchema.shape.console;

/** One API's last calls, newest first; `limit` 1 to 100, default 20. Throws `not_found`. */
export async function recentCalls(input: { apiId: string; limit?: number }, actor: Actor, deps: { db: Database }): Promise<RecentCall[]> {
  requireScope(actor, "usage:read");
  const limit = Math.min(100, Math.max(1, Math.trunc(input.limit ?? 20)));
  const rows = await asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select("id").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
    return tx.selectFrom("api_usage as u")
      .select(["u.id", "u.request_id", "u.method", "u.status_code", "u.response_time_ms", "u.request_size_bytes", "u.response_size_bytes", "u.is_cold", "u.created_at"])
      .select(sql<unknown>`coalesce((select jsonb_agg(jsonb_build_array(printed.level, printed.text) order by printed.log, printed.place)
          from (select l.id as log, line.place, line.value ->> 0 as level, left(line.value ->> 1, ${CONSOLE_LINE_CHARACTERS}::int) as text
            from public.request_logs l cross join jsonb_array_elements(l.lines) with ordinality as line(value, place)
            where l.request_id = u.request_id and l.api_id = u.api_id and l.workspace_id = u.workspace_id
            order by l.id, line.place limit ${CONSOLE_LINES}::int) printed), '[]')`.as("console"))
      .where("u.api_id", "=", api.id).where("u.workspace_id", "=", actor.workspaceId).orderBy("u.created_at", "desc").limit(limit).execute();
  });
  return rows.map((row) => ({
    id: row.id, requestId: row.request_id, method: row.method, statusCode: row.status_code, responseTimeMs: row.response_time_ms,
    requestSizeBytes: row.request_size_bytes, responseSizeBytes: row.response_size_bytes, isCold: row.is_cold,
    console: consoleSchema.parse(row.console), createdAt: row.created_at.toISOString(),
  }));
}
