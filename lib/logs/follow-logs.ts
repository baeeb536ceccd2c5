import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { type FollowDeps, followRows } from "./follow-rows.ts";
import { requireApi } from "./list-logs.ts";
import { LOG_COLUMNS, toLogEntry, type LogEntry } from "./schema.ts";

/** A tail that starts anew begins with so many. */
const BACKLOG = 50;
const PAGE = 50;

/**
 * What an API prints and throws, in order: from after `afterId`, else from the last 50, and on until `signal` aborts. Each entry comes
 * once. Throws `not_found` and `gone`, also later, when the API is deleted or not this person's any more.
 */
export async function* followLogs({ apiId, afterId }: { apiId: string; afterId?: number }, actor: Actor, deps: FollowDeps, signal: AbortSignal): AsyncGenerator<LogEntry, void> {
  requireScope(actor, "usage:read");
  yield* followRows({ apiId, afterId: afterId ?? null }, deps, signal, async (after) => {
    const items = await readAfter(apiId, after, actor, deps.db);
    return { items, last: items.at(-1)?.id ?? after ?? 0, isFull: items.length === PAGE };
  });
}

/** The entries after one, or the last ones. */
const readAfter = (apiId: string, after: number | null, actor: Actor, db: Database): Promise<LogEntry[]> => asUser(actor, db, async (tx) => {
  await requireApi(apiId, actor, tx);
  const own = tx.selectFrom("request_logs").select(LOG_COLUMNS).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId);
  const rows = after === null ? (await own.orderBy("id", "desc").limit(BACKLOG).execute()).toReversed() : await own.where("id", ">", after).orderBy("id").limit(PAGE).execute();
  return rows.map((row) => toLogEntry(row));
});
