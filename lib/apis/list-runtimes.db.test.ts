import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { listRuntimes } from "./list-runtimes.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

test("each API of the workspace is listed with its runtime, those at work first, and none of another workspace's", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const [idle, busy, paused, theirs] = [await seedApi(fixture.admin, ada), await seedApi(fixture.admin, ada), await seedApi(fixture.admin, ada), await seedApi(fixture.admin, eve)];
  await fixture.admin`update public.apis set status = 'paused' where id = ${paused.apiId}`;
  const runtime = createFakeRuntime();
  for (const { apiId } of [busy, theirs]) await runtime.wake(apiId);
  const { health, runtimes } = await listRuntimes(ada.actor, { db: fixture.db, runtime });
  assert.equal(health?.tier, "development");
  assert.deepEqual(runtimes.map(({ apiId, runtime: now }) => [apiId, now?.state]).slice(0, 1), [[busy.apiId, "awake"]]);
  assert.deepEqual(new Map(runtimes.map(({ apiId, runtime: now }) => [apiId, now?.state])), new Map([[busy.apiId, "awake"], [idle.apiId, "asleep"], [paused.apiId, "paused"]]));
});

test("while the runner is away the APIs are listed without a state; a key without the scope sees none", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const away = async (): Promise<never> => { throw new Error("away"); };
  assert.deepEqual((await listRuntimes(ada.actor, { db: fixture.db, runtime: { health: away, list: away } })), { health: null, runtimes: [{ apiId, name: "Books", day: { calls: 0, errors: 0, clientErrors: 0, meanMs: null }, runtime: null }] });
  await assert.rejects(listRuntimes(await makeKeyActor(fixture.admin, ada, ["keys:read"]), { db: fixture.db, runtime: createFakeRuntime() }), { code: "forbidden" });
});
