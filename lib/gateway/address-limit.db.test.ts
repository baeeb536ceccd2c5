import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { makeKey } from "#lib/keys/key-format.ts";
import { startTestGateway, TEST_PEPPER, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway({ addressLimit: 5 }); });
after(() => bed.stop());

test("calls without a valid key are limited by address; a known key from there still works", async () => {
  const api = await bed.makeApi();
  const withKey = () => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  assert.equal((await withKey()).status, 200);
  const statuses: number[] = [];
  for (let i = 0; i < 8; i += 1) statuses.push((await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": makeKey("call", TEST_PEPPER).secret } })).status);
  assert.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
  const refused = await fetch(`${bed.url}/${api.apiId}/x`);
  const body = (await refused.json()) as Record<string, unknown>;
  assert.deepEqual([refused.status, body.error, body.limit, body.cap], [429, "rate_limited", "address", 5]);
  assert.equal(Number(refused.headers.get("retry-after")), body.retry_after_seconds);
  assert.match(refused.headers.get("ratelimit-policy") ?? "", /^"address";q=5;w=60$/);
  assert.equal((await withKey()).status, 200);
});
