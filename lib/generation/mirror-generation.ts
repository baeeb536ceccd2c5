import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { StoredChanges } from "#lib/db/stored-changes.ts";
import { watchStored } from "#lib/db/watch-stored.ts";
import { breakOff, hasEnded, type LiveGeneration, publish } from "./live-generations.ts";
import { readStoredEvents } from "./read-stored-events.ts";

export interface MirrorDeps {
  db: Database;
  /** Absent: the database is asked every second. */
  changes?: StoredChanges;
  log: Log;
}

/** Fills `live` from the database with what other processes store, one query per change. Returns the way to stop; it ends by itself with the build. */
export function mirrorGeneration(generationId: string, live: LiveGeneration, actor: Actor, deps: MirrorDeps): () => void {
  let isReading = false;
  let isStale = false;
  let isFailing = false;
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
  const stop = watchStored(generationId, deps.changes, () => void read());
  void read();
  return stop;
}
