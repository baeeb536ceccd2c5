import { fork } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { startTestGateway, type TestApi, type TestGateway } from "#lib/gateway/test-gateway.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { startTestCluster } from "../supabase/tests/test-cluster.ts";

export interface BenchProduct {
  bed: TestGateway;
  runtime: RuntimeBackend;
  /** An API of a workspace of its own that is live with this bundle. */
  deploy(bundle: string): Promise<TestApi>;
}

/** Gateway, runner in a process of its own, real runtimes, and Postgres that keeps what it acknowledges as it does in the product, for the time of `use`. */
export async function withProduct<Result>(use: (product: BenchProduct) => Promise<Result>): Promise<Result> {
  const folder = mkdtempSync("/tmp/acb-");
  const socketPath = path.join(folder, "runner.sock");
  const runtime = createRunnerClient(socketPath);
  const cluster = await startTestCluster({ isDurable: true });
  const bed = await startTestGateway({ clusterUrl: cluster.url, logTo: () => {}, wallMs: 20_000, wake: runtime.wake, touch: runtime.touch, explainLost: runtime.explainLost });
  const runner = fork(path.join(import.meta.dirname, "runner-process.ts"), [bed.database.runnerUrl, bed.database.jobsUrl, socketPath], { stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await new Promise((resolve) => runner.once("message", resolve));
  const deploy = async (bundle: string) => {
    const api = await bed.makeApi();
    await bed.admin`insert into public.version_bundles (version_id, workspace_id, bundle) values (${api.versionId}, ${api.workspaceId}, ${bundle})`;
    return api;
  };
  try {
    return await use({ bed, runtime, deploy });
  } finally {
    const ended = new Promise((resolve) => runner.once("exit", resolve));
    runner.send("stop");
    await ended;
    await bed.stop();
    await cluster.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}
