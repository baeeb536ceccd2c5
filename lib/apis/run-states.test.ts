import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "#lib/errors.ts";
import type { RuntimeState, RuntimeStatus } from "#lib/runtime/runtime.ts";
import { runStates } from "./run-states.ts";

const status = (apiId: string, state: RuntimeState): RuntimeStatus => ({ apiId, state, versionId: null, since: "", wakes: 0, lastWakeMs: null, memoryBytes: null, cpuMs: null, queue: 0, reason: null });
const runtime = {
  list: async () => [status("api_a", "awake"), status("api_b", "asleep"), status("api_other", "awake")],
  status: async (apiId: string) => status(apiId, "awake"),
};

test("an API is awake when its runtime runs, asleep when it does not or was never woken; others are not told", async () => {
  assert.deepEqual([...(await runStates(["api_a", "api_b", "api_c"], { runtime }))], [["api_a", { state: "awake", reason: null }], ["api_b", { state: "asleep", reason: null }], ["api_c", { state: "asleep", reason: null }]]);
  const killed = { ...runtime, status: async (apiId: string) => ({ ...status(apiId, "asleep"), reason: "It used too much memory." }) };
  assert.deepEqual([...(await runStates(["api_a"], { runtime: killed }))], [["api_a", { state: "asleep", reason: "It used too much memory." }]]);
  assert.deepEqual([...(await runStates([], { runtime }))], []);
});

test("a runner that is down or does not answer in time leaves the states out and never fails a page", async () => {
  const down = { ...runtime, list: () => Promise.reject(new AppError("unavailable", "The runtimes can't be reached.")) };
  assert.equal((await runStates(["api_a", "api_b"], { runtime: down })).size, 0);
  const silent = { ...runtime, status: () => new Promise<RuntimeStatus>(() => undefined) };
  assert.equal((await runStates(["api_a"], { runtime: silent }, 1)).size, 0);
});
