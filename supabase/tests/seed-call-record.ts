import { randomUUID } from "node:crypto";
import type { Sql, SqlTransaction } from "#lib/db/connect.ts";

const DETAIL = { headers: {}, otherHeaders: [], requestBytes: 0, body: null, limit: null, replyHeaders: {}, responseBytes: 14, reply: { text: '"secret words"', isMasked: false }, keyId: null, skipped: 0 };

/** One call in an API's logs. */
export async function seedCallRecord(sql: Sql | SqlTransaction, { workspaceId, apiId }: { workspaceId: string; apiId: string }): Promise<void> {
  await sql`insert into public.call_records (entry, workspace_id, api_id, request_id, method, path, status, duration_ms, detail, created_at)
    values (${randomUUID()}, ${workspaceId}, ${apiId}, 'r1', 'GET', '/books', 200, 1, ${sql.json(DETAIL)}, now())`;
}
