/** The failures of somebody who tries again and again: one line for a stretch of them, and a growing pause between tries. */
export interface Outage {
  /** Counts a failure. True for the first of a stretch: the one to log. */
  fails(): boolean;
  ends(): void;
  /** Until the next try. Of failures up to half less at random, so that many who wait for one thing don't come all at once. */
  pauseMs(): number;
}

const MAX_PAUSE_MS = 5_000;

export function createOutage(calmPauseMs: number, { maxPauseMs = MAX_PAUSE_MS, random = Math.random }: { maxPauseMs?: number; random?: () => number } = {}): Outage {
  let failures = 0;
  return {
    fails: () => ++failures === 1,
    ends: () => void (failures = 0),
    pauseMs: () => (failures === 0 ? calmPauseMs : Math.max(calmPauseMs, Math.min(maxPauseMs, calmPauseMs * 2 ** failures) * (1 - random() / 2))),
  };
}
