import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";

const STALE_AFTER_S = 15;
const EVERY_MS = 5_000;
const CLEAN_UP_EVERY_MS = 3_600_000;
const LOG_DAYS = Object.fromEntries(Object.entries(PLAN_LIMITS).map(([plan, { logDays }]) => [plan, logDays]));
/** Names the advisory lock that one runner of all holds per round. */
const LEADER_LOCK = 727_274_001;

/** The background jobs, as `app_jobs`: each round belongs to whichever runner takes the lock. Returns the way to stop. */
export function startJobs(sql: Sql, log: Log): () => void {
  let cleanedUpAt = Number.NEGATIVE_INFINITY;
  let isRunning = false;
  const round = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      await sql.begin(async (tx) => {
        const [leader] = await tx`select pg_try_advisory_xact_lock(${LEADER_LOCK}) as is_leader`;
        if (!leader?.["is_leader"]) return;
        const [stale] = await tx`select private.fail_stale_generations(${STALE_AFTER_S}) as failed`;
        if (stale?.["failed"] > 0) log.warn("jobs.stale_generations", { failed: stale?.["failed"] });
        if (performance.now() - cleanedUpAt < CLEAN_UP_EVERY_MS) return;
        await tx`select private.clean_up(), private.clean_up_outbound(), private.clean_up_logs(${tx.json(LOG_DAYS)}), private.reconcile_prepaid(), private.clean_up_sample_keys()`;
        cleanedUpAt = performance.now();
      });
    } catch (error) {
      log.warn("jobs.failed", { error });
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void round(), EVERY_MS);
  void round();
  return () => clearInterval(timer);
}
