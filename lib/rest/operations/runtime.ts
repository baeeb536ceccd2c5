import { getRuntime } from "#lib/apis/get-runtime.ts";
import { restartRuntime } from "#lib/apis/restart-runtime.ts";
import { type ApiRuntime, runtimeSchema } from "#lib/apis/runtime-schema.ts";
import { sleepRuntime } from "#lib/apis/sleep-runtime.ts";
import { wakeRuntime } from "#lib/apis/wake-runtime.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";

export const getRuntimeOperation: Operation<undefined, ApiRuntime> = {
  method: "GET",
  path: "/api/v1/apis/{id}/runtime",
  summary: "The state of an API's runtime: since when, wakes, memory, CPU time, calls that wait, and why it was stopped",
  scope: "apis:read",
  output: runtimeSchema,
  run: ({ params, actor, deps }) => getRuntime({ apiId: param(params, "id") }, actor, deps),
};

export const wakeRuntimeOperation = change("wake", "Wake an API before its next call does", wakeRuntime);
export const sleepRuntimeOperation = change("sleep", "Put an API to sleep: calls in flight finish, the next one wakes it", sleepRuntime);
export const restartRuntimeOperation = change("restart", "Give an API a fresh runtime without dropping a call; also one that was stopped because it crashed", restartRuntime);

function change(verb: string, summary: string, run: typeof wakeRuntime): Operation<undefined, ApiRuntime> {
  return {
    method: "POST", path: `/api/v1/apis/{id}/runtime/${verb}`, summary, scope: "apis:write", isRepeatable: true, output: runtimeSchema,
    run: ({ params, actor, deps }) => run({ apiId: param(params, "id") }, actor, deps),
  };
}
