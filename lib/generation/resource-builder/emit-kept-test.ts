import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import type { Shape } from "./resource-shape.ts";
import { testsOf, type TestKit } from "./test-kit.ts";
import { sentenceCase, withArticle } from "./words.ts";

/** What is never deleted has no such route. */
export function emitKeptTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, singular, isKept } = shape.resource;
  if (!isKept) return [];
  return testsOf(`${sentenceCase(withArticle(singular))} is never deleted`, setup(), [
    step("POST", path, 201, { body: make(1), capture: { id: "/id" } }),
    step("DELETE", `${path}/{{id}}`, 404, { expect: { error: { code: "not_found", message: { $type: "string" } } } }),
    step("GET", `${path}/{{id}}`, 200, { expect: { id: "{{id}}", version: 1 } }),
  ]);
}

/** A test goes as far as it can without deleting what is never deleted. */
export function withoutDeleting(tests: ContractTest[], shapes: readonly Shape[]): ContractTest[] {
  const kept = shapes.filter(({ resource }) => resource.isKept).map(({ resource }) => `${resource.path}/`);
  if (kept.length === 0) return tests;
  return tests.flatMap((test) => {
    const at = test.steps.findIndex(({ request: { method, path } }) => method === "DELETE" && kept.some((one) => path.startsWith(one)));
    const steps = at < 0 ? test.steps : test.steps.slice(0, at);
    return steps.length > 0 ? [{ ...test, steps }] : [];
  });
}
