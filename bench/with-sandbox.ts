import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { connect } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { createWorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { startTestDatabase } from "../supabase/tests/test-database.ts";

/** The real compiler, sandbox, workerd and Postgres for the time of `use`. */
export async function withSandbox<Result>(use: (runtime: RuntimeBackend) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync("/tmp/acs-");
  const log = createLog("bench", "error");
  const database = await startTestDatabase();
  const sql = connect(database.runnerUrl, "bench-runner", 16);
  const backend = await createWorkerdBackend({
    runDirectory: folder, cacheDirectory: path.join(folder, "cache"), minTier: "development", warm: 2, limits: {}, log,
    versions: { loadLive: async () => null, fail: async () => {} }, documents: createDocumentStore(sql, log), logs: { write: () => {} },
  });
  try {
    return await use(backend);
  } finally {
    await backend.close(200);
    await sql.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
