import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
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
const POLL_MS = 1_000;
/** In case a notification was lost although others are heard. */
const POLL_WHEN_HEARING_MS = 10_000;

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
  const unwatch = deps.changes?.watch(apiId, touch);
  const timer = setInterval(() => deps.changes?.isHearing() || touch(), POLL_MS);
  const slowTimer = setInterval(touch, POLL_WHEN_HEARING_MS);
  signal.addEventListener("abort", touch, { once: true });
  let last = input.afterId ?? null;
  try {
    while (!signal.aborted) {
      if (!isStale) await new Promise<void>((resolve) => { wake = resolve; });
      if (signal.aborted) return;
      isStale = false;
      const page = await readAfter(apiId, last, actor, deps);
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
    unwatch?.();
    clearInterval(timer);
    clearInterval(slowTimer);
    signal.removeEventListener("abort", touch);
  }
}

/** The entries after one, or the last ones; null when the database is away for a moment. */
async function readAfter(apiId: string, after: number | null, actor: Actor, deps: FollowLogsDeps): Promise<LogEntry[] | null> {
  try {
    return await asUser(actor, deps.db, async (tx) => {
      await requireApi(apiId, actor, tx);
      const own = tx.selectFrom("request_logs").select(LOG_COLUMNS).where("api_id", "=", apiId).where("workspace_id", "=", actor.workspaceId);
      const rows = after === null ? (await own.orderBy("id", "desc").limit(BACKLOG).execute()).toReversed() : await own.where("id", ">", after).orderBy("id").limit(PAGE).execute();
      return rows.map((row) => toLogEntry(row));
    });
  } catch (error) {
    if (error instanceof AppError) throw error;
    deps.log.warn("logs not followed", { apiId, error });
    return null;
  }
}
