import { after, before, test } from "node:test";
import { startTestSandbox, type TestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { seededRandom } from "../derived-tests/seeded-random.ts";
import { parseGeneratedApi } from "../parse.ts";
import { assertPassesAll } from "../passes-all-fixture.ts";
import { apiOfPlan } from "../resource-builder/api-of-plan.ts";
import { planOfOutline } from "./plan-of-outline.ts";
import { randomOutline } from "./random-outline.ts";

/** So many random outlines, each built and put through the gate: the form of the result, rules and types, its contract tests and those that are derived. */
export function outlinesPassTheGate(count: number, seed: number): void {
  let sandbox: TestSandbox;
  before(async () => {
    sandbox = await startTestSandbox();
  });
  after(() => sandbox.close());
  const random = seededRandom(seed);
  for (let number = 1; number <= count; number += 1) {
    const outline = randomOutline(random);
    test(`random outline ${number} of seed ${seed} (${outline.things.map(({ singular, fields }) => `${singular}: ${fields.length}`).join(", ")}) passes the whole gate`, async () => {
      await assertPassesAll(parseGeneratedApi(apiOfPlan(planOfOutline(outline))), sandbox).catch((error: unknown) => {
        throw new Error(JSON.stringify(outline), { cause: error });
      });
    });
  }
}
