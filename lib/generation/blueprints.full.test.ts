import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { startTestSandbox, type TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { buildBundle } from "./build.ts";
import { checkSource } from "./check.ts";
import { contractTest } from "./contract-test.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

/** Everything lowest, everything highest, and each other option of each choice. The defaults, and hostile calls, are in gate.runtime.test.ts. */
function variantsOf({ parameters }: Blueprint): ParameterValues[] {
  const edge = (isHigh: boolean): ParameterValues => Object.fromEntries(parameters.map((parameter) => {
    switch (parameter.kind) {
      case "integer": return [parameter.name, isHigh ? parameter.max : parameter.min];
      case "text": return [parameter.name, "x".repeat(isHigh ? parameter.maxLength : 1)];
      case "choice": return [parameter.name, parameter.options.at(isHigh ? -1 : 0) ?? parameter.default];
      case "flag": return [parameter.name, isHigh];
    }
  }));
  const options = parameters.flatMap((parameter) => (parameter.kind === "choice" ? parameter.options.slice(1, -1).map((option) => ({ [parameter.name]: option })) : []));
  return parameters.length === 0 ? [] : [edge(false), edge(true), ...options];
}

for (const blueprint of catalogue) {
  for (const values of variantsOf(blueprint)) {
    test(`${blueprint.name} with ${JSON.stringify(values)} passes types, build, every contract test and the platform's own tests`, async (context: TestContext) => {
      const startedAt = performance.now();
      const api = apiOfBlueprint(blueprint, values);
      await checkSource(api.files, sandbox.backend);
      const { bundle } = await buildBundle(api.files, sandbox.backend);
      const results: string[] = [];
      try {
        for await (const event of contractTest(bundle, api.contractTests, sandbox.backend, context.signal)) {
          if (event.type === "test") results.push(`${event.result.status} ${event.result.name}: ${event.result.reason ?? ""}`);
        }
      } finally {
        assert.deepEqual(results.filter((result) => !result.startsWith("passed")), []);
      }
      assert.ok(results.length >= api.contractTests.length);
      context.diagnostic(`${results.length} tests, ${Math.round(performance.now() - startedAt)} ms`);
    });
  }
}
