import { readdirSync } from "node:fs";
import { listApis } from "#lib/apis/list-apis.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { startTestGateway, type TestApi, type TestGateway } from "#lib/gateway/test-gateway.ts";
import { buildResources } from "#lib/generation/resource-builder/resource-builder.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { jsonSchema } from "#lib/versions/schema.ts";
import { descendants } from "../supabase/tests/process-tree.ts";
import { seedManyApis, type SeededVersion } from "../supabase/tests/seed-many-apis.ts";
import { startTestCluster } from "../supabase/tests/test-cluster.ts";
import type { TestUser } from "../supabase/tests/test-database.ts";
import { withScratch } from "../supabase/tests/with-scratch.ts";
import { rest, SAMPLE, SAMPLE_DESCRIPTION, timeCall } from "./contenders/sample.ts";
import { formatTable, quantile } from "./format-table.ts";
import { processFigures, type ProcessFigures } from "./process-figures.ts";
import { startRunner, type BenchRunner } from "./start-runner.ts";
import { withSandbox } from "./with-sandbox.ts";

const WORKSPACES = 10;
const EACH = 500;
const QUIET_MS = 60_000;
const SETTLE_MS = 10_000;
const LISTS = 40;
const WAKES = 20;
const REST_MS = 400;

/** One installation: what is deployed to it, its gateway and its runner. */
interface Side {
  bed: TestGateway;
  runner: BenchRunner;
  /** Of the last workspace, whose list is measured. */
  owner: TestUser;
  apiIds: string[];
  databaseMb: number;
}
interface Quiet extends ProcessFigures {
  descriptors: number;
  processes: number;
}

/** What 5,000 deployed APIs cost while they are asleep, beside an installation that has none, at the same time. */
export async function asleepTable(): Promise<string> {
  const cluster = await startTestCluster();
  process.env["TEST_POSTGRES_URL"] = cluster.url;
  const sides: Side[] = [];
  try {
    const version = await withSandbox(builtVersion);
    for (const workspaces of [0, WORKSPACES]) sides.push(await openSide(version, workspaces));
    await rest(SETTLE_MS);
    const before = sides.map(figuresOf);
    await rest(QUIET_MS);
    const quiet = sides.map(figuresOf);
    // From here on the other one has one API as well.
    for (const { bed, owner, apiIds } of sides) if (apiIds.length === 0) apiIds.push(...(await seedManyApis(bed.admin, owner, version, 1)));
    const [lists, wakes] = [await timeLists(sides), await timeWakes(sides)];
    const row = (name: string, of: (side: number) => number, digits = 0) => [name, ...sides.map((_, side) => of(side).toFixed(digits))];
    const spent = (side: number) => (quiet[side]?.cpuMs ?? 0) - (before[side]?.cpuMs ?? 0);
    return formatTable([
      ["", "no API", `${(WORKSPACES * EACH).toLocaleString("en")} APIs asleep`],
      row("Postgres: database, MB", (side) => sides[side]?.databaseMb ?? 0),
      row("runner: resident MB", (side) => quiet[side]?.residentMb ?? 0, 1),
      row("runner: private MB", (side) => quiet[side]?.privateMb ?? 0, 1),
      row("runner: open descriptors", (side) => quiet[side]?.descriptors ?? 0),
      row("processes below it (parked runtimes, the bundler)", (side) => quiet[side]?.processes ?? 0),
      row("CPU time of all in a quiet minute, ms", spent),
      row(`list of a workspace's APIs (1; ${EACH}), p50 ms of ${LISTS}`, (side) => quantile(lists[side] ?? [], 0.5), 1),
      row("the same, p95 ms", (side) => quantile(lists[side] ?? [], 0.95), 1),
      row(`wake of one to first byte through the gateway, p50 ms of ${WAKES}`, (side) => quantile(wakes[side] ?? [], 0.5), 1),
      row("the same, p95 ms", (side) => quantile(wakes[side] ?? [], 0.95), 1),
    ]);
  } finally {
    for (const { bed, runner } of sides) {
      await runner.stop();
      await bed.stop();
    }
    await cluster.stop();
  }
}

async function builtVersion(runtime: RuntimeBackend): Promise<SeededVersion> {
  const built = await runtime.build(SAMPLE);
  if (!built.ok) throw new Error("the API does not build");
  const contractTests = jsonSchema.parse(JSON.parse(JSON.stringify(buildResources(SAMPLE_DESCRIPTION).contractTests)));
  const openapi = await withScratch(built.bundle, runtime, async (scratch) => jsonSchema.parse(JSON.parse((await scratch.fetch({ method: "GET", path: "/openapi.json" })).body)));
  return { source: SAMPLE, openapi, contractTests, bundle: built.bundle };
}

async function openSide(version: SeededVersion, workspaces: number): Promise<Side> {
  let runner: BenchRunner | null = null;
  const bed = await startTestGateway({ logTo: () => {}, wallMs: 20_000, wake: (apiId, lostSocket) => runner?.runtime.wake(apiId, lostSocket) ?? Promise.reject(new Error("no runner yet")) });
  let owner = await bed.database.makeUser();
  const apiIds: string[] = [];
  for (let made = 0; made < workspaces; made += 1) {
    owner = await bed.database.makeUser();
    apiIds.push(...(await seedManyApis(bed.admin, owner, version, EACH)));
  }
  await bed.admin`analyze`;
  const [size] = await bed.admin<{ mb: number }[]>`select pg_database_size(current_database())::float8 / 1048576 as mb`;
  runner = await startRunner(bed.database);
  return { bed, runner, owner, apiIds, databaseMb: size?.mb ?? 0 };
}

function figuresOf({ runner: { pid } }: Side): Quiet {
  const below = descendants(pid);
  return { ...processFigures([pid]), cpuMs: processFigures([pid, ...below]).cpuMs, descriptors: readdirSync(`/proc/${pid}/fd`).length, processes: below.length };
}

/** The dashboard's list, as web asks for it, in turns. */
async function timeLists(sides: readonly Side[]): Promise<number[][]> {
  const webs = sides.map(({ bed }) => connect(bed.database.webUrl, "bench-web", 2));
  const times = sides.map((): number[] => []);
  for (let run = -3; run < LISTS; run += 1) {
    for (const [index, { owner }] of sides.entries()) {
      const web = webs[index];
      if (!web) continue;
      const actor: Actor = { kind: "user", ...owner };
      const startedAt = performance.now();
      const apis = await listApis({}, actor, { db: typed(web) });
      if (run >= 0) times[index]?.push(performance.now() - startedAt);
      if (apis.length !== (index === 0 ? 1 : EACH)) throw new Error(`the list has ${apis.length} APIs`);
    }
  }
  await Promise.all(webs.map((web) => web.end({ timeout: 5 })));
  return times;
}

async function timeWakes(sides: readonly Side[]): Promise<number[][]> {
  const times = sides.map((): number[] => []);
  const woken = await Promise.all(sides.map(async ({ bed, runner, apiIds: [apiId = ""] }) => ({ bed, runner, api: await withKey(bed, apiId) })));
  for (let run = -2; run < WAKES; run += 1) {
    for (const [index, { bed, runner, api }] of woken.entries()) {
      const ms = await timeCall(bed, api);
      if (run >= 0) times[index]?.push(ms);
      await runner.runtime.sleep(api.apiId);
      await rest(REST_MS);
    }
  }
  return times;
}

async function withKey(bed: TestGateway, apiId: string): Promise<TestApi> {
  const [row] = await bed.admin<Pick<TestApi, "workspaceId" | "versionId">[]>`select workspace_id as "workspaceId", live_version_id as "versionId" from public.apis where id = ${apiId}`;
  if (!row) throw new Error("there is no such API");
  const api = { apiId, ...row, key: "", keyId: "" };
  return { ...api, ...(await bed.makeKey(api)) };
}
