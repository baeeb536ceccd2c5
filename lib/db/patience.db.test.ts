import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import { connect } from "./connect.ts";

let database: TestDatabase;
before(async () => {
  database = await startTestDatabase();
});
after(() => database.stop());

async function settingsOf(url: string): Promise<Record<string, string>> {
  const sql = connect(url, "test-patience", 1);
  const rows = await sql<{ name: string; setting: string }[]>`select name, setting from pg_settings where name in ('statement_timeout', 'idle_in_transaction_session_timeout')`;
  await sql.end({ timeout: 1 });
  return Object.fromEntries(rows.map(({ name, setting }) => [name, setting]));
}

test("a statement or transaction that its process has given up, or can't end because it hangs, is ended by Postgres; only jobs may take their time", async () => {
  assert.deepEqual(await settingsOf(database.gatewayUrl), { statement_timeout: "8000", idle_in_transaction_session_timeout: "15000" });
  for (const url of [database.webUrl, database.runnerUrl]) assert.deepEqual(await settingsOf(url), { statement_timeout: "60000", idle_in_transaction_session_timeout: "60000" });
  assert.deepEqual(await settingsOf(database.jobsUrl), { statement_timeout: "0", idle_in_transaction_session_timeout: "0" });
});
