import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { z } from "zod";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { type AnyOperation, OPERATIONS } from "./operations.ts";
import { isOnce } from "./openapi/is-once.ts";
import { doorOf, scopedDoors } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());
const operations = Object.values(OPERATIONS).flatMap((all) => Object.values<AnyOperation>(all));

test("a list of APIs comes in pages that miss none and repeat none, also of APIs of one moment; a cursor of another list is refused", async () => {
  const { fixture, owner, ownerKey } = world;
  for (let made = 0; made < 4; made += 1) await seedApi(fixture.admin, owner);
  await fixture.admin`update public.apis set created_at = '2026-01-01' where workspace_id = ${owner.workspaceId}`;
  const list = doorOf(doors, "GET", "/api/v1/apis");
  const page = (query: string) => list.handle(new Request(`http://localhost:3000/api/v1/apis?${query}`, { headers: bearer(ownerKey) }), { params: Promise.resolve({}) });
  const idsOf = async (reply: Response) => ((await reply.json()) as { items: { id: string }[] }).items.map(({ id }) => id);
  const all = await idsOf(await page(""));
  const seen: string[] = [];
  for (let query: string | undefined = "limit=2"; query !== undefined;) {
    const reply = await page(query);
    query = /<[^?]+\?([^>]+)>; rel="next"/.exec(reply.headers.get("link") ?? "")?.[1];
    seen.push(...(await idsOf(reply)));
  }
  assert.deepEqual([seen, all.length], [all, 5]);
  for (const bad of ["limit=0", "limit=101", "cursor=x", `cursor=${Buffer.from(world.api.keyId).toString("base64url")}`]) assert.equal((await page(bad)).status, 422, bad);
});

test("an API is read with its ETag and changed under it; whoever has an older one is told 412, and nothing is changed", async () => {
  const [get, patch] = [doorOf(doors, "GET", "/api/v1/apis/{id}"), doorOf(doors, "PATCH", "/api/v1/apis/{id}")];
  const read = async () => (await world.call(get, bearer(world.ownerKey)));
  const change = (callsPerHour: number, headers: Record<string, string>) => world.call(patch, { ...bearer(world.ownerKey), ...headers }, JSON.stringify({ callsPerHour }));
  const etag = (await read()).headers.get("etag") ?? "";
  assert.match(etag, /^"[\w-]{16}"$/);
  const changed = await change(7, { "if-match": etag });
  assert.deepEqual([changed.status, changed.body.callsPerHour], [200, 7]);
  const again = await read();
  assert.equal(again.headers.get("etag"), changed.headers.get("etag"));
  const stale = await change(8, { "if-match": etag });
  assert.deepEqual([stale.status, stale.body.error, (await read()).body.callsPerHour], [412, "precondition_failed", 7]);
  await world.fixture.admin`update public.apis set name = 'Renamed' where id = ${world.api.apiId}`;
  assert.equal((await change(8, { "if-match": changed.headers.get("etag") ?? "" })).status, 412, "another part of it was changed");
  assert.equal((await change(9, {})).status, 200);
});

test("two changes of one API under the same ETag at once: one is made, the other is told 412", async () => {
  const patch = doorOf(doors, "PATCH", "/api/v1/apis/{id}");
  const etag = (await world.call(doorOf(doors, "GET", "/api/v1/apis/{id}"), bearer(world.ownerKey))).headers.get("etag") ?? "";
  const replies = await Promise.all([11, 12, 13, 14].map((callsPerHour) => world.call(patch, { ...bearer(world.ownerKey), "if-match": etag }, JSON.stringify({ callsPerHour }))));
  assert.deepEqual(replies.map(({ status }) => status).toSorted(), [200, 412, 412, 412]);
});

test("every list has items and a cursor, every one that can grow is asked for by limit and cursor, and what has an ETag is changed under If-Match", () => {
  for (const { method, path, output, query } of operations) {
    if (method !== "GET" || !(output instanceof z.ZodObject) || !("items" in output.shape)) continue;
    assert.ok("cursor" in output.shape, `${path} has no cursor`);
    const isWhole = output.shape["cursor"] instanceof z.ZodNull;
    assert.deepEqual([query !== undefined && "cursor" in query.shape, query !== undefined && "limit" in query.shape], isWhole ? [false, false] : [true, true], path);
  }
  const tagged = operations.filter(({ etag }) => etag);
  for (const { path } of tagged) assert.equal(new Set(tagged.filter((one) => one.path === path).map(({ method }) => method === "GET")).size, 2, `${path} is read with an ETag and changed under it`);
});

test("what a POST tells once is not kept for its repetition", () => {
  const isSecret = (output: z.ZodType | undefined): boolean => output instanceof z.ZodObject && Object.keys(output.shape).some((name) => /^(key|secret|token|password)$/i.test(name));
  const telling = operations.filter((operation) => isOnce(operation) && isSecret(operation.output));
  assert.ok(telling.length > 0);
  for (const operation of telling) assert.ok("toldAgain" in operation && operation.toldAgain !== undefined, operation.path);
});
