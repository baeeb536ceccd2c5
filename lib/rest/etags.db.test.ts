import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { seedVersion } from "../../supabase/tests/seed-version.ts";
import { doorOf, scopedDoors } from "./test-doors.ts";
import { bearer, testRest, type RestReply, type RestWorld } from "./test-rest.ts";

const METHODS = ["GET", "POST", "PUT", "DELETE"];
const rest = testRest();
const doors = scopedDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
  const { fixture, api } = world;
  await seedVersion(fixture.admin, api.apiId, { number: 2, wasLive: true, secretNames: ["TOKEN"], openapi: { openapi: "3.1.0", paths: { "/books": Object.fromEntries(METHODS.map((method) => [method.toLowerCase(), { responses: {} }])) } } });
  await fixture.admin`update public.versions set hosts = '{api.example.com}' where api_id = ${api.apiId} and number = 2`;
  await fixture.admin`update public.apis set live_version_id = (select v.id from public.versions v where v.api_id = ${api.apiId} and v.number = 2) where id = ${api.apiId}`;
});
after(() => rest.stop());

const LIST = "/api/v1/apis/{id}";
/** What is read with an ETag, and changes of it that differ. */
const CASES = [
  { path: `${LIST}/routes`, method: "PATCH", status: 204, bodies: METHODS.map((method) => ({ method, path: "/books", isPublic: true })) },
  { path: `${LIST}/secrets`, method: "POST", status: 204, bodies: ["one", "two", "three", "four"].map((value) => ({ name: "TOKEN", value: `canary-${value}-00` })) },
  { path: `${LIST}/versions/{number}`, method: "PATCH", status: 200, bodies: [1, 2, 3, 4].map((day) => ({ deprecated: true, sunset: `2099-01-0${day}T00:00:00.000Z` })) },
] as const;

for (const { path, method, status, bodies } of CASES) {
  const send = (body: object | undefined, etag?: string): Promise<RestReply> => world.call(doorOf(doors, method, path), { ...bearer(world.ownerKey), ...(etag === undefined ? {} : { "if-match": etag }) }, JSON.stringify(body));
  const read = async (): Promise<string> => (await world.call(doorOf(doors, "GET", path), bearer(world.ownerKey))).headers.get("etag") ?? "";

  test(`${path}: of changes under one ETag at once one is made, the others are told 412; without it, or with the one of the answer, they are made`, async () => {
    const etag = await read();
    assert.match(etag, /^"[\w-]{16}"$/);
    const replies = await Promise.all(bodies.map((body) => send(body, etag)));
    assert.deepEqual(replies.map((reply) => reply.status).toSorted(), [status, 412, 412, 412]);
    const made = replies.find((reply) => reply.status === status);
    assert.equal(made?.headers.get("etag"), await read());
    assert.notEqual(made?.headers.get("etag"), etag);
    assert.equal((await send(bodies[0], etag)).status, 412);
    assert.equal((await send(bodies[1], await read())).status, status);
    assert.equal((await send(bodies[2])).status, status);
  });
}

test("a secret that was replaced since its list was read is not deleted under the list's ETag", async () => {
  const remove = (etag: string) => world.call(doorOf(doors, "DELETE", `${LIST}/secrets/{name}`), { ...bearer(world.ownerKey), "if-match": etag });
  assert.equal((await remove('"0123456789abcdef"')).status, 412);
});
