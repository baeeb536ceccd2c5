import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { connect } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import { noOutbound } from "#lib/runtime/host/live-egress-deps.ts";
import { NO_BUNDLES, type DocumentStore, type VersionSource } from "#lib/runtime/host-ports.ts";
import { createWorkerdBackend, type WorkerdBackend, type WorkerdBackendOptions } from "#lib/runtime/workerd/workerd-backend.ts";

export interface OpenSandbox {
  backend: WorkerdBackend;
  /** What the APIs' data operations reach, as the runner's role. */
  documents: DocumentStore;
  runDirectory: string;
  close(): Promise<void>;
}

/** Nothing is live, no host is approved, and nothing is logged or kept, but what is given. */
export type SandboxOptions = { runnerUrl: string } & Partial<Pick<WorkerdBackendOptions, "versions" | "bundles" | "logs" | "outbound" | "warm" | "limits" | "cacheDirectory">>;

const NO_VERSIONS: VersionSource = { loadLive: async () => null, whyNotLive: async () => ({ state: "gone", reason: null }), fail: async () => {} };

/** The real compiler, sandbox and workerd over a database, apart from any running product. */
export async function openSandbox({ runnerUrl, versions = NO_VERSIONS, bundles = NO_BUNDLES, logs = { write: () => {} }, outbound = noOutbound, warm = 1, limits = {}, cacheDirectory }: SandboxOptions): Promise<OpenSandbox> {
  const sql = connect(runnerUrl, "sandbox", 16);
  const log = createLog("sandbox", "error");
  const documents = createDocumentStore(sql, log);
  // Short: sockets, whose paths may have 107 bytes, are below it.
  const runDirectory = mkdtempSync("/tmp/acs-");
  const backend = await createWorkerdBackend({ runDirectory, cacheDirectory: cacheDirectory ?? path.join(runDirectory, "cache"), minTier: "development", warm, limits, versions, bundles, documents, logs, outbound, log });
  const close = async () => {
    await backend.close(200);
    await sql.end({ timeout: 5 });
    rmSync(runDirectory, { recursive: true, force: true });
  };
  return { backend, documents, runDirectory, close };
}
