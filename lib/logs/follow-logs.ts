import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import { watchStored } from "#lib/db/watch-stored.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import { requireApi } from "./list-logs.ts";
import { LOG_COLUMNS, toLogEntry, type LogEntry } from "./schema.ts";

export interface FollowLogsDeps {
  db: Database;
  /** Absent: the database is asked every second. */
  changes?: StoredChanges;
  log: Log;
}

/** A tail that starts anew begins with so many. */
const BACKLOG = 50;
const PAGE = 50;

/**
 * What an API prints and throws, in order: from after `afterId`, else from the last 50, and on until `signal` aborts. Each entry comes
 * once. Throws `not_found` and `gone`, also later, when the API is deleted or not this person's any more.
 */
export async function* followLogs(input: { apiId: string; afterId?: number }, actor: Actor, deps: FollowLogsDeps, signal: AbortSignal): AsyncGenerator<LogEntry, void> {
  requireScope(actor, "usage:read");
  const { apiId } = input;
  let isStale = true;
  let wake = (): void => {};
  const touch = (): void => {
    isStale = true;
    wake();
  };
  const unwatch = watchStored(apiId, deps.changes, touch);
  signal.addEventListener("abort", touch, { once: true });
  let last = input.afterId ?? null;
  let isFailing = false;
  try {
    while (!signal.aborted) {
      if (!isStale) await new Promise<void>((resolve) => { wake = resolve; });
      if (signal.aborted) return;
      isStale = false;
      const page = await readAfter(apiId, last, actor, deps.db).catch((error: unknown) => {
        if (error instanceof AppError) throw error;
        // The database may be away for a moment: asked again at the next poll, and said once.
        if (!isFailing) deps.log.warn("logs not followed", { apiId, error });
        return null;
      });
      isFailing = page === null;
      if (!page) continue;
      for (const entry of page) {
        last = entry.id;
        yield entry;
        if (signal.aborted) return;
      }
      last ??= 0;
      if (page.length === PAGE) isStale = true;
    }
  } finally {
    unwatch();
    signal.removeEventListener("abort", touch);
  }
}

/** The entries after one, or the last ones. */
const readAfter = (apiId: string, after: number | null, actor: Actor, db: Database): Promise<LogEntry[]> => asUser(actor, db, async (tx) => {
  await requireApi(apiId, actor, tx);
  const own = tx.selectFrom("request_logs").select(LOG_COLUMNS).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId);
  const rows = after === null ? (await own.orderBy("id", "desc").limit(BACKLOG).execute()).toReversed() : await own.where("id", ">", after).orderBy("id").limit(PAGE).execute();
  return rows.map((row) => toLogEntry(row));
});
