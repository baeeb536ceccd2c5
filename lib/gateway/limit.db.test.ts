import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../../supabase/tests/until.ts";
import { useCalls } from "../../supabase/tests/use-calls.ts";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
// A machine that is busy is no reason to answer 504.
before(async () => { bed = await startTestGateway({ wallMs: 60_000 }); });
after(() => bed.stop());

test("200 parallel calls against a limit of 60: exactly 60 are served", async () => {
  const api = await bed.makeApi({ callsPerHour: 60 });
  const statuses = await Promise.all(Array.from({ length: 200 }, async () => {
    const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
    await response.text();
    return response.status;
  }));
  assert.deepEqual([200, 429].map((status) => statuses.filter((each) => each === status).length), [60, 140]);
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
  assert.ok(served <= 200 && served >= 190, `${served} served: ${[...new Set(statuses)].join()}`);
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

const NAMES = ["x-ratelimit-limit", "x-ratelimit-remaining", "x-ratelimit-reset", "ratelimit-policy", "ratelimit"];
const valuesOf = (response: Response) => NAMES.map((name) => response.headers.get(name));

test("every answer tells the limits, whoever gives it: 200, an API's 404 and 500, 401, a closed method, 429", async () => {
  const api = await bed.makeApi({ callsPerHour: 50 });
  const call = (init: RequestInit = {}) => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key }, ...init });
  for (const status of [200, 404, 422, 500]) {
    bed.answer((_request, response) => response.writeHead(status).end());
    const response = await call();
    assert.equal(response.status, status);
    assert.ok(valuesOf(response).every((value) => value), `${status}: ${valuesOf(response).join()}`);
    assert.equal(response.headers.get("retry-after"), null);
  }
  bed.answer((_request, response) => response.end("ok"));
  const unknown = await call({ headers: {} });
  assert.equal(unknown.status, 401);
  assert.match(unknown.headers.get("ratelimit-policy") ?? "", /^"address";q=\d+;w=60$/);
  await useCalls(bed.admin, api.workspaceId, "plan", 50);
  const refused = await call();
  assert.equal(refused.status, 429);
  const [limit, remaining, reset, policy, state] = valuesOf(refused);
  const t = Number(/^"free";r=0;t=(\d+)$/.exec(state ?? "")?.[1]);
  assert.deepEqual([limit, remaining, policy], ["50", "0", '"free";q=50;w=3600']);
  assert.ok(t >= 1 && t <= 7_200 && Number(refused.headers.get("retry-after")) >= t);
  assert.ok(Math.abs(Number(reset) - Date.now() / 1000 - t) <= 2);
});

test("an API's own limit holds all its keys together and is named, and taking it away lets calls through within a second", async () => {
  const api = await bed.makeApi({ callsPerHour: 1_000 });
  const other = await bed.makeKey(api);
  await bed.admin`update public.apis set calls_per_hour = 3 where id = ${api.apiId}`;
  const call = (key: string) => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": key } });
  const answers = [await call(api.key), await call(other.key), await call(api.key), await call(other.key)];
  assert.deepEqual(answers.map(({ status }) => status), [200, 200, 200, 429]);
  assert.equal(answers[0]?.headers.get("ratelimit-policy"), '"api";q=3;w=3600');
  const body = (await answers[3]?.json()) as Record<string, unknown>;
  assert.deepEqual([body["limit"], body["cap"], body["used"]], ["API, calls per hour", 3, 3]);
  await bed.admin`update public.apis set calls_per_hour = null where id = ${api.apiId}`;
  await until(async () => (await call(api.key)).status === 200, "it is called again", 1_000);
});

test("a public route without a key is held to the address and to the plan, and the stricter one is told", async () => {
  for (const [callsPerHour, told] of [[1_000, '"free";q=1000;w=3600'], [100_000, '"address";q=10000;w=60']] as const) {
    const api = await bed.makeApi({ callsPerHour, publicRoutes: [{ method: "GET", path: "/x" }] });
    const response = await fetch(`${bed.url}/${api.apiId}/x`);
    assert.deepEqual([response.status, response.headers.get("ratelimit-policy")], [200, told]);
  }
});
