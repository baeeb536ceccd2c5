import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { connect } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import { noOutbound } from "#lib/runtime/host/live-egress-deps.ts";
import type { LiveEgressDeps } from "#lib/runtime/host/live-egress.ts";
import type { DocumentStore, LogSink, VersionSource } from "#lib/runtime/runtime.ts";
import type { PoolLimits } from "#lib/runtime/pool/pool-limits.ts";
import { createWorkerdBackend, type WorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

export interface TestSandbox {
  backend: WorkerdBackend;
  database: TestDatabase;
  /** What the APIs' data operations reach, as the runner's role. */
  documents: DocumentStore;
  runDirectory: string;
  close(): Promise<void>;
}

export interface TestSandboxOptions {
  /** Somebody else's: it outlives the sandbox. Without it the sandbox has one of its own. */
  database?: TestDatabase;
  /** Nothing is live without it. */
  versions?: VersionSource;
  logs?: LogSink;
  /** No host is approved without it. */
  outbound?: LiveEgressDeps;
  /** Parked processes. */
  warm?: number;
  limits?: Partial<PoolLimits>;
}

/** The real compiler, sandbox and workerd over real Postgres, for tests and benches. */
export async function startTestSandbox({ database: given, versions = NO_VERSIONS, logs = { write: () => {} }, outbound = noOutbound, warm = 1, limits = {} }: TestSandboxOptions = {}): Promise<TestSandbox> {
  const database = given ?? (await startTestDatabase());
  const sql = connect(database.runnerUrl, "test-runner", 16);
  const log = createLog("test", "error");
  const documents = createDocumentStore(sql, log);
  // Short: sockets, whose paths may have 107 bytes, are below it.
  const runDirectory = mkdtempSync("/tmp/acs-");
  const backend = await createWorkerdBackend({ runDirectory, cacheDirectory: path.join(runDirectory, "cache"), minTier: "development", warm, limits, versions, documents, logs, outbound, log });
  const close = async () => {
    await backend.close(200);
    await sql.end({ timeout: 5 });
    if (!given) await database.stop();
    rmSync(runDirectory, { recursive: true, force: true });
  };
  return { backend, database, documents, runDirectory, close };
}

const NO_VERSIONS: VersionSource = { loadLive: async () => null, whyNotLive: async () => ({ state: "gone", reason: null }), fail: async () => {} };
