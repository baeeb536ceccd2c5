import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { getGeneration } from "./get-generation.ts";
import { type LiveGeneration, liveGenerations, readLive } from "./live-generations.ts";
import { type MirrorDeps, mirrorGeneration } from "./mirror-generation.ts";
import type { NumberedEvent } from "./record-events.ts";

interface Mirror {
  live: LiveGeneration;
  readers: number;
  stop(): void;
}
declare global {
  /** Builds of other processes that somebody reads here: one mirror each, however many read it. */
  var apiCreatorMirrors: Map<string, Mirror> | undefined;
}
const mirrors = (): Map<string, Mirror> => (globalThis.apiCreatorMirrors ??= new Map());

/**
 * The events of a generation after `afterSeq` until its end: from this process when it builds here, else from the database. Never with
 * the call key. Throws `not_found` for a missing one and for somebody else's.
 */
export async function* followGeneration(
  input: { generationId: string; afterSeq?: number }, actor: Actor, deps: MirrorDeps, signal: AbortSignal,
): AsyncGenerator<NumberedEvent, void> {
  requireScope(actor, "generations:read");
  const { id } = await getGeneration(input, actor, deps);
  const local = liveGenerations().get(id);
  if (local) return yield* readLive(local, input.afterSeq ?? 0, signal, false);
  const mirror = openMirror(id, actor, deps);
  try {
    yield* readLive(mirror.live, input.afterSeq ?? 0, signal, false);
  } finally {
    mirror.readers -= 1;
    if (mirror.readers === 0) {
      mirror.stop();
      if (mirrors().get(id) === mirror) mirrors().delete(id);
    }
  }
}

function openMirror(id: string, actor: Actor, deps: MirrorDeps): Mirror {
  let mirror = mirrors().get(id);
  // One that broke off for its first reader may be open to this one.
  if (!mirror || mirror.live.error !== undefined) {
    const live: LiveGeneration = { events: [], waiting: new Set() };
    mirror = { live, readers: 0, stop: mirrorGeneration(id, live, actor, deps) };
    mirrors().set(id, mirror);
  }
  mirror.readers += 1;
  return mirror;
}
