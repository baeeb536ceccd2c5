import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import { createWorkerdBackend, type WorkerdBackend } from "#lib/runtime/workerd/workerd-backend.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import { buildBundle } from "./build.ts";
import { design } from "./built-in-generator.ts";
import { checkSource } from "./check.ts";
import { contractTest } from "./contract-test.ts";
import type { GeneratedApi } from "./parse.ts";

let database: TestDatabase;
let sql: Sql;
let backend: WorkerdBackend;
let directory: string;

before(async () => {
  database = await startTestDatabase();
  sql = connect(database.runnerUrl, "test-runner", 8);
  directory = mkdtempSync("/tmp/acg-");
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

/** Throws with the words of the first failing stage. */
async function passGate(api: GeneratedApi): Promise<void> {
  await checkSource(api.files, backend);
  const { bundle } = await buildBundle(api.files, backend);
  const events = contractTest(bundle, api.contractTests, backend, new AbortController().signal);
  let passed = 0;
  for await (const event of events) if (event.type === "test" && event.result.status === "passed") passed += 1;
  assert.equal(passed, api.contractTests.length);
}

const DESCRIPTIONS = [
  ...catalogue.map((blueprint) => blueprint.examplePrompt),
  "Manage books with title, author and year",
  "a garage's cars with plate, owner and next service date",
  "a to-do list with due dates and a filter for overdue ones",
  "a contact book that refuses a second contact with the same email",
  "authors with name and books with title and author",
  "members with name, unique email, unique phone, website, start time, created on date, bio (optional), tags, is active, rating from 1 to 5 and plan either basic, plus or pro",
  "loans with book, borrower, due date and returned; show overdue loans",
  "policies with name, limit, order, version and app; classes with class and default",
];
for (const description of DESCRIPTIONS) {
  test(`"${description}" passes the whole gate in the sandbox`, async () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    await passGate(outcome.api);
  });
}
