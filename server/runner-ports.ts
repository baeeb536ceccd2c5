import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import type { LogSink, VersionSource } from "#lib/runtime/runtime.ts";

const MAX_BUNDLES = 64;

/** Live versions, through the functions that `app_data` may execute. A version is immutable, so its bundle is fetched once while it is used. */
export function createVersionSource(sql: Sql): VersionSource {
  const bundles = new Map<string, string>();
  const bundleOf = async (apiId: string, versionId: string): Promise<string | undefined> => {
    const known = bundles.get(versionId);
    if (known !== undefined) return known;
    const [row] = await sql<{ bundle: string }[]>`select bundle from private.load_live_version(${apiId}) where version_id = ${versionId}`;
    if (row) bundles.set(versionId, row.bundle);
    const [oldest] = bundles.keys();
    if (bundles.size > MAX_BUNDLES && oldest) bundles.delete(oldest);
    return row?.bundle;
  };
  return {
    async loadLive(apiId) {
      const [row] = await sql<{ version_id: string; workspace_id: string; secret_names: string[] }[]>`select version_id, workspace_id, secret_names from private.load_live_version(${apiId})`;
      if (!row) return null;
      const bundle = await bundleOf(apiId, row.version_id);
      // Promoted between the two reads: read again.
      return bundle === undefined ? this.loadLive(apiId) : { versionId: row.version_id, workspaceId: row.workspace_id, bundle, secretNames: row.secret_names };
    },
    async whyNotLive(apiId) {
      const [row] = await sql<{ status: "active" | "paused" | "failed"; reason: string | null }[]>`select status, reason from private.why_not_live(${apiId})`;
      return row && row.status !== "active" ? { state: row.status, reason: row.reason } : { state: "gone", reason: null };
    },
    async fail(apiId, reason) {
      await sql`select private.fail_api(${apiId}, ${reason.slice(0, 500)})`;
    },
  };
}

type LogEntry = Parameters<LogSink["write"]>[0];
const FLUSH_MS = 250;
const MAX_WAITING = 2000;
const BATCH = 200;

/** Request logs, written in batches. Debugging facts: when Postgres is away for long, the newest are dropped. */
export function createLogSink(sql: Sql, log: Log): LogSink & { close(): Promise<void> } {
  let waiting: LogEntry[] = [];
  let timer: NodeJS.Timeout | null = null;
  const flush = async () => {
    timer = null;
    const batch = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    if (batch.length === 0) return;
    try {
      await sql`select private.write_request_logs(${sql.json(batch.map(({ apiId, versionId, requestId, lines }) => ({ apiId, versionId, requestId, lines })))})`;
    } catch (error) {
      log.warn("request_logs.failed", { error, entries: batch.length });
      waiting = [...batch, ...waiting].slice(0, MAX_WAITING);
    }
    if (waiting.length > 0) schedule();
  };
  const schedule = () => {
    timer ??= setTimeout(() => void flush(), FLUSH_MS);
  };
  return {
    write(entry) {
      if (waiting.length < MAX_WAITING) waiting.push(entry);
      schedule();
    },
    async close() {
      if (timer) clearTimeout(timer);
      await flush();
    },
  };
}
