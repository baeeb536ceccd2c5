import type { Database } from "#lib/db/connect.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import { watchStored } from "#lib/db/watch-stored.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";

export interface FollowDeps {
  db: Database;
  /** Absent: the database is asked every second. */
  changes?: StoredChanges;
  log: Log;
}
/** What was read: rows in order, the last number that was looked at, and whether there may be more at once. */
export interface FollowedPage<Row> {
  items: Row[];
  last: number;
  isFull: boolean;
}

/** The rows of an API as they are stored, page by page, until `signal` aborts. An error of `read` ends it when it is an AppError; else it is asked again. */
export async function* followRows<Row>({ apiId, afterId }: { apiId: string; afterId: number | null }, deps: FollowDeps, signal: AbortSignal, read: (after: number | null) => Promise<FollowedPage<Row>>): AsyncGenerator<Row, void> {
  let isStale = true;
  let wake = (): void => {};
  const touch = (): void => {
    isStale = true;
    wake();
  };
  const unwatch = watchStored(apiId, deps.changes, touch);
  signal.addEventListener("abort", touch, { once: true });
  let last = afterId;
  let isFailing = false;
  try {
    while (!signal.aborted) {
      if (!isStale) await new Promise<void>((resolve) => { wake = resolve; });
      if (signal.aborted) return;
      isStale = false;
      const page: FollowedPage<Row> | null = await read(last).catch((error: unknown) => {
        if (error instanceof AppError) throw error;
        // The database may be away for a moment: asked again at the next poll, and said once.
        if (!isFailing) deps.log.warn("logs not followed", { apiId, error });
        return null;
      });
      isFailing = page === null;
      if (!page) continue;
      for (const row of page.items) {
        yield row;
        if (signal.aborted) return;
      }
      last = page.last;
      if (page.isFull) isStale = true;
    }
  } finally {
    unwatch();
    signal.removeEventListener("abort", touch);
  }
}
