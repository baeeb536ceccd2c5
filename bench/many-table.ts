import { readFileSync } from "node:fs";
import { Pool } from "undici";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { callSocket } from "../supabase/tests/live-apis.ts";
import { startTestSandbox } from "../supabase/tests/test-sandbox.ts";
import { SAMPLE, TARGET } from "./contenders/sample.ts";
import { formatTable, quantile } from "./format-table.ts";

const AWAKE = 200;
const CALLS = 100_000;
const CONNECTIONS = 16;

/** Many generated APIs awake at once on this host: what they hold, and that all of them answer; and what one holds after many calls. */
export async function manyTable(): Promise<string> {
  let bundle = "";
  const sandbox = await startTestSandbox({
    // Calls go past the gateway, so that the pool sees work without a call.
    warm: 4, limits: { maxConcurrent: AWAKE + 10, idleMs: 3_600_000, restMs: 3_600_000, afterworkMs: 3_600_000 },
    versions: { loadLive: async (apiId) => ({ versionId: apiId, workspaceId: apiId, bundle, secretNames: [] }), whyNotLive: async () => ({ state: "gone", reason: null }), fail: async () => {} },
  });
  try {
    const built = await sandbox.backend.build(SAMPLE);
    if (!built.ok) throw new Error("the API does not build");
    ({ bundle } = built);
    const availableBefore = availableMb();
    const apiIds = Array.from({ length: AWAKE }, (_none, index) => `api_${String(index).padStart(16, "0")}`);
    const startedAt = performance.now();
    const statuses = await Promise.all(apiIds.map(async (apiId) => (await callSocket((await sandbox.backend.wake(apiId)).socketPath, TARGET)).status));
    const wokenMs = performance.now() - startedAt;
    const memory = await memoryOf(sandbox.backend);
    const availableAfter = availableMb();
    const [oneId = ""] = apiIds;
    const { socketPath } = await sandbox.backend.wake(oneId);
    await callOften(socketPath).catch(async (error: unknown) => {
      throw new Error(`calls failed: ${JSON.stringify(await sandbox.backend.status(oneId))}`, { cause: error });
    });
    const status = await sandbox.backend.status(oneId);
    return formatTable([
      [`${AWAKE} APIs awake at once, ${(await sandbox.backend.health()).tier}`, ""],
      ["answered", `${statuses.filter((code) => code === 422).length} of ${AWAKE}`],
      ["all woken and called", `${(wokenMs / 1000).toFixed(1)} s`],
      ["resident memory of one, p50 / max", `${quantile(memory, 0.5).toFixed(0)} / ${Math.max(...memory).toFixed(0)} MB`],
      ["memory of the host that they take", `${((availableBefore - availableAfter) / 1024).toFixed(1)} GB`],
      [`resident memory of one after ${CALLS.toLocaleString("en")} calls`, `${((status.memoryBytes ?? 0) / 2 ** 20).toFixed(0)} MB`],
    ]);
  } finally {
    await sandbox.close();
  }
}

const memoryOf = async (backend: RuntimeBackend): Promise<number[]> => (await backend.list()).flatMap(({ memoryBytes }) => (memoryBytes === null ? [] : [memoryBytes / 2 ** 20]));

/** What the kernel could still give away: shared pages are counted once. */
const availableMb = (): number => Number(/MemAvailable:\s+(\d+) kB/.exec(readFileSync("/proc/meminfo", "utf8"))?.[1] ?? 0) / 1024;

async function callOften(socketPath: string): Promise<void> {
  const pool = new Pool("http://api.test", { socketPath, connections: CONNECTIONS });
  let left = CALLS;
  const lane = async (): Promise<void> => {
    while (left-- > 0) await (await pool.request({ method: "GET", path: TARGET, headers: { "x-request-id": "bench" } })).body.dump();
  };
  await Promise.all(Array.from({ length: CONNECTIONS }, lane));
  await pool.close();
}
