import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { failureEvent } from "./failure-event.ts";
import { getGeneration } from "./get-generation.ts";
import { liveGenerations } from "./live-generations.ts";
import { endGeneration } from "./record-events.ts";

/**
 * Stops a running build; nothing of it is deployed. Throws `not_found`, and `conflict` when it already ended. A build in another
 * process is told by a notification, and can't deploy any more.
 */
export async function cancelGeneration(input: { generationId: string }, actor: Actor, deps: { db: Database }): Promise<void> {
  requireScope(actor, "generations:write");
  const generation = await getGeneration(input, actor, deps);
  if (generation.status !== "running") throw ended(generation.status);
  const controller = new AbortController();
  controller.abort();
  const isCancelled = await endGeneration({ generationId: generation.id, owner: null }, failureEvent(null, controller.signal, generation.stages), actor, deps.db);
  if (!isCancelled) throw ended((await getGeneration(input, actor, deps)).status);
  liveGenerations().get(generation.id)?.abort(undefined);
}

const ended = (status: string): AppError => new AppError("conflict", `This build already ended: it is ${status}.`);
