import { quantile } from "../format-table.ts";
import { processFigures, type ProcessFigures } from "../process-figures.ts";
import type { Entry } from "./contender.ts";
import { callAtSocket } from "./sample.ts";

/** What an API holds while it is awake among others, after one call. */
export async function densityRows(entries: readonly Entry[]): Promise<string[][]> {
  const rows = [[`Memory of an awake API, p50 of ${entries[0]?.apis.length ?? 0} after a call`, "resident MB", "private MB", "processes"]];
  for (const { contender, apis } of entries) {
    const figures: (ProcessFigures & { processes: number })[] = [];
    const addresses = [];
    for (const { apiId } of apis) {
      const address = await contender.wake(apiId);
      await callAtSocket(address, 1, 1);
      addresses.push(address);
    }
    for (const address of addresses) {
      const pids = contender.pidsOf(address);
      figures.push({ ...processFigures(pids), processes: pids.length });
    }
    for (const { apiId } of apis) await contender.sleep(apiId);
    const middle = (of: (figure: (typeof figures)[number]) => number) => quantile(figures.map(of), 0.5).toFixed(0);
    rows.push([contender.name, middle(({ residentMb }) => residentMb), middle(({ privateMb }) => privateMb), middle(({ processes }) => processes)]);
  }
  return rows;
}
