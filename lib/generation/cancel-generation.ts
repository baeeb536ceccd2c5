import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { failureEvent } from "./failure-event.ts";
import { getGeneration } from "./get-generation.ts";
import { liveGenerations } from "./live-generations.ts";
import { finishGeneration } from "./record-events.ts";

/**
 * Stops a running build; nothing of it is deployed. Throws `not_found`, and `conflict` when it already ended. A build in another
 * process notices at its next heartbeat, and can't deploy any more.
 */
export async function cancelGeneration(input: { generationId: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "generations:write");
  const generation = await getGeneration(input, actor, deps);
  if (generation.status !== "running") throw new AppError("conflict", `This build already ended: it is ${generation.status}.`);
  const controller = new AbortController();
  controller.abort();
  await finishGeneration(generation.id, failureEvent(null, controller.signal, generation.stages), actor, deps.db);
  liveGenerations().get(generation.id)?.abort(undefined);
}
