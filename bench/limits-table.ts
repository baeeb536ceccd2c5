import { setImmediate as turn } from "node:timers/promises";
import { systemClock } from "#lib/clock.ts";
import { createAddressLimit } from "#lib/rate-limit/address-limit.ts";
import type { CallLayer, CallVerdict } from "#lib/rate-limit/call-account.ts";
import { ownLayer, planOf, servedOf, startTestCallLimits, takeMany, type TestCallLimit, type TestCallLimits } from "#lib/rate-limit/test-call-limits.ts";
import { formatTable, quantile } from "./format-table.ts";

const CALLS = 20_000;
/** As fast as one gateway may get calls of one workspace, in handfuls that come in before the event loop gets to anything else. */
const PER_SECOND = 5_000;
const AT_ONCE = 4;
const ROUNDS = 20;

/** How long a decision takes and how often it needs Postgres, and how exactly parallel calls are held to a limit: call limits over a real Postgres. */
export async function limitsTable(): Promise<string> {
  const bed = await startTestCallLimits();
  try {
    return [await decisions(bed), "", await overshoot(bed)].join("\n");
  } finally {
    await bed.stop();
  }
}

async function decisions(bed: TestCallLimits): Promise<string> {
  const rows = [["Decision", "calls", "p50 µs", "p99 µs", "waited for Postgres", "round trips per 1,000 calls"]];
  const million = 1_000_000;
  for (const [name, limit, layersOf] of [
    ["warm, limit 1,000, up to the last tenth", 1_000, (plan) => [plan]],
    ["warm, limit 10,000, up to the last tenth", 10_000, (plan) => [plan]],
    ["warm, limit 1,000,000", million, (plan) => [plan]],
    ["warm, key, API and plan of 1,000,000", million, (plan) => [ownLayer("key", million), ownLayer("api", million), plan]],
  ] as [string, number, (plan: CallLayer) => CallLayer[]][]) rows.push([name, ...(await warm(bed, limit, layersOf))]);
  rows.push(["last tenth, one at a time", ...(await oneByOne(bed))], ["refused, hammering on", ...(await refused(bed))], ["address, in memory", ...address()]);
  return formatTable(rows);
}

/** Of as many workspaces as it takes: each is used up to where its last tenth begins. */
async function warm(bed: TestCallLimits, limit: number, layersOf: (plan: CallLayer) => CallLayer[]): Promise<string[]> {
  const gateway = bed.open();
  const times: number[] = [];
  let waited = 0;
  let asked = 0;
  while (times.length < CALLS) {
    const owner = await bed.makeOwner();
    const layers = layersOf(planOf(owner, limit));
    await gateway.limit.take(owner, layers);
    await turn();
    const before = gateway.asked();
    const startedAt = performance.now();
    for (let calls = 1; calls < limit * 0.85 && times.length < CALLS; calls += 1) {
      const verdict = timed(times, () => gateway.limit.take(owner, layers));
      if (verdict instanceof Promise) {
        waited += 1;
        await verdict;
      }
      if (calls % AT_ONCE === 0) do await turn(); while (performance.now() < startedAt + (calls / PER_SECOND) * 1000);
    }
    asked += gateway.asked() - before;
  }
  await gateway.close();
  return figures(times, waited, asked);
}

async function oneByOne(bed: TestCallLimits): Promise<string[]> {
  const gateway = bed.open();
  const owner = await bed.makeOwner();
  const times: number[] = [];
  for (let calls = 0; calls < 500; calls += 1) {
    const startedAt = performance.now();
    await gateway.limit.take(owner, [planOf(owner, 999)]);
    times.push((performance.now() - startedAt) * 1000);
  }
  const asked = gateway.asked();
  await gateway.close();
  return figures(times, times.length, asked);
}

async function refused(bed: TestCallLimits): Promise<string[]> {
  const gateway = bed.open();
  const owner = await bed.makeOwner();
  const layers = [planOf(owner, 1)];
  await takeMany(gateway.limit, owner, layers, 2);
  const before = gateway.asked();
  const times: number[] = [];
  let waited = 0;
  while (times.length < CALLS) {
    const verdict = timed(times, () => gateway.limit.take(owner, layers));
    if (verdict instanceof Promise) waited += 1;
    if (times.length % AT_ONCE === 0) await turn();
  }
  const asked = gateway.asked() - before;
  await gateway.close();
  return figures(times, waited, asked);
}

function address(): string[] {
  const limit = createAddressLimit(systemClock);
  const times: number[] = [];
  for (let calls = 0; calls < CALLS; calls += 1) timed(times, () => limit.take(`2001:db8:0:${(calls % 5_000).toString(16)}::1`));
  return figures(times, 0, 0);
}

function timed<Result>(times: number[], work: () => Result): Result {
  const startedAt = performance.now();
  const result = work();
  times.push((performance.now() - startedAt) * 1000);
  return result;
}

const figures = (times: number[], waited: number, asked: number): string[] =>
  [String(times.length), quantile(times, 0.5).toFixed(2), quantile(times, 0.99).toFixed(2), String(waited), ((asked / times.length) * 1000).toFixed(1)];

async function overshoot(bed: TestCallLimits): Promise<string> {
  const rows = [["Limit", "gateways", "parallel calls of a round", "rounds", "calls wanted", "served: least", "served: most", "over", "under"]];
  for (const gateways of [1, 4]) {
    for (const limit of [50, 100, 1_000, 10_000]) {
      const rounds = limit > 1_000 ? ROUNDS / 5 : ROUNDS;
      const served: number[] = [];
      for (let round = 0; round < rounds; round += 1) served.push(await serveAll(bed, gateways, limit));
      const [least, most] = [Math.min(...served), Math.max(...served)];
      rows.push([String(limit), String(gateways), String(500), String(rounds), String(limit * 10), String(least), String(most), percent(Math.max(0, most - limit), limit), percent(Math.max(0, limit - least), limit)]);
    }
  }
  return formatTable(rows);
}

/** Ten times the limit, 500 calls at a time over all gateways together. */
async function serveAll(bed: TestCallLimits, count: number, limit: number): Promise<number> {
  const owner = await bed.makeOwner();
  const layers = [planOf(owner, limit)];
  const gateways: TestCallLimit[] = Array.from({ length: count }, () => bed.open());
  const verdicts: CallVerdict[][] = await Promise.all(gateways.map(async ({ limit: calls }) => {
    const all: CallVerdict[] = [];
    const share = Math.ceil(Math.min(500, limit * 10) / count);
    for (let wanted = (limit * 10) / count; wanted > 0; wanted -= share) all.push(...(await takeMany(calls, owner, layers, share)));
    return all;
  }));
  for (const gateway of gateways) await gateway.close();
  return verdicts.reduce((sum, all) => sum + servedOf(all), 0);
}

const percent = (part: number, whole: number): string => `${((part / whole) * 100).toFixed(2)} %`;
