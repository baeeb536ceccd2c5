import type { PoolLimits } from "./pool-limits.ts";
import type { Slot } from "./slot.ts";

const BACKOFF_MS = [0, 0, 250, 500, 1000];

/** Takes a crash in. True: it crashes in a loop. */
export function isCrashLoop(slot: Slot, now: number, limits: PoolLimits): boolean {
  slot.crashes = [...slot.crashes.filter((at) => now - at < limits.crashWindowMs), now];
  return slot.crashes.length >= limits.crashesBeforeFailed;
}

/** How long its next start waits: each crash within the window makes it longer. */
export function backoffMs(slot: Slot, now: number, limits: PoolLimits): number {
  const recent = slot.crashes.filter((at) => now - at < limits.crashWindowMs);
  const pauseMs = BACKOFF_MS[Math.min(recent.length, BACKOFF_MS.length - 1)] ?? 0;
  return Math.max(0, pauseMs - (now - (recent.at(-1) ?? 0)));
}
