import assert from "node:assert/strict";
import { test } from "node:test";
import { createFrontDoor } from "./front-door.ts";
import type { Manifest } from "./manifest.ts";
import { digestOf, readKeys } from "./read-keys.ts";

const openapi = { openapi: "3.1.0", paths: { "/open": { get: {} }, "/books/{id}": { get: {} } } };
const manifest: Manifest = {
  format: "api-creator/1", exportedAt: "", name: "Books", summary: "", description: "", about: "", category: "other", prompt: "", generator: "hand", version: 1, assumptions: [], recipe: null, sourceHash: "",
  publicRoutes: [{ method: "GET", path: "/open" }], hosts: [], fixtures: [], secretNames: [], consumer: "",
};
const KEY = "a-key-of-twenty-or-more-characters";

/** Tells what the API saw. */
async function call(path: string, headers: Record<string, string> = {}) {
  const keys = await readKeys(`ann:${KEY}, b:o:${KEY}2`);
  const answer = createFrontDoor({
    api: { fetch: (request, env) => Response.json({ consumer: (env as { CONSUMER: { id: string } }).CONSUMER.id, headers: Object.fromEntries(request.headers) }) },
    manifest, openapi, secrets: {}, data: { fetch: () => assert.fail("no data") }, consumerOf: async (key) => keys.get(await digestOf(key)) ?? null,
    onError: (error) => assert.fail(String(error)),
  });
  const response = await answer(new Request(`http://localhost:8787${path}`, { headers }), { waitUntil() {} });
  return { status: response.status, body: (await response.json()) as { consumer?: string; headers?: Record<string, string>; servers?: unknown } };
}

test("without a key, or with one that nobody has, a route that isn't public answers 401", async () => {
  for (const headers of [{}, { authorization: "Bearer nobody" }, { "x-api-key": "nobody" }, { authorization: KEY }] as Record<string, string>[]) assert.equal((await call("/books/1", headers)).status, 401);
  assert.equal((await call("/open/", {})).status, 401);
});

test("a key names its caller, and never reaches the API; cookies and forged callers don't either", async () => {
  for (const headers of [{ authorization: `Bearer ${KEY}` }, { "x-api-key": KEY }] as Record<string, string>[]) {
    const { body } = await call("/books/1", { ...headers, cookie: "a=b", "x-consumer-id": "root" });
    assert.equal(body.consumer, "ann");
    assert.doesNotMatch(JSON.stringify(body), /a-key-of-twenty|a=b|root/);
  }
  assert.equal((await call("/books/1", { "x-api-key": `${KEY}2` })).body.consumer, "b:o");
});

test("a public route needs none, and an Authorization of the API's own goes through", async () => {
  const { status, body } = await call("/open", { authorization: "Basic own" });
  assert.deepEqual([status, body.consumer, body.headers?.["authorization"]], [200, "anonymous", "Basic own"]);
});

test("the document is open, and names the address that it was asked at", async () => {
  assert.deepEqual((await call("/openapi.json")).body.servers, [{ url: "http://localhost:8787" }]);
});

test("API_KEYS that can't be read, or are too short, are refused with words", async () => {
  for (const text of ["ann", ":key-of-twenty-or-more-chars", "ann:short"]) await assert.rejects(readKeys(text), /consumer:key/);
  assert.equal((await readKeys(undefined)).size, 0);
});
