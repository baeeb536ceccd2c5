import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { createLog } from "#lib/log.ts";
import { until } from "../../supabase/tests/until.ts";
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
  const send = () => once({ key: "one", of: ["/x", "", "{}"], status: 200, toldAgain: () => null }, async () => ({ key: "the call key", run: (runs += 1) }), actor, { deps, request: new Request("http://localhost/") });
  await fixture.admin`alter function private.keep_idempotent_reply rename to away`;
  assert.deepEqual(await send(), { key: "the call key", run: 1 });
  assert.match(lines.join(), /idempotent reply not kept/);
  await fixture.admin`alter function private.away rename to keep_idempotent_reply`;
  await assert.rejects(send(), { code: "conflict" });
  assert.equal(runs, 1);
});

test("a request that takes longer than a key is kept for who died holds its key: a repetition starts nothing", async () => {
  const { fixture } = world;
  const { actor } = await fixture.makeActor();
  const deps = { db: fixture.db, log: createLog("test", "error", () => {}) };
  let runs = 0;
  let finish = (): void => {};
  const send = (run: () => Promise<object>) => once({ key: "long", of: ["/x", "", "{}"], status: 200, toldAgain: (output) => output, holdEveryMs: 5 }, run, actor, { deps, request: new Request("http://localhost/") });
  const first = send(() => new Promise((resolve) => void (runs += 1, finish = () => resolve({ built: true }))));
  await until(async () => runs === 1, "the first one runs");
  await fixture.admin`update private.idempotent_replies set created_at = now() - interval '11 minutes' where key = 'long'`;
  await until(async () => (await fixture.admin`select from private.idempotent_replies where key = 'long' and created_at > now() - interval '1 minute'`).length === 1, "the key is held");
  await assert.rejects(send(async () => ({ again: (runs += 1) })), { code: "conflict" });
  finish();
  assert.deepEqual([await first, runs], [{ built: true }, 1]);
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

test("a repeated creation of a key makes no second one and tells its id, not its secret, which is stored nowhere; keys:write is enough", async () => {
  const { fixture, owner, call, storeKey } = world;
  const create = doorOf(doors, "POST", "/api/v1/keys");
  const body = JSON.stringify({ kind: "management", name: "CI", scopes: ["keys:write"] });
  const headers = { ...bearer(await storeKey(owner, ["keys:write"])), "idempotency-key": "key-1" };
  const first = await call(create, headers, body);
  const again = await call(create, headers, body);
  const { secret, ...rest } = first.body;
  assert.deepEqual([first.status, again.status, again.headers.get("idempotent-replayed"), again.body], [201, 201, "true", { ...rest, secret: null }]);
  const place = `/api/v1/keys/${String(rest["id"])}`;
  assert.deepEqual([first.headers.get("location"), again.headers.get("location"), first.headers.get("cache-control")], [place, place, "no-store"]);
  assert.deepEqual([...(await fixture.admin`select id from public.keys where name = 'CI'`)], [{ id: rest["id"] }]);
  const kept = JSON.stringify(await fixture.admin`select * from private.idempotent_replies`);
  assert.deepEqual([kept.includes(String(rest["id"])), kept.includes(String(secret).slice(5, 30))], [true, false]);
  assert.equal((await call(create, headers, body.replace("CI", "CD"))).status, 422);
});

test("an Idempotency-Key stands for one request at one address", async () => {
  const { call, ownerKey } = world;
  const body = JSON.stringify({ prompt: "Manage books with title", kind: "management", name: "Both", scopes: ["apis:read"] });
  const headers = { ...bearer(ownerKey), "idempotency-key": "both" };
  assert.equal((await call(generate, headers, body)).body.error, "generation_refused");
  const other = await call(doorOf(doors, "POST", "/api/v1/keys"), headers, body);
  assert.match(String(other.body.message), /was used with another request/);
});

test("the same Idempotency-Key rolls two keys: the address that was asked is part of the request, not the form of it", async () => {
  const { fixture, owner, ownerKey } = world;
  const roll = doorOf(doors, "POST", "/roll");
  const rolled = async (keyId: string) => {
    const request = new Request(`http://localhost:3000/api/v1/keys/${keyId}/roll`, { method: "POST", headers: { ...bearer(ownerKey), "idempotency-key": "roll-both" }, body: JSON.stringify(roll.example) });
    return roll.handle(request, { params: Promise.resolve({ id: keyId }) });
  };
  await world.storeKey(owner, ["apis:read"]);
  const [one, other] = await fixture.admin<{ id: string }[]>`select id from public.keys where workspace_id = ${owner.workspaceId} and kind = 'management' and revoked_at is null and replaced_by is null order by created_at limit 2`;
  assert.equal((await rolled(one?.id ?? "")).status, 201);
  assert.equal((await rolled(other?.id ?? "")).status, 422, "another request, not the first one's reply");
});

test("whoever may write anything may repeat it: a change with another scope is kept as well, also what has nothing to say and what has an ETag", async () => {
  const { fixture, owner, storeKey } = world;
  const deps = { db: fixture.db, log: createLog("test", "error", () => {}) };
  const { hash } = await storeKey(owner, ["documents:write"]);
  const [stored] = await fixture.admin<{ id: string }[]>`select id from public.keys where key_hash = ${hash}`;
  const as = { kind: "managementKey" as const, userId: owner.userId, workspaceId: owner.workspaceId, keyId: stored?.id ?? "", scopes: ["documents:write"] };
  let runs = 0;
  const send = <Output>(key: string, status: number, output: () => Output | Response) => once({ key, of: ["POST", key], status, toldAgain: (told: Output) => told }, async () => ((runs += 1), output()), as, { deps, request: new Request("http://localhost/") });
  await send("nothing", 204, () => undefined);
  const nothing = await send("nothing", 204, () => undefined);
  assert.ok(nothing instanceof Response);
  assert.equal(nothing.status, 204);
  const tagged = () => Response.json({ id: 1 }, { status: 201, headers: { ETag: '"1"' } });
  await send("tagged", 201, tagged);
  const again = await send("tagged", 201, tagged);
  assert.ok(again instanceof Response);
  assert.deepEqual([again.status, again.headers.get("etag"), await again.json()], [201, '"1"', { id: 1 }]);
  assert.equal(runs, 2);
  await send("long", 200, () => ({ text: "x".repeat(300_000) }));
  await assert.rejects(send("long", 200, () => ({})), { code: "conflict", message: /was carried out; its reply was too long/ });
  assert.equal(runs, 3);
});

test("an Idempotency-Key of one person tells nobody else of the workspace what they were told", async () => {
  const { fixture, owner, call, storeKey } = world;
  const create = doorOf(doors, "POST", "/api/v1/keys");
  const body = JSON.stringify({ kind: "management", name: "Theirs", scopes: ["keys:write"] });
  const [one, other] = [await storeKey(owner, ["keys:write"]), await storeKey(owner, ["keys:write"])];
  const first = await call(create, { ...bearer(one), "idempotency-key": "shared" }, body);
  const second = await call(create, { ...bearer(other), "idempotency-key": "shared" }, body);
  assert.deepEqual([first.status, second.status, second.body["id"]], [201, 422, undefined]);
  const dev = await fixture.makeActor();
  const log = createLog("test", "error", () => {});
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${owner.workspaceId}, ${dev.userId}, 'developer')`;
  const send = (actor: Actor) => once({ key: "people", of: ["POST", "/x"], status: 200, toldAgain: (told: string) => told }, async () => "told", actor, { deps: { db: fixture.db, log }, request: new Request("http://localhost/") });
  assert.equal(await send({ ...dev.actor, userId: owner.userId, workspaceId: owner.workspaceId }), "told");
  await assert.rejects(send({ ...dev.actor, workspaceId: owner.workspaceId }), { code: "invalid" });
});

test("an upload refuses an Idempotency-Key with words: it would be stored twice", async () => {
  const reply = await world.call(doorOf(doors, "POST", "/import"), { ...bearer(world.ownerKey), "idempotency-key": "upload-1", "content-type": "application/x-ndjson" }, "{}");
  assert.deepEqual([reply.status, reply.body.error], [400, "malformed"]);
  assert.match(String(reply.body.message), /takes no Idempotency-Key/);
});
