import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { AppError } from "#lib/errors.ts";
import { requireOwnApi, runtimeOf, type RuntimeVerbDeps } from "./runtime-of.ts";
import type { ApiRuntime } from "./runtime-schema.ts";
import { setApiStatus } from "./set-api-status.ts";

/** A fresh runtime, without a call dropped; also the way out for an API that was stopped because it crashed. Throws as wakeRuntime. */
export async function restartRuntime(input: { apiId: string }, actor: Actor, deps: RuntimeVerbDeps): Promise<ApiRuntime> {
  requireScope(actor, "apis:write");
  const api = await requireOwnApi(input.apiId, actor, deps);
  if (api.status === "paused") throw new AppError("paused", "This API is paused. Resume it instead.");
  if (api.status === "failed") await setApiStatus({ apiId: api.apiId, status: "active" }, actor, deps);
  await deps.runtime.restart(api.apiId);
  return runtimeOf({ ...api, status: "active" }, deps.runtime);
}
