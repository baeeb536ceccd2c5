import type { Sql } from "#lib/db/connect.ts";
import { parseRuntimeName, type RuntimeName } from "#lib/runtime/runtime-name.ts";
import type { BundleStore, VersionSource } from "#lib/runtime/host-ports.ts";
import type { SourceFiles } from "#lib/runtime/runtime.ts";

const MAX_BUNDLES = 200;
/** How long a version that crashed in a loop, and isn't the live one, is kept stopped: its API goes on. */
const STOPPED_MS = 10 * 60_000;

/** Live versions and others that are asked for, through the functions that `app_data` may execute. A version is immutable, so its bundle is fetched once while it is used. */
export function createVersionSource(sql: Sql, now: () => number = Date.now): VersionSource {
  const bundles = new Map<string, string>();
  const stopped = createStopped(now);
  const rowsOf = ({ apiId, version }: RuntimeName) => (version ? sql`private.load_version(${apiId}, ${version.id}::uuid, ${version.isDraft})` : sql`private.load_live_version(${apiId})`);
  const bundleOf = async (name: RuntimeName, versionId: string): Promise<string | undefined> => {
    const known = bundles.get(versionId);
    if (known !== undefined) return known;
    const [row] = await sql<{ bundle: string }[]>`select bundle from ${rowsOf(name)} where version_id = ${versionId}`;
    if (row) bundles.set(versionId, row.bundle);
    const [oldest] = bundles.keys();
    if (bundles.size > MAX_BUNDLES && oldest) bundles.delete(oldest);
    return row?.bundle;
  };
  return {
    async loadLive(runtime) {
      const name = parseRuntimeName(runtime);
      if (stopped.why(runtime) !== null) return null;
      const [row] = await sql<{ version_id: string; workspace_id: string; secret_names: string[] }[]>`select version_id, workspace_id, secret_names from ${rowsOf(name)}`;
      if (!row) return null;
      const bundle = await bundleOf(name, row.version_id);
      // Promoted between the two reads: read again.
      return bundle === undefined ? this.loadLive(runtime) : { versionId: row.version_id, workspaceId: row.workspace_id, bundle, secretNames: row.secret_names };
    },
    async whyNotLive(runtime) {
      const why = stopped.why(runtime);
      if (why !== null) return { state: "failed", reason: why };
      const { apiId } = parseRuntimeName(runtime);
      const [row] = await sql<{ status: "active" | "paused" | "failed"; reason: string | null }[]>`select status, reason from private.why_not_live(${apiId})`;
      return row && row.status !== "active" ? { state: row.status, reason: row.reason } : { state: "gone", reason: null };
    },
    async fail(runtime, reason) {
      const { apiId, version } = parseRuntimeName(runtime);
      if (version) stopped.stop(runtime, reason);
      else await sql`select private.fail_api(${apiId}, ${reason.slice(0, 500)})`;
    },
  };
}

function createStopped(now: () => number): { stop(name: string, reason: string): void; why(name: string): string | null } {
  const reasons = new Map<string, { reason: string; until: number }>();
  return {
    stop(name, reason) {
      for (const [known, { until }] of reasons) if (until <= now()) reasons.delete(known);
      reasons.set(name, { reason, until: now() + STOPPED_MS });
    },
    why(name) {
      const known = reasons.get(name);
      return known && known.until > now() ? known.reason : null;
    },
  };
}

/** What bundles need beside their code, for every runner of this database. */
export function createBundleStore(sql: Sql): BundleStore {
  return {
    async loadLibraries(hash) {
      const [row] = await sql<{ code: string | null }[]>`select private.load_libraries(${hash}) as code`;
      return row?.code ?? null;
    },
    async keepLibraries(hash, code) {
      await sql`select private.keep_libraries(${hash}, ${code})`;
    },
    async loadSource(versionId) {
      const [row] = await sql<{ source: SourceFiles | null }[]>`select private.load_version_source(${versionId}) as source`;
      return row?.source ?? null;
    },
  };
}
