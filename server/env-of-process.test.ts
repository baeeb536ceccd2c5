import assert from "node:assert/strict";
import { test } from "node:test";
import { envSchema } from "#lib/env.ts";
import { envOfProcess } from "./env-of-process.ts";

const all = Object.fromEntries([...Object.keys(envSchema.shape), "PATH"].map((name) => [name, "x"]));

test("a process gets its own database role and no other's", () => {
  const urls = (name: string) => Object.keys(envOfProcess(name, all)).filter((key) => key.endsWith("DATABASE_URL"));
  assert.deepEqual(urls("web"), ["WEB_DATABASE_URL"]);
  assert.deepEqual(urls("gateway"), ["GATEWAY_DATABASE_URL"]);
  assert.deepEqual(urls("runner").sort(), ["JOBS_DATABASE_URL", "RUNNER_DATABASE_URL"]);
});

test("model, peppers and the installation's own keys stay away from the process beside hostile code", () => {
  const runner = envOfProcess("runner", all);
  for (const name of ["ANTHROPIC_API_KEY", "KEY_PEPPER", "KEY_PEPPER_PREVIOUS", "CONSUMER_ID_SECRET", "VALID_API_KEYS", "ADMIN_API_KEY"]) assert.equal(runner[name], undefined, name);
  assert.equal(runner.PATH, "x");
});
