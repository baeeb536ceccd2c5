import { passGate } from "#lib/generation/gate.ts";
import type { GeneratedApi } from "#lib/generation/parse.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import { openStages } from "#lib/generation/stages.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { startTestDatabase } from "../supabase/tests/test-database.ts";
import { formatTable, quantile } from "./format-table.ts";
import { startRunner } from "./start-runner.ts";

const RUNS = 20;
const WARM_UP = 3;
const DESCRIPTIONS = [
  "authors with name, email and country",
  "books with title, author, year, price and status either available, lent or lost",
  "authors with name, email and country and books with title, author, year, price and status either available, lent or lost",
];

/** From source to what could go live: the real gate, here, over the control socket of a runner in a process of its own, as in the product. */
export async function gateTable(): Promise<string> {
  const database = await startTestDatabase();
  const { runtime, stop } = await startRunner(database);
  try {
    const tables: string[] = [`tier ${(await runtime.health()).tier}, ${RUNS} runs each`];
    for (const description of DESCRIPTIONS) tables.push(await tableOf(buildResources(description), runtime));
    return tables.join("\n\n");
  } finally {
    await stop();
    await database.stop();
  }
}

async function tableOf(api: GeneratedApi, runtime: RuntimeBackend): Promise<string> {
  const times = new Map<string, number[]>();
  let tests = { contract: 0, derived: 0, requests: 0 };
  for (let run = -WARM_UP; run < RUNS; run += 1) {
    await pause();
    const { took, counted } = await timeGate(withMark(api, `a${run}`), runtime);
    tests = counted;
    if (run >= 0) for (const [name, ms] of took) times.set(name, [...(times.get(name) ?? []), ms]);
  }
  const lines = Object.values(api.files).join("\n").split("\n").length;
  const rows = [...times].map(([name, all]) => [name, quantile(all, 0.5).toFixed(0), quantile(all, 0.95).toFixed(0), Math.max(...all).toFixed(0)]);
  return formatTable([[`${lines} lines, ${tests.contract} contract and ${tests.derived} derived tests, ${tests.requests} requests`, "p50 ms", "p95 ms", "max ms"], ...rows]);
}

/** The stages, which overlap, and where the last one's time goes. */
async function timeGate(api: GeneratedApi, runtime: RuntimeBackend): Promise<{ took: Map<string, number>; counted: { contract: number; derived: number; requests: number } }> {
  const { signal } = new AbortController();
  const { stage, times } = openStages(signal);
  const counted = { contract: 0, derived: 0, requests: 0 };
  const startedAt = performance.now();
  let testsFrom = startedAt;
  let firstDerivedAt = startedAt;
  let lastContractAt = startedAt;
  for await (const event of passGate(api, stage, { runtime }, signal)) {
    if (event.type === "stage" && event.stage === "contract-test" && event.status === "running") testsFrom = performance.now();
    if (event.type !== "test") continue;
    const isDerived = event.result.origin === "derived";
    counted[isDerived ? "derived" : "contract"] += 1;
    counted.requests += event.result.requests ?? 0;
    if (!isDerived) lastContractAt = performance.now();
    else if (counted.derived === 1) firstDerivedAt = performance.now();
  }
  const end = performance.now();
  const took = new Map(times.map(({ name, ms }) => [`stage ${name}`, ms]));
  took.set("  of it boot, OpenAPI, contract tests", lastContractAt - testsFrom);
  took.set("  of it derived tests", end - lastContractAt);
  took.set("  first derived result after", firstDerivedAt - lastContractAt);
  took.set("ALL, source to live", end - startedAt);
  return { took, counted };
}

/** Parked processes are there again, as between real generations. */
const pause = () => new Promise((resolve) => setTimeout(resolve, 1500));

/** No run finds another's compiled config. */
const withMark = (api: GeneratedApi, mark: string): GeneratedApi => ({ ...api, files: { ...api.files, "main.ts": `${api.files["main.ts"]}\nexport const mark = "${mark}";\n` } });
