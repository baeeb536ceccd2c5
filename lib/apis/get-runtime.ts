import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { requireOwnApi, runtimeOf, type RuntimeVerbDeps } from "./runtime-of.ts";
import type { ApiRuntime } from "./runtime-schema.ts";

/** The state of an API's runtime, and what it uses. Throws `not_found`, `gone`, `unavailable`. */
export async function getRuntime(input: { apiId: string }, actor: Actor, deps: RuntimeVerbDeps): Promise<ApiRuntime> {
  requireScope(actor, "apis:read");
  return runtimeOf(await requireOwnApi(input.apiId, actor, deps), deps.runtime);
}
