import { requireScope, type Actor } from "#lib/auth/actor.ts";
import type { Database } from "#lib/db/connect.ts";
import { checkRelease } from "./check-release.ts";
import { readRelease } from "./read-release.ts";
import type { ReleaseCheck } from "./release-schema.ts";

/** What deploying a version would break now, for whoever is about to. Throws `not_found`, `gone`, `forbidden`. */
export async function previewRelease(input: { apiId: string; number: number }, actor: Actor, deps: { db: Database }): Promise<ReleaseCheck> {
  requireScope(actor, "apis:write");
  return checkRelease(await readRelease(input, actor, deps), actor, deps);
}
