import { quantile } from "../format-table.ts";
import { processFigures } from "../process-figures.ts";
import type { Contender, Entry } from "./contender.ts";
import { callAtSocket } from "./sample.ts";

const CONNECTIONS = 16;
const ROUNDS = 3;
const ROUND_MS = 2_000;
interface Round {
  perSecond: number;
  cpuUs: number;
  p99Ms: number;
  failed: number;
}

/** How many calls an awake API answers, in turns, and what one costs it. */
export async function throughputRows(entries: readonly Entry[]): Promise<string[][]> {
  const rounds = new Map<Contender, Round[]>(entries.map(({ contender }) => [contender, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const { contender, apis: [api] } of entries) {
      if (!api) continue;
      const address = await contender.wake(api.apiId);
      await callAtSocket(address, CONNECTIONS, 1_000);
      const pids = contender.pidsOf(address);
      const before = processFigures(pids).cpuMs;
      const { calls, ...figures } = await callAtSocket(address, CONNECTIONS, ROUND_MS);
      rounds.get(contender)?.push({ ...figures, cpuUs: ((processFigures(pids).cpuMs - before) * 1000) / calls });
      await contender.sleep(api.apiId);
    }
  }
  return [
    [`Calls at its socket over ${CONNECTIONS} connections, p50 of ${ROUNDS} rounds`, "requests/s", "CPU µs a call", "p99 ms", "failed"],
    ...[...rounds].map(([{ name }, of]) => {
      const middle = (figure: (round: Round) => number, digits: number) => quantile(of.map(figure), 0.5).toFixed(digits);
      return [name, middle(({ perSecond }) => perSecond, 0), middle(({ cpuUs }) => cpuUs, 0), middle(({ p99Ms }) => p99Ms, 1), String(of.reduce((sum, { failed }) => sum + failed, 0))];
    }),
  ];
}
