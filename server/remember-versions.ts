import { monotonicClock, type Clock } from "#lib/clock.ts";
import { createBreaker } from "#lib/db/breaker.ts";
import { parseRuntimeName } from "#lib/runtime/runtime-name.ts";
import type { LiveVersion, VersionSource } from "#lib/runtime/host-ports.ts";

export interface RememberOptions {
  /** Changes committed before this moment were told to `forget`. */
  heardUntil(): number;
  clock?: Clock;
}
export interface RememberedVersions extends VersionSource {
  /** The API has changed. */
  forget(apiId: string): void;
  /** Changes may have been missed: what is known is read anew. */
  recheck(): Promise<void>;
}

const MAX_KNOWN = 200;
const LOAD_TIMEOUT_MS = 2_000;
/** With Postgres unreachable what was live serves this long, as keys do. */
const UNREACHABLE_MS = 5 * 60_000;

/** With Postgres away an API that was woken lately is woken as it was last known, if every change until then was heard. It has no data then. */
export function rememberVersions(source: VersionSource, { heardUntil, clock = monotonicClock }: RememberOptions): RememberedVersions {
  const breaker = createBreaker({ clock, onSilent: () => {} });
  const known = new Map<string, LiveVersion>();
  let changes = 0;
  const load = async (apiId: string): Promise<LiveVersion | null> => {
    const before = changes;
    const live = await breaker.run(() => source.loadLive(apiId), LOAD_TIMEOUT_MS);
    known.delete(apiId);
    // What changed while it was read may be newer.
    if (live && before === changes) known.set(apiId, live);
    const [oldest] = known.keys();
    if (known.size > MAX_KNOWN && oldest) known.delete(oldest);
    return live;
  };
  return {
    whyNotLive: (apiId) => source.whyNotLive(apiId),
    fail: (apiId, reason) => source.fail(apiId, reason),
    async loadLive(apiId) {
      try {
        return await load(apiId);
      } catch (error) {
        const last = known.get(apiId);
        if (last && clock.now() - heardUntil() < UNREACHABLE_MS) return last;
        throw error;
      }
    },
    forget(apiId) {
      changes += 1;
      for (const name of known.keys()) if (parseRuntimeName(name).apiId === apiId) known.delete(name);
    },
    async recheck() {
      changes += 1;
      const apiIds = [...known.keys()];
      known.clear();
      for (const apiId of apiIds) await load(apiId).catch(() => null);
    },
  };
}
