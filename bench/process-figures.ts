import { readdirSync, readFileSync } from "node:fs";
import { processUsage } from "#lib/runtime/sandbox/process-usage.ts";

export interface ProcessFigures {
  residentMb: number;
  /** What would be free without them: pages that no other process has. */
  privateMb: number;
  cpuMs: number;
}

/** What these processes hold and have computed, from /proc; those that have ended count for nothing. */
export function processFigures(pids: readonly number[]): ProcessFigures {
  const sum = { residentMb: 0, privateMb: 0, cpuMs: 0 };
  for (const pid of pids) {
    const usage = processUsage(pid);
    if (!usage) continue;
    sum.residentMb += usage.memoryBytes / 2 ** 20;
    sum.privateMb += privateKb(pid) / 1024;
    sum.cpuMs += usage.cpuMs;
  }
  return sum;
}

/** How long threads of these processes were ready to run while something else had their core, ms: `run_delay` of Linux' schedstat. */
export const waitedMs = (pids: readonly number[]): number => pids.flatMap((pid) => namesIn(`/proc/${pid}/task`).map((thread) => waitOf(`/proc/${pid}/task/${thread}/schedstat`))).reduce((sum, ms) => sum + ms, 0);

/** Of what has ended, nothing. */
const namesIn = (folder: string): string[] => orElse(() => readdirSync(folder), []);
const waitOf = (schedstat: string): number => orElse(() => Number(readFileSync(schedstat, "utf8").split(" ")[1]) / 1e6, 0);

function orElse<Value>(read: () => Value, other: Value): Value {
  try {
    return read();
  } catch {
    return other;
  }
}

function privateKb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((total, [, kb]) => total + Number(kb), 0);
}
