import { step } from "#lib/blueprints/contract-step.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { asConsumer, testsOf, type TestKit } from "./test-kit.ts";
import { withArticle } from "./words.ts";

/** One at random is one of them, never another caller's or one that is gone. */
export function emitRandomTest({ shape, make, setup }: TestKit): ContractTest[] {
  const { path, singular, hasRandom } = shape.resource;
  if (!hasRandom) return [];
  const none = step("GET", `${path}/random`, 404, { expect: { error: { code: "not_found" } } });
  return testsOf(`${withArticle(singular).replace(/^a/, "A")} at random is one of those that are there`, setup(), [
    none,
    step("POST", path, 201, { body: make(1), capture: { first: "/id" } }),
    step("GET", `${path}/random`, 200, { expect: { id: "{{first}}" } }),
    ...(shape.isOwned ? [asConsumer("grace", none)] : []),
    step("POST", path, 201, { body: make(2), capture: { second: "/id" } }),
    step("DELETE", `${path}/{{first}}`, 204),
    step("GET", `${path}/random`, 200, { expect: { id: "{{second}}" } }),
    step("GET", `${path}/random?notAFilter=1`, 422, { expect: { error: { code: "invalid" } } }),
    step("DELETE", `${path}/{{second}}`, 204),
    none,
  ]);
}
