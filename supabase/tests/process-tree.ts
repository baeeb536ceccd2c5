import { readdirSync, readFileSync } from "node:fs";

/** Every process below `pid`, its children first. */
export function descendants(pid: number): number[] {
  const parents = readdirSync("/proc").filter((name) => /^\d+$/.test(name)).flatMap((name) => {
    const parent = parentOf(Number(name));
    return parent === null ? [] : [[Number(name), parent] as const];
  });
  const below = (above: number): number[] => parents.filter(([, parent]) => parent === above).flatMap(([child]) => [child, ...below(child)]);
  return below(pid);
}

/** The process and those that it was started through, up to one of ours, which is not among them. */
export function lineageOf(pid: number, until: number): number[] {
  const lineage: number[] = [];
  for (let at: number | null = pid; at && at !== until; at = parentOf(at)) lineage.push(at);
  return lineage;
}

/** Null when it has ended. */
function parentOf(pid: number): number | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, "latin1");
    return Number(stat.slice(stat.lastIndexOf(")") + 2).split(" ")[1]);
  } catch {
    return null;
  }
}
