import type { Sql } from "#lib/db/connect.ts";
import type { BundleStore, SourceFiles, VersionSource } from "#lib/runtime/runtime.ts";

const MAX_BUNDLES = 200;

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
