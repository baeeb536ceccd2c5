import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { requireOwnApi, runtimeOf, type RuntimeVerbDeps } from "./runtime-of.ts";
import type { ApiRuntime } from "./runtime-schema.ts";

/** Puts an API to sleep: calls in flight finish, the next one wakes it. Throws `not_found`, `gone`, `unavailable`. */
export async function sleepRuntime(input: { apiId: string }, actor: Actor, deps: RuntimeVerbDeps): Promise<ApiRuntime> {
  requireScope(actor, "apis:write");
  const api = await requireOwnApi(input.apiId, actor, deps);
  await deps.runtime.sleep(api.apiId);
  return runtimeOf(api, deps.runtime);
}
