import { sql } from "kysely";
import { deleteApi } from "#lib/apis/delete-api.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import type { StartDeps } from "#lib/generation/generation-deps.ts";
import { startGeneration } from "#lib/generation/start-generation.ts";
import { SAMPLE_BLUEPRINT } from "./schema.ts";

/** Builds the sample as anybody's API is built, with its tests, and makes it the one of this installation. Returns its id, or that of one that another process made first. */
export async function buildSample(actor: Actor, deps: StartDeps): Promise<string> {
  const prompt = catalogue.find(({ id }) => id === SAMPLE_BLUEPRINT)?.examplePrompt;
  const started = await startGeneration({ prompt, blueprint: { id: SAMPLE_BLUEPRINT, parameters: {} }, ask: false }, actor, deps);
  let isLive = false;
  for await (const { event } of started.events()) isLive ||= event.type === "live";
  if (!isLive) throw new AppError("unavailable", "The sample API could not be built. Try again in a minute, or sign up and describe your own.", { headers: { "Retry-After": "60" } });
  const apiId = await asUser(actor, deps.db, async (tx) => (await sql<{ id: string }>`select private.set_sample(${started.apiId}) as id`.execute(tx)).rows[0]?.id ?? started.apiId);
  if (apiId !== started.apiId) await deleteApi({ apiId: started.apiId }, actor, deps);
  return apiId;
}
