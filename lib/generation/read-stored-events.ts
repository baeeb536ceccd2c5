import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { generationEventSchema, isTerminal, type GenerationEvent } from "./events.ts";
import { getGeneration, generationNotFound } from "./get-generation.ts";
import type { NumberedEvent } from "./record-events.ts";
import type { GenerationDetail } from "./schema.ts";

/** The events after `afterSeq`; with the end, stored or not, when the build has ended. Throws `not_found`. */
export async function readStoredEvents(generationId: string, afterSeq: number, actor: Actor, db: Database): Promise<NumberedEvent[]> {
  const { status, rows } = await asUser(actor, db, async (tx) => {
    // The status first: what ended before it was read has all its events stored.
    const generation = await tx.selectFrom("generations").select("status").where("id", "=", generationId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!generation) throw generationNotFound();
    const events = await tx.selectFrom("generation_events").select(["seq", "event"]).where("generation_id", "=", generationId).where("workspace_id", "=", actor.workspaceId)
      .where("seq", ">", afterSeq).orderBy("seq").execute();
    return { status: generation.status, rows: events };
  });
  const entries = rows.map(({ seq, event }) => ({ seq, event: generationEventSchema.parse(event) }));
  const last = entries.at(-1);
  if (status === "running" || (last && isTerminal(last.event))) return entries;
  let seq = last?.seq ?? afterSeq;
  return [...entries, ...endOf(await getGeneration({ generationId }, actor, { db })).map((event) => ({ seq: (seq += 1), event }))];
}

/** Deploying ends the row and the storing of events in one transaction, so the last events of a live build are told from the row. */
function endOf(generation: GenerationDetail): GenerationEvent[] {
  const { result, stages, status } = generation;
  if ((status === "live" || status === "draft") && result) {
    const deployed = stages.find((stage) => stage.name === "deploy");
    return [
      { type: "stage", stage: "deploy", status: "passed", ...(deployed ? { ms: deployed.ms } : {}) },
      status === "live" ? { type: "live", result } : { type: "draft", result, reason: generation.message },
    ];
  }
  return [{
    type: "failed", outcome: status === "refused" || status === "cancelled" ? status : "failed", error: generation.error ?? "generation_failed",
    message: generation.message ?? "The build did not finish. Nothing was deployed: start it again.", suggestions: [], stages,
  }];
}
