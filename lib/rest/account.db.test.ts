import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { accountDoors, doorOf } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = accountDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

const OURS = { origin: "http://localhost:3000", host: "localhost:3000" };

for (const door of doors) {
  describe(`${door.method} ${door.path}`, () => {
    test("without a credential: 401; with a management key of every scope: 403, because it is not the person", async () => {
      assert.equal((await world.call(door, {})).status, 401);
      const reply = await world.call(door, bearer(world.ownerKey));
      assert.equal(reply.status, 403);
      assert.match(String(reply.body.detail), /account is its owner's/);
    });

    if (door.method !== "GET") {
      test("a session cookie from another site: 403", async () => {
        assert.equal((await world.callAs(world.owner, door, { origin: "https://evil.example", host: "localhost:3000" })).status, 403);
      });
    }
  });
}

test("a person who is signed in reads, names and exports their account", async () => {
  const named = await world.callAs(world.owner, doorOf(doors, "PATCH", "/account"), OURS);
  assert.deepEqual([named.status, named.body], [200, { displayName: "Ada" }]);
  const account = await world.callAs(world.owner, doorOf(doors, "GET", "/account"), {});
  assert.deepEqual([account.status, account.body.email, account.body.displayName], [200, world.owner.email, "Ada"]);
  const exported = await world.callAs(world.owner, doorOf(doors, "GET", "/account/export"), {});
  assert.equal(exported.headers.get("content-type"), "application/x-ndjson");
  assert.match(exported.headers.get("content-disposition") ?? "", /^attachment; filename="api-creator-account-\d{4}-\d\d-\d\d\.jsonl"$/);
});
