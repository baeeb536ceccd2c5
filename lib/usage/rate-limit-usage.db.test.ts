import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { CallLimit } from "#lib/rate-limit/call-limit.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { useCalls } from "../../supabase/tests/use-calls.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { rateLimitUsage } from "./rate-limit-usage.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

test("the limits stand as the gateway counts them: of the plan, of builds, and of keys with a limit of their own", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const before = await rateLimitUsage(ada.actor, fixture);
  assert.deepEqual([before.plan, before.calls, before.keys], ["free", { limit: 100, used: 0, remaining: 100, windowSeconds: 3600, leased: 0 }, []]);
  const key = await createKey({ kind: "call", name: "Shop", apiId, callsPerHour: 5 }, ada.actor, { db: fixture.db, clock: { now: () => Date.now() }, peppers: [{ version: 1, secret: "p".repeat(32) }] });
  await useCalls(fixture.admin, ada.workspaceId, "plan", 30);
  await useCalls(fixture.admin, ada.workspaceId, `key:${key.id}`, 9);
  await useCalls(fixture.admin, ada.workspaceId, `api:${apiId}`, 40);
  await fixture.admin`update public.apis set calls_per_hour = 50 where id = ${apiId}`;
  const { calls, apis, keys } = await rateLimitUsage(ada.actor, fixture);
  assert.deepEqual(calls, { limit: 100, used: 30, remaining: 70, windowSeconds: 3600, leased: 0 });
  assert.deepEqual(apis.map(({ apiId: id, used, remaining }) => [id, used, remaining]), [[apiId, 40, 10]]);
  assert.deepEqual(keys, [{ keyId: key.id, name: "Shop", limit: 5, used: 5, remaining: 0, windowSeconds: 3600, leased: 0 }]);
});

test("what gateways hold ahead is not used; what a dead one held is", async () => {
  const ada = await fixture.makeActor();
  await fixture.admin`update public.workspaces set calls_per_hour = 10000 where id = ${ada.workspaceId}`;
  const db = openGatewayDb(fixture.database.gatewayUrl, 1);
  const gateway = new CallLimit({ takeCalls: (input) => db.takeCalls(input), now: () => performance.now() });
  for (let i = 0; i < 3; i += 1) await gateway.take({ workspaceId: ada.workspaceId, userId: null }, [{ id: ada.workspaceId, subject: "plan", name: "free", limit: 10_000 }]);
  const shown = async () => {
    const { calls: { used, remaining, leased } } = await rateLimitUsage(ada.actor, fixture);
    return { used, remaining, leased };
  };
  // Of the two calls since it leased, Postgres hasn't heard yet.
  assert.deepEqual(await shown(), { used: 1, remaining: 9_999, leased: 100 });
  await fixture.admin`update private.call_leases set expires_at = now() where workspace_id = ${ada.workspaceId}`;
  assert.deepEqual(await shown(), { used: 101, remaining: 9_899, leased: 0 });
  await gateway.close();
  assert.deepEqual(await shown(), { used: 3, remaining: 9_997, leased: 0 });
  await db.close();
});

test("nobody sees another workspace's limits, nor a key without the scope", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  await useCalls(fixture.admin, ada.workspaceId, "plan", 30);
  assert.equal((await rateLimitUsage(eve.actor, fixture)).calls.used, 0);
  await assert.rejects(rateLimitUsage({ ...eve.actor, workspaceId: ada.workspaceId }, fixture), { code: "not_found" });
  await assert.rejects(rateLimitUsage(await makeKeyActor(fixture.admin, ada, ["apis:read"]), fixture), { code: "forbidden" });
});
