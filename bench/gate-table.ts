import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { connect } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { buildBundle } from "#lib/generation/build.ts";
import { checkOpenApi } from "#lib/generation/check-openapi.ts";
import { checkSource } from "#lib/generation/check.ts";
import { exampleCall } from "#lib/generation/example-call.ts";
import { hostileCalls } from "#lib/generation/hostile-calls.ts";
import type { GeneratedApi } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import { runContractTest } from "#lib/generation/run-contract-test.ts";
import { createLog } from "#lib/log.ts";
import { serveControl } from "#lib/runtime/control-server.ts";
import { jsonSchema } from "#lib/versions/schema.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import type { RuntimeBackend, Scratch } from "#lib/runtime/runtime.ts";
import { createWorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { startTestDatabase } from "../supabase/tests/test-database.ts";
import { formatTable, quantile } from "./format-table.ts";

const RUNS = 20;
const DESCRIPTION = "authors with name, email and country and books with title, author, year, price and status either available, lent or lost";
const AT_ONCE = 8;
const ROUNDS = 4;

/** From source to tested, as a generation does it: real compiler, sandbox, workerd and Postgres, over the runner's control socket. */
export async function gateTable(): Promise<string> {
  const folder = mkdtempSync("/tmp/acb-");
  const opened: z.infer<typeof openedSchema>[] = [];
  const log = createLog("bench", "debug", (line) => {
    const { data } = openedSchema.safeParse(JSON.parse(line));
    if (data) opened.push(data);
  });
  const database = await startTestDatabase();
  const sql = connect(database.runnerUrl, "bench-runner", 16);
  const backend = await createWorkerdBackend({
    runDirectory: folder, cacheDirectory: path.join(folder, "cache"), minTier: "development", warm: 2, limits: {}, log,
    versions: { loadLive: async () => null, fail: async () => {} }, documents: createDocumentStore(sql, log), logs: { write: () => {} },
  });
  const socketPath = path.join(folder, "control.sock");
  const server = await serveControl(backend, socketPath, log);
  const runtime = createRunnerClient(socketPath);
  const api = buildResources(DESCRIPTION);
  try {
    const times = new Map<string, number[]>();
    const take = (stage: string, ms: number) => void times.set(stage, [...(times.get(stage) ?? []), ms]);
    for (let run = -2; run < RUNS; run += 1) {
      await pause();
      await oneByOne(withMark(api, `a${run}`), runtime, run < 0 ? () => {} : take);
      const last = opened.at(-1);
      if (run >= 0 && last) for (const [stage, ms] of [["config", last.configMs], ["boot", last.bootMs]] as const) take(`  of it ${stage}`, ms);
      await pause();
      await together(withMark(api, `b${run}`), runtime, run < 0 ? () => {} : take);
    }
    const lines = Object.values(api.files).join("\n").split("\n").length;
    const rows = [...times].map(([stage, all]) => [stage, quantile(all, 0.5).toFixed(0), quantile(all, 0.95).toFixed(0), Math.max(...all).toFixed(0)]);
    return formatTable([[`${lines} lines, ${api.contractTests.length} contract tests, ${(await runtime.health()).tier}, ${RUNS} runs`, "p50 ms", "p95 ms", "max ms"], ...rows]);
  } finally {
    server.close();
    server.closeAllConnections();
    await backend.close(200);
    await sql.end();
    await database.stop();
    rmSync(folder, { recursive: true, force: true });
  }
}

const openedSchema = z.object({ event: z.literal("scratch.opened"), configMs: z.number(), bootMs: z.number() });

/** Parked processes are there again, as between real generations. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 1500));

/** No run finds another's compiled config. */
const withMark = (api: GeneratedApi, mark: string): GeneratedApi => ({ ...api, files: { ...api.files, "main.ts": `${api.files["main.ts"]}\nexport const mark = "${mark}";\n` } });

type Take = (stage: string, ms: number) => void;

async function timed<Result>(stage: string, take: Take, work: () => Promise<Result>): Promise<Result> {
  const startedAt = performance.now();
  const result = await work();
  take(stage, performance.now() - startedAt);
  return result;
}

/** Every stage alone: where the time goes. */
async function oneByOne(api: GeneratedApi, runtime: RuntimeBackend, take: Take): Promise<void> {
  await timed("types", take, () => checkSource(api.files, runtime));
  const { bundle } = await timed("rules and bundle", take, () => buildBundle(api.files, runtime));
  const scratch = await timed("scratch runtime", take, () => runtime.openScratch(bundle));
  await timed("OpenAPI", take, () => checkOpenApi(api.contractTests, scratch));
  await timed("contract tests", take, () => contractTests(api, scratch));
  let requests = 0;
  const startedAt = performance.now();
  requests = await derivedTests(api, scratch);
  take(`derived tests (${requests} requests)`, performance.now() - startedAt);
  await timed("close", take, () => scratch.close());
}

/** As the gate does it: the type check beside everything else. */
async function together(api: GeneratedApi, runtime: RuntimeBackend, take: Take): Promise<void> {
  await timed("ALL, types beside the rest", take, async () => {
    const types = checkSource(api.files, runtime);
    const { bundle } = await buildBundle(api.files, runtime);
    const scratch = await runtime.openScratch(bundle);
    await checkOpenApi(api.contractTests, scratch);
    await contractTests(api, scratch);
    await derivedTests(api, scratch);
    await Promise.all([scratch.close(), types]);
  });
}

async function contractTests(api: GeneratedApi, scratch: Scratch): Promise<void> {
  for (const test of api.contractTests) {
    await scratch.reset();
    const { status, reason } = await runContractTest(test, scratch);
    if (status === "failed") throw new Error(`${test.name}: ${reason}`);
  }
}

/** What derived tests do to a runtime: rounds on empty data, each with hostile calls side by side. */
async function derivedTests(api: GeneratedApi, scratch: Scratch): Promise<number> {
  const { path: collection, body: shown } = exampleCall(api.contractTests);
  const body = z.record(z.string(), jsonSchema).parse(shown);
  let requests = 0;
  for (let round = 0; round < ROUNDS; round += 1) {
    await scratch.reset();
    const created = await scratch.fetch({ method: "POST", path: collection, headers: { "content-type": "application/json" }, body: JSON.stringify(body) });
    const { id } = z.object({ id: z.string() }).parse(JSON.parse(created.body));
    const calls = hostileCalls(collection, id, body);
    requests += calls.length + 1;
    const lane = async (from: number) => {
      for (let at = from; at < calls.length; at += AT_ONCE) {
        const call = calls[at];
        if (call) await scratch.fetch(call.request);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, (_, from) => lane(from)));
  }
  return requests;
}
