import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { requireOwnApi, runtimeOf, type RuntimeVerbDeps } from "./runtime-of.ts";
import type { ApiRuntime } from "./runtime-schema.ts";

/** Wakes an API before its next call does. Throws `not_found`, `gone`, `paused`, `bad_gateway`, `unavailable`. */
export async function wakeRuntime(input: { apiId: string }, actor: Actor, deps: RuntimeVerbDeps): Promise<ApiRuntime> {
  requireScope(actor, "apis:write");
  const api = await requireOwnApi(input.apiId, actor, deps);
  await deps.runtime.wake(api.apiId);
  return runtimeOf(api, deps.runtime);
}
