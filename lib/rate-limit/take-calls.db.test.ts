import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openGatewayDb, type GatewayDb } from "#lib/db/gateway-db.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";

let database: TestDatabase;
let db: GatewayDb;
before(async () => {
  database = await startTestDatabase();
  db = openGatewayDb(database.gatewayUrl);
});
after(async () => {
  await db.close();
  await database.stop();
});

// The database's clock can't be moved: a window of three seconds is waited for.
test("who waits as long as told gets a call; the window never gives more than its limit", { timeout: 30_000 }, async () => {
  const { workspaceId } = await database.makeUser();
  const take = (want: number) => db.takeCalls({ workspaceId, userId: null, subject: "plan", windowSeconds: 3, limit: 20, want });
  assert.equal((await take(50)).granted, 20);
  for (let i = 0; i < 2; i += 1) {
    const refused = await take(50);
    assert.equal(refused.granted, 0);
    assert.ok(refused.retrySeconds > 0 && refused.retrySeconds <= 5, String(refused.retrySeconds));
    await new Promise((resolve) => setTimeout(resolve, refused.retrySeconds * 1000));
    const granted = await take(50);
    assert.ok(granted.granted >= 1 && granted.used <= 20);
  }
});
