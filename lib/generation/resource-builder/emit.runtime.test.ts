import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import type { Scratch } from "#lib/runtime/runtime.ts";
import { createWorkerdBackend, type WorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import type { ContractTest } from "#lib/versions/schema.ts";
import { startTestDatabase, type TestDatabase } from "../../../supabase/tests/test-database.ts";
import { buildBundle } from "../build.ts";
import { checkSource } from "../check.ts";
import { contractTest } from "../contract-test.ts";
import { hostileCallsOf } from "../hostile-calls.ts";
import { emitSource } from "./emit-source.ts";
import { emitTests } from "./emit-tests.ts";
import { samplePlans } from "./sample-plans.ts";

let database: TestDatabase;
let sql: Sql;
let backend: WorkerdBackend;
let directory: string;

before(async () => {
  database = await startTestDatabase();
  sql = connect(database.runnerUrl, "test-runner", 8);
  directory = mkdtempSync("/tmp/ace-");
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

async function withScratch<Result>(bundle: string, work: (scratch: Scratch) => Promise<Result>): Promise<Result> {
  const scratch = await backend.openScratch(bundle);
  try {
    return await work(scratch);
  } finally {
    await scratch.close();
  }
}

/** Words of what fails at the last stage of the gate: OpenAPI, the contract tests and those that the platform derives. */
async function failing(bundle: string, tests: readonly ContractTest[]): Promise<string[]> {
  const failures: string[] = [];
  try {
    for await (const event of contractTest(bundle, tests, backend, new AbortController().signal)) {
      if (event.type === "test" && event.result.status === "failed") failures.push(`${event.result.name} [${event.result.step}]: ${event.result.reason ?? ""}`);
    }
  } catch (error) {
    if (failures.length === 0) throw error;
  }
  return failures;
}

for (const [name, resources] of Object.entries(samplePlans)) {
  const files = { "main.ts": emitSource({ name, description: `A sample: ${name}`, resources }) };
  const tests = emitTests(resources);

  test(`${name}: the source passes rules and types, its own contract tests and those that the platform derives`, async () => {
    await checkSource(files, backend);
    const { bundle } = await buildBundle(files, backend);
    assert.deepEqual(await failing(bundle, tests), []);
  });

  test(`${name}: hostile calls are never answered with a 5xx`, async () => {
    const { bundle } = await buildBundle(files, backend);
    await withScratch(bundle, async (scratch) => {
      const wrong: string[] = [];
      for (const request of hostileCallsOf(tests)) {
        const reply = await scratch.fetch(request);
        const isExplained = reply.status < 400 || request.method === "HEAD" || /"message":"[^"]/.test(reply.body);
        if (reply.status >= 500 || !isExplained) wrong.push(`${request.method} ${request.path} ${request.body?.slice(0, 60) ?? ""}: ${reply.status} ${reply.body.slice(0, 120)}`);
      }
      assert.deepEqual(wrong, []);
    });
  });

  test(`${name}: at most 60 contract tests of at most 40 steps, each with a name of its own`, () => {
    assert.ok(tests.length <= 60, String(tests.length));
    for (const one of tests) assert.ok(one.steps.length <= 40 && one.name.length <= 160, `${one.name}: ${one.steps.length}`);
    assert.equal(new Set(tests.map((one) => one.name)).size, tests.length);
  });
}
