import type { Sql, SqlTransaction } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";

const EVERY_MS = 60_000;
/** Small enough that nobody waits for a batch, at any size of an API. */
const BATCH_ROWS = 2_000;
const ROUND_BATCHES = 50;
/** One process of all purges at a time. */
const LEADER_LOCK = 727_274_006;

/** Removes APIs that were deleted 30 days ago, with all that they stored, and entries of the audit log that are a year old. Returns the way to stop. */
export function startPurgeJobs(sql: Sql, log: Log): () => void {
  let isRunning = false;
  let isStopped = false;
  const round = async () => {
    if (isRunning) return;
    isRunning = true;
    try {
      const removed = await purge(sql, () => isStopped);
      if (removed > 0) log.info("jobs.purged", { rows: removed });
    } catch (error) {
      if (!isStopped) log.warn("jobs.purge_failed", { error });
    } finally {
      isRunning = false;
    }
  };
  const timer = setInterval(() => void round(), EVERY_MS);
  void round();
  return () => {
    isStopped = true;
    clearInterval(timer);
  };
}

/** One round: batch after batch, each in a transaction of its own. Returns how many rows it removed. */
export async function purge(sql: Sql, isStopped: () => boolean = () => false, batchRows = BATCH_ROWS): Promise<number> {
  // The log's own first: whatever becomes of an API, no entry is kept for longer than was said.
  const noted = await batches(async (tx) => (await tx<{ rows: number }[]>`select private.clean_up_audit(${batchRows}) as rows`)[0]?.rows ?? 0, sql, isStopped);
  return noted + (await batches(async (tx) => (await tx<{ rows: number }[]>`select private.purge_deleted(${batchRows}) as rows`)[0]?.rows ?? 0, sql, isStopped));
}

async function batches(remove: (tx: SqlTransaction) => Promise<number>, sql: Sql, isStopped: () => boolean): Promise<number> {
  let removed = 0;
  for (let batch = 0; batch < ROUND_BATCHES && !isStopped(); batch += 1) {
    const rows = await sql.begin(async (tx) => {
      const [leader] = await tx<{ isOurs: boolean }[]>`select pg_try_advisory_xact_lock(${LEADER_LOCK}) as "isOurs"`;
      return leader?.isOurs ? remove(tx) : 0;
    });
    if (rows === 0) break;
    removed += rows;
  }
  return removed;
}
