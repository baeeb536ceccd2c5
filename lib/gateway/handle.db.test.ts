import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

const call = (path: string, key: string, init: RequestInit = {}) => fetch(`${bed.url}${path}`, { ...init, headers: { authorization: `Bearer ${key}`, ...init.headers } });

test("a call with its key reaches the API and comes back with our headers", async () => {
  const api = await bed.makeApi({ callsPerHour: 100 });
  const response = await call(`/${api.apiId}/books?limit=2`, api.key);
  assert.equal(response.status, 200);
  assert.equal(await response.text(), "ok");
  assert.equal(bed.received.at(-1)?.url, "/books?limit=2");
  for (const name of ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit", "ratelimit-policy", "x-request-id", "x-process-time", "server-timing", "content-security-policy"]) {
    assert.ok(response.headers.has(name), name);
  }
  assert.equal(response.headers.get("x-cold-start"), "1");
  assert.equal((await call(`/${api.apiId}/books`, api.key)).headers.get("x-cold-start"), null);
});
