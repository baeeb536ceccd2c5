import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createKey } from "#lib/keys/create-key.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
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
  assert.deepEqual([before.plan, before.calls, before.keys], ["free", { limit: 100, used: 0, remaining: 100, windowSeconds: 3600 }, []]);
  const key = await createKey({ kind: "call", name: "Shop", apiId, callsPerHour: 5 }, ada.actor, { db: fixture.db, clock: { now: () => Date.now() }, peppers: [{ version: 1, secret: "p".repeat(32) }] });
  await fixture.admin`select private.take_calls(${ada.workspaceId}, null, 'plan', 3600, 100, 30)`;
  await fixture.admin`select private.take_calls(${ada.workspaceId}, null, ${`key:${key.id}`}, 3600, 5, 9)`;
  const { calls, keys } = await rateLimitUsage(ada.actor, fixture);
  assert.deepEqual(calls, { limit: 100, used: 30, remaining: 70, windowSeconds: 3600 });
  assert.deepEqual(keys, [{ keyId: key.id, name: "Shop", limit: 5, used: 5, remaining: 0, windowSeconds: 3600 }]);
});

test("nobody sees another workspace's limits, nor a key without the scope", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  await fixture.admin`select private.take_calls(${ada.workspaceId}, null, 'plan', 3600, 100, 30)`;
  assert.equal((await rateLimitUsage(eve.actor, fixture)).calls.used, 0);
  await assert.rejects(rateLimitUsage({ ...eve.actor, workspaceId: ada.workspaceId }, fixture), { code: "not_found" });
  await assert.rejects(rateLimitUsage(await makeKeyActor(fixture.admin, ada, ["apis:read"]), fixture), { code: "forbidden" });
});
