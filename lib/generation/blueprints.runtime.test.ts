import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test, type TestContext } from "node:test";
import type { Blueprint, ParameterValues } from "#lib/blueprints/blueprint.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import { createWorkerdBackend, type WorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { buildBundle } from "./build.ts";
import { checkSource } from "./check.ts";
import { contractTest } from "./contract-test.ts";

let database: TestDatabase;
let sql: Sql;
let backend: WorkerdBackend;
let directory: string;

before(async () => {
  database = await startTestDatabase();
  sql = connect(database.runnerUrl, "test-runner", 8);
  directory = mkdtempSync("/tmp/acb-");
  const log = createLog("test", "error");
  backend = await createWorkerdBackend({
    ...{ runDirectory: directory, cacheDirectory: path.join(directory, "cache"), minTier: "development", warm: 1, limits: {}, log },
    versions: { loadLive: async () => null, fail: async () => {} },
    documents: createDocumentStore(sql, log),
    logs: { write: () => {} },
  });
});
after(async () => {
  await backend.close(200);
  await sql.end();
  await database.stop();
  rmSync(directory, { recursive: true, force: true });
});

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
      await checkSource(api.files, backend);
      const { bundle } = await buildBundle(api.files, backend);
      const results: string[] = [];
      try {
        for await (const event of contractTest(bundle, api.contractTests, backend, context.signal)) {
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
