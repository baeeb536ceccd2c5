import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { connect } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { noOutbound } from "#lib/runtime/host/live-egress-deps.ts";
import { createWorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { startTestDatabase } from "../supabase/tests/test-database.ts";

export interface Sandbox {
  runtime: RuntimeBackend;
  close(): Promise<void>;
}

/** The gate's sandbox by itself: the real runtimes over a Postgres that is thrown away. Nothing of a running product is touched. */
export async function openSandbox(clusterUrl?: string): Promise<Sandbox> {
  const log = createLog("prompt", "error");
  const database = await startTestDatabase(clusterUrl);
  const sql = connect(database.runnerUrl, "prompt", 4);
  // Short: sockets are below it.
  const directory = mkdtempSync(join(tmpdir(), "acp-"));
  const backend = await createWorkerdBackend({
    runDirectory: directory, cacheDirectory: join(directory, "cache"), minTier: "development", warm: 1, limits: {}, log,
    versions: { loadLive: async () => null, whyNotLive: async () => ({ state: "gone", reason: null }), fail: async () => {} },
    documents: createDocumentStore(sql, log),
    logs: { write: () => {} },
    outbound: noOutbound,
  });
  return {
    runtime: backend,
    async close() {
      await backend.close(200);
      await sql.end();
      await database.stop();
      rmSync(directory, { recursive: true, force: true });
    },
  };
}
