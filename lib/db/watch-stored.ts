import type { StoredChanges } from "./stored-changes.ts";

const POLL_MS = 1_000;
/** In case a notification was lost although others are heard. */
const POLLS_WHEN_HEARING = 10;

/**
 * Says when something of a build or an API may have been stored: at once while notifications are heard, else every second (also without
 * `changes`). `onStale` may come while nothing is new. Returns the way to stop.
 */
export function watchStored(id: string, changes: StoredChanges | undefined, onStale: () => void): () => void {
  let polls = 0;
  const unwatch = changes?.watch(id, onStale);
  const timer = setInterval(() => {
    polls += 1;
    if (!changes?.isHearing() || polls % POLLS_WHEN_HEARING === 0) onStale();
  }, POLL_MS);
  return () => {
    clearInterval(timer);
    unwatch?.();
  };
}
