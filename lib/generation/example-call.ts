import type { ContractTest } from "#lib/versions/schema.ts";
import type { LiveResult } from "./events.ts";

/** A call that works as shown: the first step of the contract tests that succeeds without anything done before it. */
export function exampleCall(tests: readonly ContractTest[]): LiveResult["example"] {
  const succeeds = (status: number | number[]): boolean => [status].flat().every((code) => code < 300);
  const first = tests.map((test) => test.steps[0]).find((step) => step && succeeds(step.expect.status));
  if (!first) return { method: "GET", path: "/openapi.json" };
  const { method, path, body } = first.request;
  return { method, path, ...(body === undefined ? {} : { body }) };
}
