import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeKey } from "#lib/keys/key-format.ts";
import { doorOf, publicDoors, scopedDoors } from "./test-doors.ts";
import { bearer, testRest, type RestWorld } from "./test-rest.ts";

const rest = testRest();
const doors = scopedDoors(rest.open);
const generate = doorOf(doors, "POST", "/api/generate");
let world: RestWorld;
before(async () => {
  world = await rest.start();
});
after(() => rest.stop());

test("a refused description answers 422 with the generator's words and suggestions, and leaves no API behind", async () => {
  const reply = await world.call(generate, bearer(world.ownerKey));
  assert.equal(reply.status, 422);
  assert.equal(reply.body.error, "generation_refused");
  assert.equal(reply.body.message, "This can't be built.");
  assert.deepEqual(reply.body.suggestions, ["Manage books with title"]);
  const [row] = await world.fixture.admin`select count(*)::int as n from public.apis where workspace_id = ${world.owner.workspaceId}`;
  assert.equal(row?.n, 1);
});

test("a session cookie of our own page may write: pause and resume", async () => {
  const pause = doorOf(doors, "POST", "/pause");
  const resume = doorOf(doors, "POST", "/resume");
  const headers = { origin: "http://localhost:3000", host: "localhost:3000" };
  assert.equal((await world.callAs(world.owner, pause, headers)).status, 200);
  const [paused] = await world.fixture.admin`select status from public.apis where id = ${world.api.apiId}`;
  assert.equal(paused?.status, "paused");
  assert.equal((await world.callAs(world.owner, resume, headers)).status, 200);
});

test("a declared host is approved, listed and revoked; a secret is set for the declared hosts, listed by name only and deleted; nothing else is", async () => {
  await world.fixture.admin`update public.versions set hosts = '{api.example.com,10.0.0.1}', secret_names = '{TOKEN}', host_reasons = '{"api.example.com": "The weather"}' where id = ${world.api.versionId}`;
  const door = (method: string, path: string) => doorOf(doors, method, path);
  const items = async (path: string) => (await world.call(door("GET", path), bearer(world.ownerKey))).body.items as Record<string, unknown>[];
  assert.deepEqual(await items("/hosts"), [{ host: "api.example.com", why: "The weather", isDeclared: true, approvedAt: null }]);
  assert.equal((await world.call(door("DELETE", "/hosts/{host}"), bearer(world.ownerKey))).status, 404);
  assert.equal((await world.call(door("POST", "/hosts"), bearer(world.ownerKey))).status, 204);
  assert.equal(typeof (await items("/hosts"))[0]?.approvedAt, "string");
  for (const host of ["other.example.com", "10.0.0.1", "localhost", "metadata.google.internal", "api.example.com@evil.example"]) {
    assert.equal((await world.call(door("POST", "/hosts"), bearer(world.ownerKey), JSON.stringify({ host }))).status, 422, host);
  }
  assert.equal((await world.call(door("DELETE", "/hosts/{host}"), bearer(world.ownerKey))).status, 204);
  assert.equal((await items("/hosts"))[0]?.approvedAt, null);

  assert.deepEqual(await items("/secrets"), [{ name: "TOKEN", isDeclared: true, hosts: [], updatedAt: null }]);
  assert.equal((await world.call(door("POST", "/secrets"), bearer(world.ownerKey))).status, 204);
  const [listed] = await items("/secrets");
  assert.deepEqual([listed?.name, listed?.hosts, typeof listed?.updatedAt], ["TOKEN", ["api.example.com"], "string"]);
  assert.doesNotMatch(JSON.stringify(listed), /canary/);
  for (const body of [{ name: "OTHER", value: "canary-4f1c9e7b" }, { name: "TOKEN", value: "short" }, { name: "TOKEN", value: "canary-4f1c9e7b", hosts: ["evil.example"] }]) {
    assert.equal((await world.call(door("POST", "/secrets"), bearer(world.ownerKey), JSON.stringify(body))).status, 422, JSON.stringify(body));
  }
  assert.equal((await world.call(door("DELETE", "/secrets/{name}"), bearer(world.ownerKey))).status, 204);
  assert.equal((await world.call(door("DELETE", "/secrets/{name}"), bearer(world.ownerKey))).status, 404);
});

test("a created key works at once and its revoked twin no longer", async () => {
  const create = doorOf(doors, "POST", "/api/v1/keys");
  const list = doorOf(doors, "GET", "/api/v1/apis");
  const created = await world.call(create, bearer(world.ownerKey));
  assert.equal(created.status, 201);
  const authorization = `Bearer ${String(created.body.secret)}`;
  assert.equal((await world.call(list, { authorization })).status, 200);
  await world.fixture.admin`update public.keys set revoked_at = now() where id = ${String(created.body.id)}`;
  assert.equal((await world.call(list, { authorization })).status, 401);
});

test("a call key for another workspace's API, or for none, is refused with 404", async () => {
  const create = doorOf(doors, "POST", "/api/v1/keys");
  for (const apiId of [world.api.apiId, "api_zzzzzzzzzzzzzzzz"]) {
    assert.equal((await world.call(create, bearer(world.strangerKey), JSON.stringify({ kind: "call", name: "Theirs", apiId }))).status, 404);
  }
});

test("a management key builds with generations:write and apis:write alone", async () => {
  const reply = await world.call(generate, bearer(await world.storeKey(world.owner, ["generations:write", "apis:write"])));
  assert.equal(reply.body.error, "generation_refused");
});

test("a body over 1 MB is refused with 413 before all of it is read", async () => {
  let pulled = 0;
  const endless = new ReadableStream<Uint8Array>({
    pull(controller) {
      pulled += 1;
      if (pulled > 100) controller.close();
      else controller.enqueue(new Uint8Array(64 * 1024));
    },
  });
  const request = new Request("http://localhost:3000/api/generate", { method: "POST", headers: bearer(world.ownerKey), body: endless, duplex: "half" } as RequestInit);
  const response = await generate.handle(request, { params: Promise.resolve({}) });
  assert.equal(response.status, 413);
  assert.ok(pulled < 30, `${pulled} pieces were read`);
});

test("an world.owner sees the runtime of an API, wakes it, restarts it and puts it to sleep; one that crashed too often gets out by a restart, a paused one does not", async () => {
  const door = (suffix: string) => doorOf(doors, suffix === "" ? "GET" : "POST", `/runtime${suffix}`);
  const state = async (suffix: string) => (await world.call(door(suffix), bearer(world.ownerKey))).body.state;
  assert.deepEqual([await state("/wake"), await state(""), await state("/restart"), await state("/sleep")], ["awake", "awake", "awake", "asleep"]);
  await world.fixture.admin`update public.apis set status = 'failed', status_reason = 'It stopped 5 times.' where id = ${world.api.apiId}`;
  const failed = await world.call(door(""), bearer(world.ownerKey));
  assert.deepEqual([failed.body.state, failed.body.reason], ["failed", "It stopped 5 times."]);
  assert.equal(await state("/restart"), "awake");
  assert.deepEqual({ ...(await world.fixture.admin`select status, status_reason from public.apis where id = ${world.api.apiId}`)[0] }, { status: "active", status_reason: null });
  await world.fixture.admin`update public.apis set status = 'paused' where id = ${world.api.apiId}`;
  assert.equal((await world.call(door("/restart"), bearer(world.ownerKey))).status, 423);
  assert.equal(await state(""), "paused");
  await world.fixture.admin`update public.apis set status = 'active' where id = ${world.api.apiId}`;
});

for (const door of publicDoors(rest.open).filter(({ method }) => method === "GET")) {
  test(`${door.method} ${door.path} answers without a credential, as documented`, async () => {
    const request = new Request(`http://localhost:3000${door.path.replace("{id}", "link-shortener")}`);
    const response = await door.handle(request, { params: Promise.resolve({ id: "link-shortener" }) });
    assert.equal(response.status, 200);
    door.output?.parse(await response.json());
  });
}

test("suggestions build as they stand: a varied set without a description, near ones with it", async () => {
  const door = doorOf(publicDoors(rest.open), "GET", "/api/suggestions");
  const suggest = async (prompt: string) => {
    const response = await door.handle(new Request(`http://localhost:3000/api/suggestions?prompt=${encodeURIComponent(prompt)}`), { params: Promise.resolve({}) });
    return ((await response.json()) as { suggestions: { text: string; kind: string; blueprintId?: string }[] }).suggestions;
  };
  const any = await suggest("");
  assert.equal(new Set(any.map(({ kind }) => kind)).size, 2);
  assert.equal(any.length, 6);
  const near = await suggest("Shorten links and send each by carrier pigeon");
  assert.equal(near.some(({ blueprintId }) => blueprintId === "link-shortener"), true);
});

test("a list of builds can be narrowed by status, and its next page is linked", async () => {
  const list = doorOf(doors, "GET", "/api/v1/generations");
  const page = async (query: string) => list.handle(new Request(`http://localhost:3000/api/v1/generations?${query}`, { headers: bearer(world.ownerKey) }), { params: Promise.resolve({}) });
  const first = await page("limit=1");
  const link = /<[^?]+\?([^>]+)>; rel="next"/.exec(first.headers.get("link") ?? "")?.[1];
  assert.ok(link);
  const second = (await (await page(link)).json()) as { items: { id: string }[] };
  assert.notEqual(second.items[0]?.id, ((await first.json()) as { items: { id: string }[] }).items[0]?.id);
  const live = (await (await page("status=live")).json()) as { items: unknown[] };
  assert.deepEqual(live.items, []);
  assert.equal((await page("status=asleep")).status, 422);
  assert.equal((await page("limit=0")).status, 422);
});

test("whoever finds a key ends it without signing in: its owner sees why, and what is no key of ours changes nothing", async () => {
  const report = doorOf(publicDoors(rest.open), "POST", "/api/keys/report");
  const created = await world.call(doorOf(doors, "POST", "/api/v1/keys"), bearer(world.ownerKey), JSON.stringify({ kind: "management", name: "Pasted in a forum", scopes: ["apis:read"] }));
  const secret = String(created.body.secret);
  assert.equal((await world.call(doorOf(doors, "GET", "/api/v1/apis"), { authorization: `Bearer ${secret}` })).status, 200);
  const send = (key: unknown) => world.call(report, { "x-forwarded-for": "192.0.2.7" }, JSON.stringify({ key }));
  assert.deepEqual((await send(` ${secret}\n`)).body, { isRevoked: true });
  assert.deepEqual((await send(secret)).body, { isRevoked: true }, "again");
  assert.equal((await world.call(doorOf(doors, "GET", "/api/v1/apis"), { authorization: `Bearer ${secret}` })).status, 401);
  const { items } = (await world.call(doorOf(doors, "GET", "/api/v1/keys"), bearer(world.ownerKey))).body as { items: { id: string; state: string; isLeaked: boolean }[] };
  assert.deepEqual(items.filter(({ isLeaked }) => isLeaked).map(({ id, state }) => [id, state]), [[created.body.id, "revoked"]]);
  assert.deepEqual((await send(makeKey("call", { version: 1, secret: "another installation's pepper, long" }).secret)).body, { isRevoked: false });
  for (const wrong of ["", secret.slice(0, -1), `${secret.slice(0, -1)}!`, 7, null]) assert.equal((await send(wrong)).status, 422, String(wrong));
  assert.equal((await world.call(report, {}, "{")).status, 400);
  const statuses = new Set<number>();
  for (let reports = 0; reports <= 100; reports += 1) statuses.add((await send(secret)).status);
  assert.deepEqual([...statuses], [200, 429]);
  assert.equal((await world.call(report, { "x-forwarded-for": "192.0.2.8" }, JSON.stringify({ key: secret }))).status, 200, "from elsewhere");
});

test("suggestions for an API are for those who may read it; those without one are for everybody", async () => {
  const suggestions = doorOf(publicDoors(rest.open), "GET", "/api/suggestions");
  const ask = async (query: string, headers: Record<string, string> = {}): Promise<number> => (await suggestions.handle(new Request(`http://localhost:3000/api/suggestions${query}`, { headers }), { params: Promise.resolve({}) })).status;
  const its = `?apiId=${world.api.apiId}`;
  assert.deepEqual([await ask(""), await ask(its), await ask(its, bearer(world.strangerKey)), await ask(its, bearer(await world.storeKey(world.owner, ["keys:read"]))), await ask(its, bearer(world.ownerKey))], [200, 401, 404, 403, 200]);
});
