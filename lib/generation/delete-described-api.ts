import { deleteApi } from "#lib/apis/delete-api.ts";
import type { Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { apiProgress } from "./api-progress.ts";
import { cancelGeneration } from "./cancel-generation.ts";

/** Deletes an API, or cancels the build that would have made it. What is deleted already, or never came to be, stays so. Throws `not_found`, `forbidden`. */
export async function deleteDescribedApi(input: { apiId: string }, actor: Actor, deps: { db: Database; publicUrl: string }): Promise<void> {
  const { status, generationId } = await apiProgress(input, actor, deps);
  if (status === "active" || status === "paused") return deleteApi(input, actor, deps);
  if (generationId === null) return deleteApi(input, actor, deps).catch(unlessMissing);
  await cancelGeneration({ generationId }, actor, deps).catch((error: unknown) => {
    // It went live, or came to nothing, since we looked.
    if (error instanceof AppError && error.code === "conflict") return deleteApi(input, actor, deps).catch(unlessMissing);
    throw error;
  });
}

function unlessMissing(error: unknown): void {
  if (!(error instanceof AppError && error.code === "not_found")) throw error;
}
