import { readFileSync } from "node:fs";

export interface ProcessUsage {
  cpuMs: number;
  memoryBytes: number;
}

const TICK_MS = 10; // USER_HZ is 100 on every Linux that we run on.
const PAGE_BYTES = 4096;

/** CPU time and resident memory of a process, from /proc; null when it is gone or the host has no /proc. */
export function processUsage(pid: number): ProcessUsage | null {
  try {
    return parseStat(readFileSync(`/proc/${pid}/stat`, "latin1"));
  } catch {
    return null;
  }
}

/** Reads a `stat` of /proc. The command's name may hold spaces and brackets: fields are counted from after its last bracket. */
export function parseStat(stat: string): ProcessUsage {
  const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  return { cpuMs: (Number(fields[11]) + Number(fields[12])) * TICK_MS, memoryBytes: Number(fields[21]) * PAGE_BYTES };
}

/** The last of a chain of only children: prlimit and bubblewrap start the program as the child of a child. */
export function innermostProcess(pid: number): number {
  for (let at = pid; ; ) {
    let children = "";
    try {
      children = readFileSync(`/proc/${at}/task/${at}/children`, "latin1").trim();
    } catch {
      return at;
    }
    const [child] = children.split(" ");
    if (!child) return at;
    at = Number(child);
  }
}

/** Calls `onExceeded` once when the program under `pid` holds more than `maxBytes`. Returns the way to stop watching. */
export function watchMemory(pid: number | undefined, maxBytes: number, onExceeded: () => void): () => void {
  if (pid === undefined) return () => {};
  const timer = setInterval(() => {
    const usage = processUsage(innermostProcess(pid));
    if (!usage || usage.memoryBytes <= maxBytes) return;
    clearInterval(timer);
    onExceeded();
  }, 50);
  return () => clearInterval(timer);
}
