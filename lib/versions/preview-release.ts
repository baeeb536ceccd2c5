import { requireOwnApi } from "#lib/apis/runtime-of.ts";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { checkRelease } from "./check-release.ts";
import { readLive } from "./deploy-version.ts";
import { getVersion } from "./get-version.ts";
import type { VersionDeps } from "./list-versions.ts";
import type { ReleaseCheck } from "./release-schema.ts";

/** What deploying a version would break now, for whoever is about to. Throws `not_found`, `gone`, `forbidden`. */
export async function previewRelease(input: { apiId: string; number: number }, actor: Actor, deps: VersionDeps): Promise<ReleaseCheck & { live: number | null }> {
  requireScope(actor, "apis:write");
  const { apiId } = await requireOwnApi(input.apiId, actor, deps);
  const [from, to] = [await readLive(apiId, actor, deps), await getVersion({ apiId, number: input.number }, actor, deps)];
  return { ...(await checkRelease({ apiId, from, to }, actor, deps)), live: from?.number ?? null };
}
