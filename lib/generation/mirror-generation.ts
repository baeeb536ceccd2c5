import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import { breakOff, hasEnded, type LiveGeneration, publish } from "./live-generations.ts";
import { readStoredEvents } from "./read-stored-events.ts";

export interface MirrorDeps {
  db: Database;
  /** Absent: the database is asked every second. */
  changes?: StoredChanges;
  log: Log;
}

const POLL_MS = 1_000;
/** In case a notification was lost although others are heard. */
const POLLS_WHEN_HEARING = 10;

/** Fills `live` from the database with what other processes store, one query per change. Returns the way to stop; it ends by itself with the build. */
export function mirrorGeneration(generationId: string, live: LiveGeneration, actor: Actor, deps: MirrorDeps): () => void {
  let isReading = false;
  let isStale = false;
  let isFailing = false;
  let polls = 0;
  const read = async (): Promise<void> => {
    isStale = true;
    if (isReading) return;
    isReading = true;
    while (isStale && !hasEnded(live)) {
      isStale = false;
      try {
        for (const entry of await readStoredEvents(generationId, live.events.length, actor, deps.db)) publish(live, entry);
        isFailing = false;
      } catch (error) {
        if (error instanceof AppError && (error.code === "not_found" || error.code === "forbidden")) {
          breakOff(live, error);
          stop();
        } else if (!isFailing) {
          // The database may be away for a moment: asked again at the next poll.
          isFailing = true;
          deps.log.warn("generation not mirrored", { generationId, error });
        }
      }
    }
    isReading = false;
    if (hasEnded(live)) stop();
  };
  const unwatch = deps.changes?.watch(generationId, () => void read());
  const timer = setInterval(() => {
    polls += 1;
    if (!deps.changes?.isHearing() || polls % POLLS_WHEN_HEARING === 0) void read();
  }, POLL_MS);
  const stop = (): void => {
    clearInterval(timer);
    unwatch?.();
  };
  void read();
  return stop;
}
