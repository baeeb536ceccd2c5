import type { Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { apiProgress } from "./api-progress.ts";
import { startEdit } from "./edit/start-edit.ts";
import type { StartDeps } from "./generation-deps.ts";
import type { StartedGeneration } from "./start-generation.ts";

/** Starts a change in words that goes live once it passes. Throws like startEdit, and `conflict` while the API's first build runs or when it came to nothing. */
export async function writeDescribedApi({ apiId, text }: { apiId: string; text: string }, actor: Actor, deps: StartDeps): Promise<StartedGeneration> {
  const { status, generationId, hasApi } = await apiProgress({ apiId }, actor, deps);
  if (generationId !== null) throw new AppError("conflict", "This API is still being built: change it once its status is active.", { headers: { "Retry-After": "2" } });
  if (!hasApi) throw new AppError("conflict", `There is nothing to change: this API is ${status}. Its history says why; describe it anew.`);
  return startEdit({ apiId, text, deploys: true, ask: false }, actor, deps);
}
