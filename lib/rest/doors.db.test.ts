import assert from "node:assert/strict";
import { after, before, describe, test } from "node:test";
import { SCOPES } from "#lib/auth/actor.ts";
import { type AnyOperation, OPERATIONS } from "./operations.ts";
import { scopedDoors, spoiled } from "./test-doors.ts";
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

    for (const lacking of door.scopes) {
      test(`a key without ${lacking}: 403 that names the scope`, async () => {
        const key = await world.storeKey(world.owner, SCOPES.filter((scope) => scope !== lacking));
        const reply = await world.call(door, bearer(key));
        assert.equal(reply.status, 403);
        assert.equal(reply.body.scope, lacking);
      });
    }

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

    if (typeof door.example === "object" && door.example !== null && "apiId" in door.example) {
      test("another workspace's API in the body: 404, as for one that does not exist", async () => {
        for (const apiId of [world.api.apiId, "api_zzzzzzzzzzzzzzzz"]) {
          const reply = await world.call(door, bearer(world.strangerKey), JSON.stringify(Object.assign({}, door.example, { apiId })));
          assert.deepEqual([reply.status, reply.body.error], [404, "not_found"]);
        }
      });
    }

    if (door.example !== undefined) {
      test("a body that is not JSON: 400; content that is not valid: 422 with the errors", async () => {
        assert.equal((await world.call(door, bearer(world.ownerKey), "{")).status, 400);
        for (const wrong of [7, spoiled(door.example, { wrong: true })]) {
          const invalid = await world.call(door, bearer(world.ownerKey), JSON.stringify(wrong));
          assert.equal(invalid.status, 422);
          assert.ok(Array.isArray(invalid.body.errors));
        }
        assert.equal((await world.call(door, bearer(world.ownerKey), JSON.stringify(spoiled(door.example, "a\u0000")))).status, 422, "a text that Postgres can't hold");
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

test("every operation that takes a body has an example, which its schema accepts", () => {
  for (const { path, body, example } of Object.values(OPERATIONS).flatMap((operations) => Object.values<AnyOperation>(operations))) {
    assert.equal(body?.safeParse(example).success, body ? true : undefined, path);
    assert.equal(example === undefined, body === undefined, path);
  }
});
