import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { newApiId } from "#lib/id.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { startTestGateway, TEST_PEPPER, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

const get = (path: string, headers: Record<string, string> = {}) => fetch(`${bed.url}${path}`, { headers });
const bearer = (key: string) => ({ authorization: `Bearer ${key}` });
const problemOf = async (response: Response) => {
  const { request_id: _id, instance: _instance, ...rest } = (await response.json()) as Record<string, unknown>;
  return rest;
};

test("a key works in Authorization and in X-API-Key", async () => {
  const api = await bed.makeApi();
  assert.equal((await get(`/${api.apiId}/x`, bearer(api.key))).status, 200);
  assert.equal((await get(`/${api.apiId}`, { "x-api-key": api.key })).status, 200);
  assert.equal(bed.received.at(-1)?.url, "/");
});

test("no key, a mistyped key, an unknown key, a management key, another API's key and no such API get the same 401", async () => {
  const [api, other] = [await bed.makeApi(), await bed.makeApi()];
  const flipped = `${api.key.slice(0, -1)}${api.key.endsWith("a") ? "b" : "a"}`;
  const unknown = makeKey("call", TEST_PEPPER).secret;
  const management = makeKey("management", TEST_PEPPER).secret;
  const before = bed.received.length;
  const bodies: unknown[] = [];
  for (const key of [flipped, unknown, management, other.key]) {
    for (const apiId of [api.apiId, newApiId()]) {
      const response = await get(`/${apiId}/x`, bearer(key));
      assert.equal(response.status, 401);
      assert.equal(response.headers.get("www-authenticate"), "Bearer");
      assert.equal(response.headers.get("content-type"), "application/problem+json");
      bodies.push(await problemOf(response));
    }
  }
  for (const body of bodies) assert.deepEqual(body, bodies[0]);
  const [known, absent] = [await get(`/${api.apiId}/x`), await get(`/${newApiId()}/x`)];
  assert.deepEqual([known.status, absent.status], [401, 401]);
  assert.deepEqual(await problemOf(known), await problemOf(absent));
  assert.equal(bed.received.length, before);
});

test("two different keys of ours are a 400; the same key twice is not", async () => {
  const api = await bed.makeApi();
  const second = await bed.makeKey(api);
  assert.equal((await get(`/${api.apiId}/x`, { ...bearer(api.key), "x-api-key": second.key })).status, 400);
  assert.equal((await get(`/${api.apiId}/x`, { ...bearer(api.key), "x-api-key": api.key })).status, 200);
});

test("a revoked key is refused within a second, and a new key works at once", async () => {
  const api = await bed.makeApi();
  assert.equal((await get(`/${api.apiId}/x`, bearer(api.key))).status, 200);
  await bed.admin`update public.keys set revoked_at = now() where id = ${api.keyId}`;
  const revokedAt = Date.now();
  while ((await get(`/${api.apiId}/x`, bearer(api.key))).status !== 401) assert.ok(Date.now() - revokedAt < 1_000, "still accepted after a second");
  const next = await bed.makeKey(api);
  assert.equal((await get(`/${api.apiId}/x`, bearer(next.key))).status, 200);
});

test("a key that is rolled under load fails no call: both keys work until the grace is over, then only the new one", async () => {
  const api = await bed.makeApi();
  const statuses: number[] = [];
  let isOver = false;
  const caller = async (key: string) => {
    while (!isOver) statuses.push((await get(`/${api.apiId}/x`, bearer(key))).status);
  };
  const callers = [caller(api.key), caller(api.key)];
  const next = await bed.makeKey(api);
  await bed.admin`update public.keys set replaced_by = ${next.keyId}, expires_at = now() + interval '1 hour' where id = ${api.keyId}`;
  callers.push(caller(next.key), caller(next.key));
  while (statuses.length < 600) await get(`/${api.apiId}/x`, bearer(next.key));
  isOver = true;
  await Promise.all(callers);
  assert.deepEqual([...new Set(statuses)], [200]);
  await bed.admin`update public.keys set expires_at = now() where id = ${api.keyId}`;
  const endedAt = Date.now();
  while ((await get(`/${api.apiId}/x`, bearer(api.key))).status !== 401) assert.ok(Date.now() - endedAt < 1_000, "still accepted after a second");
  assert.equal((await get(`/${api.apiId}/x`, bearer(next.key))).status, 200);
});

test("an expired key is refused", async () => {
  const api = await bed.makeApi();
  await bed.admin`update public.keys set expires_at = now() - interval '1 second' where id = ${api.keyId}`;
  assert.equal((await get(`/${api.apiId}/x`, bearer(api.key))).status, 401);
});

test("deleted is 410, paused 423, failed 503 with the reason, and back to 200 when resumed: only for who has a key", async () => {
  const api = await bed.makeApi();
  const become = async (fragment: Record<string, unknown>, status: number) => {
    await bed.admin`update public.apis set ${bed.admin(fragment)} where id = ${api.apiId}`;
    const changedAt = Date.now();
    let response = await get(`/${api.apiId}/x`, bearer(api.key));
    while (response.status !== status && Date.now() - changedAt < 1_000) response = await get(`/${api.apiId}/x`, bearer(api.key));
    assert.equal(response.status, status);
    if (status !== 200) assert.equal((await get(`/${api.apiId}/x`)).status, 401);
    return response;
  };
  await become({ status: "paused" }, 423);
  await become({ status: "active" }, 200);
  const failed = await become({ status: "failed", status_reason: "it crashed 5 times in a minute" }, 503);
  assert.match(((await failed.json()) as { message: string }).message, /crashed 5 times/);
  assert.ok(failed.headers.get("retry-after"));
  await become({ deleted_at: new Date() }, 410);
});

test("a public route works without a key, its neighbours and other methods do not", async () => {
  const api = await bed.makeApi({ publicRoutes: [{ method: "GET", path: "/go/{code}" }] });
  const open = await get(`/${api.apiId}/go/abc`, { authorization: "Basic dXNlcjpwYXNz" });
  assert.equal(open.status, 200);
  const seen = bed.received.at(-1)?.rawHeaders.map((part) => part.toLowerCase()) ?? [];
  assert.ok(seen.includes("basic dxnlcjpwyxnz"));
  assert.ok(!seen.includes("x-consumer-id"));
  assert.equal((await get(`/${api.apiId}/go/abc/more`)).status, 401);
  assert.equal((await get(`/${api.apiId}/go/`)).status, 401);
  assert.equal((await fetch(`${bed.url}/${api.apiId}/go/abc`, { method: "DELETE" })).status, 401);
});

test("the OpenAPI document is served with the public address, by key only, and not billed", async () => {
  const api = await bed.makeApi();
  const response = await get(`/${api.apiId}/openapi.json`, bearer(api.key));
  assert.deepEqual(((await response.json()) as { servers: unknown }).servers, [{ url: `http://api.example.test/${api.apiId}` }]);
  assert.equal((await get(`/${api.apiId}/openapi.json`)).status, 401);
  assert.ok(!bed.received.some((one) => one.url === "/openapi.json"));
});

test("what isn't the form of an API id is the web app's, with no database call", async () => {
  for (const path of ["/api_short", "/api_ABCDEFGHIJKLMNOP", "/favicon.ico", "/api_aaaaaaaaaaaaaaaaa", "/", "/dashboard"]) {
    assert.equal(await (await get(path)).text(), "web", path);
  }
});
