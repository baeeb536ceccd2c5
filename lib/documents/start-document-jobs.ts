import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";

const EVERY_MS = 1_000;
/** Small enough that whoever writes one of these documents meanwhile hardly waits. */
const ROWS = 2_000;
/** Names the advisory lock that one runner of all holds per step. */
const LOCK = 727_274_005;

/** Removes documents whose time is over, makes the indexes that large lists asked for and drops those that none asks for, as `app_jobs`. Returns the way to stop. */
export function startDocumentJobs(sql: Sql, log: Log): () => Promise<void> {
  let isStopped = false;
  let timer: NodeJS.Timeout | undefined;
  const round = async () => {
    try {
      while (!isStopped && (await step(sql)));
    } catch (error) {
      if (!isStopped) log.warn("document_jobs.failed", { error });
    }
    if (!isStopped) timer = setTimeout(() => (running = round()), EVERY_MS);
  };
  let running = round();
  return async () => {
    isStopped = true;
    clearTimeout(timer);
    await running;
  };
}

/** One transaction; tells whether there is more to do at once. */
function step(sql: Sql): Promise<boolean> {
  return sql.begin(async (tx) => {
    const [row] = await tx<{ more: boolean }[]>`select case when pg_try_advisory_xact_lock(${LOCK})
      then (select bool_or(more) from (values (private.remove_expired(${ROWS}) = ${ROWS}), (private.build_index(${ROWS})), (private.drop_indexes(${ROWS}))) done (more)) else false end as more`;
    return row?.more ?? false;
  });
}
