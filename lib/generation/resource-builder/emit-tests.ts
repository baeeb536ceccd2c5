import type { ContractTest } from "#lib/versions/schema.ts";
import { emitActionTests } from "./emit-action-tests.ts";
import { emitAggregateTests } from "./emit-aggregate-tests.ts";
import { emitDocumentTest } from "./emit-document-test.ts";
import { emitKeptTest, withoutDeleting } from "./emit-kept-test.ts";
import { emitLifeTests } from "./emit-life-tests.ts";
import { emitListTests } from "./emit-list-tests.ts";
import { emitOrderTest } from "./emit-order-test.ts";
import { emitOwnershipTest } from "./emit-ownership-test.ts";
import { emitProductTests } from "./emit-product-tests.ts";
import { emitRandomTest } from "./emit-random-test.ts";
import { emitReferenceTests } from "./emit-reference-tests.ts";
import { emitRefusalTests } from "./emit-refusal-tests.ts";
import { emitRuleTests } from "./emit-rule-tests.ts";
import { emitSpecialTests } from "./emit-special-tests.ts";
import { inOrderOfMaking } from "./in-order-of-making.ts";
import type { Resource } from "./resource-plan.ts";
import { shapesOf, type Shape } from "./resource-shape.ts";
import { testKit } from "./test-kit.ts";

const MAX_TESTS = 60;

/** What the API promises about each resource, as requests and expected replies. Each test starts with empty data, so totals are exact. */
export function emitTests(resources: Resource[]): ContractTest[] {
  const shapes = shapesOf(resources);
  const perResource = shapes.map((shape) => {
    const kit = testKit(shape);
    const tests = [
      ...emitLifeTests(kit), ...emitRefusalTests(kit), ...emitOwnershipTest(kit), ...emitReferenceTests(kit), ...emitListTests(kit), ...emitSpecialTests(kit), ...emitRandomTest(kit), ...emitActionTests(kit), ...emitRuleTests(kit), ...emitProductTests(kit), ...emitAggregateTests(kit), ...emitDocumentTest(kit),
    ];
    return [...emitKeptTest(kit), ...withoutDeleting([...emitOrderTest(kit), ...inOrderOfMaking(tests, shape)], shapes)].filter((test) => fits(test, shape));
  });
  const most = Math.floor(MAX_TESTS / Math.max(1, perResource.length));
  const isTooMany = perResource.flat().length > MAX_TESTS;
  return perResource.flatMap((tests) => (isTooMany ? tests.slice(0, most) : tests));
}

/** A test that adds more documents as one caller than one may have shows nothing; the rule has tests of its own. */
function fits({ steps }: ContractTest, { resource: { path, once = [], most } }: Shape): boolean {
  const max = once.some(({ fields, isPerCaller }) => isPerCaller && fields.length === 0) ? 1 : most?.per === null ? Number(most.max) : Infinity;
  const live = new Map<string | undefined, number>();
  return steps.every(({ request: { method, path: at, consumer }, expect: { status } }) => {
    if (status === 201 && method === "POST" && at === path) live.set(consumer, (live.get(consumer) ?? 0) + 1);
    if (status === 204) live.set(consumer, (live.get(consumer) ?? 0) - 1);
    return (live.get(consumer) ?? 0) <= max;
  });
}
