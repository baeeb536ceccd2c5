import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { SCOPES } from "#lib/auth/actor.ts";
import { adminDoors } from "./test-doors.ts";
import { ADMIN_API_KEY, bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

for (const door of adminDoors(rest.open)) {
  test(`${door.method} ${door.path} is for administrators: nobody else, no management key, no other site`, async () => {
    assert.equal((await world.call(door, {})).status, 401);
    assert.equal((await world.call(door, { authorization: `Bearer ${ADMIN_API_KEY}!` })).status, 401);
    assert.equal((await world.call(door, bearer(world.ownerKey))).status, 403);
    const admin = await world.fixture.makeActor();
    await world.fixture.admin`update public.user_profiles set is_admin = true where id = ${admin.userId}`;
    assert.equal((await world.call(door, bearer(await world.storeKey(admin, SCOPES)))).status, 403, "a key does no more than its scopes");
    const ours = { origin: "http://localhost:3000", host: "localhost:3000" };
    assert.equal((await world.callAs(world.owner, door, ours)).status, 403);
    if (door.method !== "GET") assert.equal((await world.callAs(admin, door, { ...ours, origin: "https://evil.example" })).status, 403);
    const success = door.method === "GET" ? [204, undefined] : [200, "reloaded"];
    const reply = await world.callAs(admin, door, ours);
    assert.deepEqual([reply.status, reply.body.status], success);
    assert.equal((await world.call(door, { authorization: `Bearer ${ADMIN_API_KEY}` })).status, success[0]);
  });
}
