import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SCOPES } from "#lib/auth/actor.ts";
import { type DescribedOperation, OPERATIONS } from "./operations.ts";
import { adminDoors, GOOD_BODY, publicDoors, scopedDoors } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

for (const door of doors) {
  describe(`${door.method} ${door.path}`, () => {
    test("without a credential: 401 with WWW-Authenticate and a problem body", async () => {
      const reply = await world.call(door, {});
      assert.equal(reply.status, 401);
      assert.equal(reply.headers.get("www-authenticate"), "Bearer");
      assert.equal(reply.headers.get("content-type"), "application/problem+json");
      assert.equal(reply.body.request_id, reply.headers.get("x-request-id"));
    });

    test("a mistyped key: 401", async () => {
      assert.equal((await world.call(door, { authorization: `Bearer ${world.ownerKey.secret.slice(0, -1)}${world.ownerKey.secret.endsWith("a") ? "b" : "a"}` })).status, 401);
    });

    test(`a key without ${door.scope}: 403 that names the scope`, async () => {
      const key = await world.storeKey(world.owner, SCOPES.filter((scope) => scope !== door.scope));
      const reply = await world.call(door, bearer(key));
      assert.equal(reply.status, 403);
      assert.equal(reply.body.scope, door.scope);
    });

    test("two credentials that differ: 400", async () => {
      assert.equal((await world.call(door, { ...bearer(world.ownerKey), "x-api-key": world.strangerKey.secret })).status, 400);
    });

    if (door.path.includes("{id}")) {
      test("another workspace's row: 404, the same body as for one that does not exist", async () => {
        const reply = await world.call(door, bearer(world.strangerKey));
        assert.equal(reply.status, 404);
        assert.equal(reply.body.error, "not_found");
      });
    }

    if (["POST", "PATCH"].includes(door.method) && GOOD_BODY[door.path]) {
      test("a body that is not JSON: 400; content that is not valid: 422 with the errors", async () => {
        assert.equal((await world.call(door, bearer(world.ownerKey), "{")).status, 400);
        const invalid = await world.call(door, bearer(world.ownerKey), '{"kind": 5, "method": "FLY", "prompt": 7, "answer": 7, "graceSeconds": 7}');
        assert.equal(invalid.status, 422);
        assert.ok(Array.isArray(invalid.body.errors));
        const unstorable = '{"kind": "management", "name": "a\\u0000", "scopes": ["apis:read"], "method": "GET", "path": "a\\u0000", "prompt": "\\u0000", "answer": "a\\u0000", "key": "a\\u0000", "graceSeconds": "\\u0000"}';
        assert.equal((await world.call(door, bearer(world.ownerKey), unstorable)).status, 422, "a text that Postgres can't hold");
      });
    }

    if (door.method !== "GET") {
      test("a session cookie from another site: 403; nothing is changed", async () => {
        const reply = await world.callAs(world.owner, door, { origin: "https://evil.example", host: "localhost:3000" });
        assert.equal(reply.status, 403);
      });
    }
  });
}

test("the twin: the owner's key reads what the stranger's could not", async () => {
  for (const door of doors.filter(({ path, method }) => method === "GET" && !/\/(events|live)$/.test(path))) {
    const reply = await world.call(door, bearer(world.ownerKey));
    assert.equal(reply.status, 200, door.path);
  }
});

test("every operation is attacked here or in admin-doors, or is public", () => {
  const all = Object.values(OPERATIONS).flatMap((operations) => Object.values<DescribedOperation>(operations)).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual([...doors, ...adminDoors(rest.open), ...publicDoors(rest.open)].map(({ method, path }) => `${method} ${path}`).toSorted(), all.toSorted());
});
