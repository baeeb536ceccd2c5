import { readdirSync, writeFileSync } from "node:fs";
import { setPriority as setThreadPriority } from "node:os";

/**
 * Gives a sandboxed process less of a contested CPU: 0 is everybody's share, 19 the least. Each sandbox has a session of its own, which Linux
 * schedules as one group (sched(7), autogroup): the group's value decides between processes, the threads' own where groups are off.
 */
export function setPriority(pid: number, nice: number): void {
  attempt(() => writeFileSync(`/proc/${pid}/autogroup`, String(nice)));
  attempt(() => {
    for (const thread of readdirSync(`/proc/${pid}/task`)) setThreadPriority(Number(thread), nice);
  });
}

/** Without the right to it, or without /proc, every process keeps the same share. */
function attempt(work: () => void): void {
  try {
    work();
  } catch {
    // Nothing depends on it but the neighbours' speed.
  }
}
