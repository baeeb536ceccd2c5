import { setTimeout as sleep } from "node:timers/promises";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { generationEventSchema, isTerminal, type GenerationEvent } from "./events.ts";
import { getGeneration } from "./get-generation.ts";
import { liveGenerations, readLive } from "./live-generations.ts";
import type { NumberedEvent } from "./record-events.ts";
import type { GenerationDetail } from "./schema.ts";

const POLL_MS = 300;

/**
 * The events of a generation after `afterSeq` until its end: from this process when it builds here, else from the database. Never with
 * the call key. Throws `not_found` for a missing one and for somebody else's.
 */
export async function* followGeneration(
  input: { generationId: string; afterSeq?: number }, actor: Actor, deps: { db: Database }, signal: AbortSignal,
): AsyncGenerator<NumberedEvent, void> {
  requireScope(actor, "generations:read");
  let { afterSeq = 0 } = input;
  let generation = await getGeneration(input, actor, deps);
  const live = liveGenerations().get(generation.id);
  if (live) return yield* readLive(live, afterSeq, signal, false);
  while (!signal.aborted) {
    for (const entry of await readStored(generation.id, afterSeq, actor, deps.db)) {
      afterSeq = entry.seq;
      yield entry;
      if (isTerminal(entry.event)) return;
    }
    if (generation.status !== "running") {
      for (const event of endOf(generation)) yield { seq: (afterSeq += 1), event };
      return;
    }
    await sleep(POLL_MS, undefined, { signal }).catch(() => undefined);
    generation = await getGeneration(input, actor, deps);
  }
}

async function readStored(generationId: string, afterSeq: number, actor: Actor, db: Database): Promise<NumberedEvent[]> {
  const rows = await asUser(actor, db, (tx) =>
    tx.selectFrom("generation_events").select(["seq", "event"]).where("generation_id", "=", generationId).where("workspace_id", "=", actor.workspaceId)
      .where("seq", ">", afterSeq).orderBy("seq").execute(),
  );
  return rows.map(({ seq, event }) => ({ seq, event: generationEventSchema.parse(event) }));
}

/** Deploying ends the row and the storing of events in one transaction, so the last events of a live build are told from the row. */
function endOf(generation: GenerationDetail): GenerationEvent[] {
  const { result, stages, status } = generation;
  if (status === "live" && result) {
    const deployed = stages.find((stage) => stage.name === "deploy");
    return [{ type: "stage", stage: "deploy", status: "passed", ...(deployed ? { ms: deployed.ms } : {}) }, { type: "live", result }];
  }
  return [{
    type: "failed", outcome: status === "refused" || status === "cancelled" ? status : "failed", error: generation.error ?? "generation_failed",
    message: generation.message ?? "The build did not finish. Nothing was deployed: start it again.", suggestions: [], stages,
  }];
}
