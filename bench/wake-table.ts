import { readFileSync } from "node:fs";
import path from "node:path";
import { connect } from "#lib/db/connect.ts";
import { startTestGateway } from "#lib/gateway/test-gateway.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { createVersionSource } from "#server/runner-ports.ts";
import { startTestSandbox } from "../supabase/tests/test-sandbox.ts";
import { formatTable, quantile } from "./format-table.ts";

const RUNS = 15;
const BLUEPRINT = "text-statistics";

/** From a call to a sleeping API to its answer, and the same call warm: real runtimes, gateway and Postgres. */
export async function wakeTable(): Promise<string> {
  let backend: RuntimeBackend | undefined;
  const bed = await startTestGateway({ logTo: () => {}, wallMs: 20_000, wake: async (apiId) => {
    if (!backend) throw new Error("no runtimes yet");
    return backend.wake(apiId);
  } });
  const sql = connect(bed.database.runnerUrl, "bench-runner", 4);
  const sandbox = await startTestSandbox({ database: bed.database, versions: createVersionSource(sql), warm: 2 });
  backend = sandbox.backend;
  try {
    const built = await backend.build({ "main.ts": readFileSync(path.join(import.meta.dirname, "../lib/blueprints", BLUEPRINT, "api.ts"), "utf8") });
    if (!built.ok) throw new Error(`the blueprint does not build: ${JSON.stringify(built.diagnostics)}`);
    const api = await bed.makeApi();
    await bed.admin`insert into public.version_bundles (version_id, workspace_id, bundle) values (${api.versionId}, ${api.workspaceId}, ${built.bundle})`;
    const call = async () => {
      const startedAt = performance.now();
      const response = await fetch(`${bed.url}/${api.apiId}/`, { headers: { "x-api-key": api.key } });
      await response.arrayBuffer();
      if (response.status >= 500) throw new Error(`the API answered ${response.status}`);
      return { ms: performance.now() - startedAt, isCold: response.headers.get("x-cold-start") === "1" };
    };
    const [cold, warm]: [number[], number[]] = [[], []];
    for (let run = 0; run < RUNS; run += 1) {
      const first = await call();
      if (!first.isCold) throw new Error("a call that should have been cold was warm");
      cold.push(first.ms);
      for (let i = 0; i < 10; i += 1) warm.push((await call()).ms);
      await backend.sleep(api.apiId);
      // A warm process takes its place in the pool meanwhile, as between real calls.
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
    const row = (name: string, times: number[]) => [name, String(times.length), quantile(times, 0.5).toFixed(1), quantile(times, 0.95).toFixed(1), Math.max(...times).toFixed(1)];
    return formatTable([[`${BLUEPRINT}, ${(await backend.health()).tier}`, "calls", "p50 ms", "p95 ms", "max ms"], row("asleep, through the gateway", cold), row("warm, through the gateway", warm)]);
  } finally {
    await sandbox.close();
    await sql.end();
    await bed.stop();
  }
}
