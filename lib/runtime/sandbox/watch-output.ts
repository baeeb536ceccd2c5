import type { ChildProcess } from "node:child_process";

/** Far more than a program that says what is wrong with it. */
export const MAX_OUTPUT_PER_SECOND = 4 << 20;

/**
 * Calls `onFlood` once when a program writes more than that to its descriptors together: who reads them is the platform's own process, whose
 * time and memory belong to everybody.
 */
export function watchOutput(child: Pick<ChildProcess, "stdio">, onFlood: () => void, now: () => number = performance.now.bind(performance)): void {
  let [since, bytes, isOver] = [now(), 0, false];
  const hear = (chunk: Buffer) => {
    if (now() - since >= 1000) [since, bytes] = [now(), 0];
    bytes += chunk.length;
    if (bytes <= MAX_OUTPUT_PER_SECOND || isOver) return;
    isOver = true;
    onFlood();
  };
  for (const stream of child.stdio.slice(1)) if (stream && "on" in stream && "read" in stream) stream.on("data", hear).on("error", () => {});
}
