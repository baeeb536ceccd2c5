import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { once } from "./idempotency.ts";
import { doorOf, scopedDoors } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
const generate = doorOf(doors, "POST", "/api/generate");
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

test("a reply that can't be kept is given all the same, the failure is logged, and a repetition runs nothing", async () => {
  const { fixture } = world;
  const { actor } = await fixture.makeActor();
  const lines: string[] = [];
  const deps = { db: fixture.db, log: createLog("test", "error", (line) => lines.push(line)) };
  let runs = 0;
  const send = () => once({ key: "one", text: "{}", accept: "" }, async () => ({ key: "the call key", run: (runs += 1) }), actor, { deps, request: new Request("http://localhost/") });
  await fixture.admin`alter function private.keep_idempotent_reply rename to away`;
  assert.deepEqual(await send(), { key: "the call key", run: 1 });
  assert.match(lines.join(), /idempotent reply not kept/);
  await fixture.admin`alter function private.away rename to keep_idempotent_reply`;
  await assert.rejects(send(), { code: "conflict" });
  assert.equal(runs, 1);
});

test("the same Idempotency-Key and body get the first reply again and build once; another body is refused", async () => {
  const headers = { ...bearer(world.ownerKey), "idempotency-key": "order-1" };
  const count = async () => (await world.fixture.admin`select 1 from public.generations where workspace_id = ${world.owner.workspaceId}`).length;
  const first = await world.call(generate, headers);
  const builds = await count();
  const again = await world.call(generate, headers);
  assert.deepEqual([again.status, again.body.message, again.body.suggestions], [first.status, first.body.message, first.body.suggestions]);
  assert.equal(again.headers.get("idempotent-replayed"), "true");
  assert.equal((await world.call(generate, headers, '{"prompt": "Manage cars with name"}')).status, 422);
  assert.equal(await count(), builds);
  await world.fixture.admin`update private.idempotent_replies set status = null`;
  assert.equal((await world.call(generate, headers)).status, 409);
});
