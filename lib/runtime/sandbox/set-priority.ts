import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { setPriority as setThreadPriority } from "node:os";

/**
 * Gives a sandboxed process less of a contested CPU: 0 is everybody's share, 19 the least. Each sandbox has a session of its own, which Linux
 * schedules as one group (sched(7), autogroup): the group's value decides between processes, the threads' own where groups are off.
 */
export function setPriority(pid: number, nice: number): void {
  setGroupPriority(pid, nice);
  attempt(() => {
    for (const thread of readdirSync(`/proc/${pid}/task`)) setThreadPriority(Number(thread), nice);
  });
}

/** The part that can be taken back without rights: the share of the whole session. Never of a process in the runner's own. */
export function setGroupPriority(pid: number, nice: number): void {
  attempt(() => sessionOf(pid) !== sessionOf("self") && writeFileSync(`/proc/${pid}/autogroup`, String(nice)));
}

/** Whether bubblewrap has come so far that the process has a session of its own. */
export function hasOwnSession(pid: number): boolean {
  try {
    return sessionOf(pid) !== sessionOf("self");
  } catch {
    return false;
  }
}

function sessionOf(pid: number | "self"): string | undefined {
  const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
  return stat.slice(stat.lastIndexOf(")") + 2).split(" ")[3];
}

/** Without the right to it, or without /proc, every process keeps the same share. */
function attempt(work: () => unknown): void {
  try {
    work();
  } catch {
    // Nothing depends on it but the neighbours' speed.
  }
}
