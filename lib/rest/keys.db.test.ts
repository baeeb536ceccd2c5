import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { adminDoors, doorOf, scopedDoors } from "./test-doors.ts";
import { bearer, BOOTSTRAP_KEY, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

test("a key is read with its ETag and changed under it; whoever has an older one is told 412", async () => {
  const [get, patch] = [doorOf(doors, "GET", "/keys/{id}"), doorOf(doors, "PATCH", "/keys/{id}")];
  const seen = await world.call(get, bearer(world.ownerKey));
  const etag = seen.headers.get("etag") ?? "";
  assert.match(etag, /^"\d+"$/);
  assert.ok(Array.isArray(seen.body.history));
  const change = (name: string, headers: Record<string, string>) => world.call(patch, { ...bearer(world.ownerKey), ...headers }, JSON.stringify({ name }));
  const changed = await change("First", { "if-match": etag });
  assert.deepEqual([changed.status, changed.body.name], [200, "First"]);
  const stale = await change("Second", { "if-match": etag });
  assert.deepEqual([stale.status, stale.body.error], [412, "precondition_failed"]);
  assert.equal((await world.call(get, bearer(world.ownerKey))).body.name, "First");
  assert.equal((await change("Third", { "if-match": `"0", ${changed.headers.get("etag")}` })).status, 200);
  assert.equal((await change("Fourth", {})).status, 200);
});

test("a list of keys comes in pages that miss none and repeat none, each linked to the next, also for keys of one moment", async () => {
  const create = doorOf(doors, "POST", "/api/v1/keys");
  for (let made = 0; made < 5; made += 1) assert.equal((await world.call(create, bearer(world.ownerKey))).status, 201);
  await world.fixture.admin`update public.keys set created_at = '2026-01-01' where workspace_id = ${world.owner.workspaceId} and kind = 'management' and name = 'CI'`;
  const list = doorOf(doors, "GET", "/api/v1/keys");
  const page = (query: string) => list.handle(new Request(`http://localhost:3000/api/v1/keys?${query}`, { headers: bearer(world.ownerKey) }), { params: Promise.resolve({}) });
  const all = ((await (await page("kind=management")).json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  const seen: string[] = [];
  for (let query: string | undefined = "kind=management&limit=2"; query !== undefined;) {
    const reply = await page(query);
    const { items } = (await reply.json()) as { items: { id: string }[] };
    assert.ok(items.length <= 2);
    seen.push(...items.map(({ id }) => id));
    query = /<[^?]+\?([^>]+)>; rel="next"/.exec(reply.headers.get("link") ?? "")?.[1];
  }
  assert.deepEqual(seen, all);
  assert.ok(all.length >= 6);
  for (const bad of ["limit=0", "limit=101", "kind=other", "cursor=x"]) assert.equal((await page(bad)).status, 422, bad);
});

test("a repeated roll makes one successor and tells its secret once", async () => {
  const roll = doorOf(doors, "POST", "/roll");
  const headers = { ...bearer(world.ownerKey), "idempotency-key": "roll-1" };
  const [first, again] = [await world.call(roll, headers), await world.call(roll, headers)];
  const { secret, ...rest } = first.body;
  assert.deepEqual([first.status, again.status, again.headers.get("idempotent-replayed"), again.body], [201, 201, "true", { ...rest, secret: null }]);
  assert.match(String(secret), /^apic_/);
  assert.equal((await world.fixture.admin`select 1 from public.keys where api_id = ${world.api.apiId}`).length, 2);
  assert.equal((await world.call(roll, bearer(world.ownerKey))).status, 409, "without the header it is another roll");
});

test("a key of the settings works in either header for the first administrator's workspace, and opens nothing that is for administrators", async () => {
  const list = doorOf(doors, "GET", "/api/v1/apis");
  const headers: Record<string, string>[] = [{ authorization: `Bearer ${BOOTSTRAP_KEY}` }, { "x-api-key": BOOTSTRAP_KEY }];
  for (const one of headers) {
    const refused = await world.call(list, one);
    assert.deepEqual([refused.status, /no administrator yet/.test(String(refused.body.message))], [403, true]);
  }
  await world.fixture.admin`update public.user_profiles set is_admin = true where id = ${world.owner.userId}`;
  for (const one of headers) assert.deepEqual(((await world.call(list, one)).body.items as { id: string }[]).map(({ id }) => id), [world.api.apiId]);
  for (const door of adminDoors(rest.open)) assert.equal((await world.call(door, headers[0] ?? {})).status, 403, door.path);
  assert.equal((await world.call(list, { authorization: `Bearer ${BOOTSTRAP_KEY}x` })).status, 401);
  assert.equal((await world.call(list, { ...headers[0], "x-api-key": world.strangerKey.secret })).status, 400);
});
