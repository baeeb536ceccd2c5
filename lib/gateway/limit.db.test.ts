import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { useCalls } from "../../supabase/tests/use-calls.ts";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

test("200 parallel calls against a limit of 60: exactly 60 are served", async () => {
  const api = await bed.makeApi({ callsPerHour: 60 });
  const statuses = await Promise.all(Array.from({ length: 200 }, async () => {
    const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
    await response.text();
    return response.status;
  }));
  assert.equal(statuses.filter((status) => status === 200).length, 60);
  assert.equal(statuses.filter((status) => status === 429).length, 140);
});

test("a large window is leased: none over the limit, at most 1 % under", async () => {
  const api = await bed.makeApi({ callsPerHour: 1_000 });
  await useCalls(bed.admin, api.workspaceId, "plan", 800);
  const statuses = await Promise.all(Array.from({ length: 400 }, async () => {
    const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
    await response.text();
    return response.status;
  }));
  const served = statuses.filter((status) => status === 200).length;
  assert.ok(served <= 200 && served >= 190, `${served} served`);
});

test("the headers count down, and the refusal says the limit, the use, the cap and when to come back", async () => {
  const api = await bed.makeApi({ callsPerHour: 2 });
  const call = () => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  const [first, second, third] = [await call(), await call(), await call()];
  assert.deepEqual([first, second, third].map((response) => response.headers.get("x-ratelimit-remaining")), ["1", "0", "0"]);
  assert.match(first.headers.get("ratelimit-policy") ?? "", /^"free";q=2;w=3600$/);
  assert.match(first.headers.get("ratelimit") ?? "", /^"free";r=1;t=\d+$/);
  const body = (await third.json()) as Record<string, unknown>;
  assert.deepEqual([third.status, body.used, body.cap], [429, 2, 2]);
  const t = Number(/t=(\d+)/.exec(third.headers.get("ratelimit") ?? "")?.[1]);
  assert.ok(Number(third.headers.get("retry-after")) >= t);
  assert.ok(Number(third.headers.get("x-ratelimit-reset")) >= Math.floor(Date.now() / 1000) + t - 1);
  assert.match(String(body.message), /2 calls per hour.*Wait \d+ s/);
});
