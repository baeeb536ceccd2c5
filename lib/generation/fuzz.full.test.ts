import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { jsonSchema } from "#lib/versions/schema.ts";
import { startTestSandbox, type TestSandbox } from "../../supabase/tests/test-sandbox.ts";
import { withScratch } from "../../supabase/tests/with-scratch.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { buildBundle } from "./build.ts";
import { fuzzApi } from "./derived-tests/fuzz-api.ts";
import type { GeneratedApi } from "./parse.ts";
import { buildResources } from "./resource-builder/resource-builder.ts";
import { SAMPLE_DESCRIPTIONS } from "./sample-descriptions.ts";

/** `npm test` sends forty, to blueprints only. */
const REQUESTS = 600;
let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

const apis: [name: string, api: () => GeneratedApi][] = [
  ...catalogue.map((blueprint): [string, () => GeneratedApi] => [blueprint.name, () => apiOfBlueprint(blueprint)]),
  ...SAMPLE_DESCRIPTIONS.map(([description]): [string, () => GeneratedApi] => [description, () => buildResources(description)]),
];
for (const [name, make] of apis) {
  test(`${REQUESTS} fuzzed requests to "${name}" are answered as its document says and never with a 5xx`, async () => {
    const { files, contractTests } = make();
    const { bundle } = await buildBundle(files, sandbox.backend);
    await withScratch(bundle, sandbox.backend, async (scratch) => {
      const document = jsonSchema.parse(JSON.parse((await scratch.fetch({ method: "GET", path: "/openapi.json" })).body));
      const { broken, unfit, byStatus } = await fuzzApi(scratch, document, contractTests, REQUESTS);
      assert.deepEqual([...broken, ...unfit], []);
      assert.ok((byStatus.get("2xx") ?? 0) > 0 && (byStatus.get("4xx") ?? 0) > 0, "fuzzing reached nothing");
    });
  });
}
