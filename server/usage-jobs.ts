import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import { foldUsage } from "#lib/usage/fold-usage.ts";
import { keepUsage } from "#lib/usage/keep-usage.ts";
import { reconcileUsage } from "#lib/usage/reconcile-usage.ts";

const FOLD_EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const RETRY_MS = 60_000;
/** Closed hours that the hourly comparison goes over: late calls may have come to any of them. */
const COMPARED_HOURS = 3;

/** What keeps usage in order: counts what came in, each second; hourly makes and drops partitions and holds the rollups against the rows. Each is
 * done by whichever runner takes its lock. Returns the way to stop. */
export function startUsageJobs(sql: Sql, log: Log): () => void {
  const stops = [
    every(FOLD_EVERY_MS, FOLD_EVERY_MS * 5, "fold", () => foldUsage(sql), log),
    every(HOUR_MS, RETRY_MS, "keep", () => keepUsage(sql), log),
    every(HOUR_MS, RETRY_MS, "reconcile", () => compare(sql, log), log),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

async function compare(sql: Sql, log: Log): Promise<void> {
  const now = Date.now();
  // After midnight the whole day before, with its daily sums.
  const isNewDay = new Date(now).getUTCHours() === 0;
  const repairs = await reconcileUsage({ from: new Date(now - (isNewDay ? 25 : COMPARED_HOURS + 1) * HOUR_MS), to: new Date(now) }, { sql });
  for (const repair of repairs) log.error("jobs.usage_repaired", { ...repair });
}

/** Runs `work` now and again, never twice at once; after a failure sooner or later than usual. */
function every(everyMs: number, retryMs: number, name: string, work: () => Promise<unknown>, log: Log): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  let hasFailed = false;
  const run = async () => {
    let waitMs = everyMs;
    try {
      await work();
      hasFailed = false;
    } catch (error) {
      if (!hasFailed && !isStopped) log.warn("jobs.usage_failed", { job: name, error });
      hasFailed = true;
      waitMs = retryMs;
    }
    if (!isStopped) timer = setTimeout(() => void run(), waitMs);
  };
  void run();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
