import os from "node:os";
import type { TestApi, TestGateway } from "#lib/gateway/test-gateway.ts";
import { quantile } from "../format-table.ts";
import type { Contender, Entry } from "./contender.ts";
import { rest, timeCall } from "./sample.ts";

const ROUNDS = 2;
const ROUND_MS = 2_500;
const PAUSE_MS = 4;

/** An API's own quiet figures and those beside APIs that compute all the time, one on each core, in turns. */
export async function neighbourRows(bed: TestGateway, entries: readonly Entry[]): Promise<string[][]> {
  const times = new Map<Contender, { quiet: number[]; beside: number[] }>(entries.map(({ contender }) => [contender, { quiet: [], beside: [] }]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { contender, apis: [api], spinners } of entries) {
      if (!api) continue;
      await callFor(bed, api, 500);
      times.get(contender)?.quiet.push(...(await callFor(bed, api, ROUND_MS)));
      const stop = spin(bed, spinners);
      await rest(1_000);
      times.get(contender)?.beside.push(...(await callFor(bed, api, ROUND_MS)));
      await stop();
      for (const { apiId } of [api, ...spinners]) await contender.sleep(apiId);
    }
  }
  return [
    [`One call at a time beside ${os.cpus().length} APIs that spin, on as many cores`, "quiet p50 ms", "quiet p99 ms", "beside p50 ms", "beside p99 ms", "of quiet"],
    ...[...times].map(([{ name }, { quiet, beside }]) => {
      const [alone, loud] = [quantile(quiet, 0.99), quantile(beside, 0.99)];
      return [name, quantile(quiet, 0.5).toFixed(1), alone.toFixed(1), quantile(beside, 0.5).toFixed(1), loud.toFixed(1), `${(loud / alone).toFixed(1)} ×`];
    }),
  ];
}

/** Each is called again as soon as its call is over, if it ever is. Returns the way to stop. */
function spin(bed: TestGateway, spinners: readonly TestApi[]): () => Promise<void> {
  const ending = new AbortController();
  const calls = spinners.map(async ({ apiId, key }) => {
    while (!ending.signal.aborted) await fetch(`${bed.url}/${apiId}/`, { headers: { "x-api-key": key }, signal: ending.signal }).then((response) => response.arrayBuffer()).catch(() => {});
  });
  return async () => {
    ending.abort();
    await Promise.all(calls);
  };
}

async function callFor(bed: TestGateway, api: TestApi, ms: number): Promise<number[]> {
  const times: number[] = [];
  const until = performance.now() + ms;
  while (performance.now() < until) {
    times.push(await timeCall(bed, api));
    await rest(PAUSE_MS);
  }
  return times;
}
