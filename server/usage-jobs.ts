import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import { foldUsage } from "#lib/usage/fold-usage.ts";
import { keepUsage } from "#lib/usage/keep-usage.ts";
import { reconcileUsage } from "#lib/usage/reconcile-usage.ts";

const FOLD_EVERY_MS = 1_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const RETRY_MS = 60_000;
/** The hourly comparison begins so long before the last one ended: late calls may have come to these hours. */
const OVERLAP_MS = 3 * HOUR_MS;

/** What keeps usage in order: counts what came in, each second; hourly makes and drops partitions and holds the rollups against the rows. Each is
 * done by whichever runner takes its lock. Returns the way to stop. */
export function startUsageJobs(sql: Sql, log: Log): () => void {
  let comparedUntil = startOfDay(Date.now()) - DAY_MS;
  const compareNow = async () => {
    const now = Date.now();
    await compare(comparedUntil, now, sql, log);
    comparedUntil = now;
  };
  const stops = [
    every(FOLD_EVERY_MS, FOLD_EVERY_MS * 5, "fold", () => foldUsage(sql), log),
    every(HOUR_MS, RETRY_MS, "keep", () => keepUsage(sql), log),
    every(HOUR_MS, RETRY_MS, "reconcile", compareNow, log),
  ];
  return () => {
    for (const stop of stops) stop();
  };
}

const startOfDay = (ms: number): number => Math.floor(ms / DAY_MS) * DAY_MS;

async function compare(comparedUntil: number, now: number, sql: Sql, log: Log): Promise<void> {
  // A day that has ended since is compared as a whole, with its daily sums.
  const from = startOfDay(comparedUntil) < startOfDay(now) ? startOfDay(comparedUntil) : comparedUntil - OVERLAP_MS;
  const repairs = await reconcileUsage({ from: new Date(from), to: new Date(now) }, { sql });
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
