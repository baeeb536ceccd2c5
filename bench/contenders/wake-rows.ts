import type { TestGateway } from "#lib/gateway/test-gateway.ts";
import { quantile } from "../format-table.ts";
import type { Entry } from "./contender.ts";
import { rest, SAMPLE, timeCall } from "./sample.ts";

const WAKES = 40;
/** Warm processes take their places again meanwhile, as between real calls. */
const REST_MS = 350;

/** Calls to sleeping APIs, in turns. The third of the entries is what the others are held against. */
export async function wakeRows(bed: TestGateway, entries: readonly Entry[]): Promise<string[][]> {
  const times = entries.map((): number[] => []);
  for (let run = -2; run < WAKES; run += 1) {
    for (const [index, { contender, apis: [api] }] of entries.entries()) {
      if (!api) continue;
      const ms = await timeCall(bed, api);
      if (run >= 0) times[index]?.push(ms);
      await contender.sleep(api.apiId);
      await rest(REST_MS);
    }
  }
  const base = quantile(times[2] ?? [], 0.5);
  const lines = Object.values(SAMPLE).join("\n").split("\n").length;
  return [
    [`Wake to first byte through the gateway, ${lines} lines`, "wakes", "p50 ms", "p95 ms", "max ms", "of Node"],
    ...entries.map(({ contender }, index) => {
      const of = times[index] ?? [];
      return [contender.name, String(of.length), ...[0.5, 0.95, 1].map((share) => quantile(of, share).toFixed(1)), (quantile(of, 0.5) / base).toFixed(2)];
    }),
  ];
}
