export interface Pace {
  /** When a page is read for a change that is told now. `isEndless`: of a kind that may be told for hours. */
  dueMs(nowMs: number, waitMs: number, isEndless: boolean): number;
  /** It is read now. */
  read(nowMs: number): void;
}

const AT_MOST_EVERY_MS = 1_000;
const MOST_MS = 5_000;

/** How often a page is read again: at once when little happens; for changes without end after pauses that double, until there is a lull. */
export function createPace(): Pace {
  let lastMs = -Infinity;
  let pauseMs = AT_MOST_EVERY_MS;
  return {
    dueMs: (nowMs, waitMs, isEndless) => Math.max(nowMs + waitMs, lastMs + (isEndless ? pauseMs : AT_MOST_EVERY_MS)),
    read(nowMs) {
      pauseMs = nowMs - lastMs < 2 * pauseMs ? Math.min(2 * pauseMs, MOST_MS) : AT_MOST_EVERY_MS;
      lastMs = nowMs;
    },
  };
}
