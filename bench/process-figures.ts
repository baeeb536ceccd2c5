import { readFileSync } from "node:fs";
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

function privateKb(pid: number): number {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, "utf8");
  return [...rollup.matchAll(/^Private_\w+:\s+(\d+) kB$/gm)].reduce((total, [, kb]) => total + Number(kb), 0);
}
