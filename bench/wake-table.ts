import { connect } from "#lib/db/connect.ts";
import { startTestGateway, type TestApi, type TestGateway } from "#lib/gateway/test-gateway.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { createVersionSource } from "#server/runner-ports.ts";
import { startTestSandbox } from "../supabase/tests/test-sandbox.ts";
import { formatTable, quantile } from "./format-table.ts";

const WAKES = 100;
const DESCRIPTION = "authors with name, email and country and books with title, author, year, price and status either available, lent or lost";

/**
 * From a call to a sleeping API to its first byte, through the gateway and all layers, from a parked process and, in turns, from a fresh
 * one; and the same call warm.
 */
export async function wakeTable(): Promise<string> {
  const backends = new Map<string, RuntimeBackend>();
  const bed = await startTestGateway({ logTo: () => {}, wallMs: 20_000, wake: async (apiId) => {
    const backend = backends.get(apiId);
    if (!backend) throw new Error("no runtimes yet");
    return backend.wake(apiId);
  } });
  const sql = connect(bed.database.runnerUrl, "bench-runner", 4);
  const start = (warm: number) => startTestSandbox({ database: bed.database, versions: createVersionSource(sql), warm });
  const [parking, fresh] = [await start(2), await start(0)];
  const files = buildResources(DESCRIPTION).files;
  const lines = Object.values(files).join("\n").split("\n").length;
  const times = { parked: [] as number[], fresh: [] as number[], warm: [] as number[] };
  try {
    const ways = await Promise.all(([["parked", parking], ["fresh", fresh]] as const).map(async ([way, { backend }]) => {
      const api = await deploy(bed, files, backend);
      backends.set(api.apiId, backend);
      return { way, api, backend };
    }));
    for (let run = -3; run < WAKES; run += 1) {
      for (const { way, api, backend } of ways) {
        const ms = await timeCall(bed, api, true);
        if (run >= 0) times[way].push(ms);
        if (run >= 0 && way === "parked") for (let call = 0; call < 3; call += 1) times.warm.push(await timeCall(bed, api, false));
        await backend.sleep(api.apiId);
        // A warm process takes its place in the pool meanwhile, as between real calls.
        await new Promise((resolve) => setTimeout(resolve, 350));
      }
    }
    const row = (name: string, of: number[]) => [name, String(of.length), ...[0.5, 0.95, 1].map((share) => quantile(of, share).toFixed(1)), (quantile(of, 0.5) / quantile(times.fresh, 0.5)).toFixed(2)];
    return formatTable([[`${lines} lines, ${(await parking.backend.health()).tier}, first byte`, "calls", "p50 ms", "p95 ms", "max ms", "of fresh"], row("asleep, parked process", times.parked), row("asleep, fresh process", times.fresh), row("awake", times.warm)]);
  } finally {
    await Promise.all([parking.close(), fresh.close()]);
    await sql.end({ timeout: 5 });
    await bed.stop();
  }
}

type Deployed = Pick<TestApi, "apiId" | "key">;

async function deploy(bed: Pick<TestGateway, "makeApi" | "admin">, files: Record<string, string>, backend: RuntimeBackend): Promise<Deployed> {
  const built = await backend.build(files);
  if (!built.ok) throw new Error(`the API does not build: ${JSON.stringify(built.diagnostics)}`);
  const api = await bed.makeApi();
  await bed.admin`insert into public.version_bundles (version_id, workspace_id, bundle) values (${api.versionId}, ${api.workspaceId}, ${built.bundle})`;
  return api;
}

/** A call that reaches the code and no data: an unknown query is refused by its schema. */
async function timeCall(bed: Pick<TestGateway, "url">, api: Deployed, isCold: boolean): Promise<number> {
  const startedAt = performance.now();
  const response = await fetch(`${bed.url}/${api.apiId}/books?limit=none`, { headers: { "x-api-key": api.key } });
  const ms = performance.now() - startedAt;
  await response.arrayBuffer();
  if (response.status >= 500) throw new Error(`the API answered ${response.status}`);
  if (isCold !== (response.headers.get("x-cold-start") === "1")) throw new Error(`a call that should have been ${isCold ? "cold" : "warm"} was not`);
  return ms;
}
