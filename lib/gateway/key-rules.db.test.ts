import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

const call = (api: TestApi, headers: Record<string, string> = {}) => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key, ...headers } });
const hold = async (rules: { calls_per_hour?: number; allowed_origins?: string[]; allowed_addresses?: string[] }, options = {}): Promise<TestApi> => {
  const api = await bed.makeApi(options);
  await bed.admin`update public.keys set ${bed.admin(rules)} where id = ${api.keyId}`;
  return api;
};

test("a key that is held to pages works there and nowhere else", async () => {
  const api = await hold({ allowed_origins: ["https://shop.example.com"] });
  assert.equal((await call(api, { origin: "https://shop.example.com" })).status, 200);
  for (const headers of [{} as Record<string, string>, { origin: "https://evil.example.com" }, { origin: "https://shop.example.com.evil.example" }, { origin: "null" }]) {
    const refused = await call(api, headers);
    assert.deepEqual([refused.status, ((await refused.json()) as { error: string }).error], [403, "forbidden"], JSON.stringify(headers));
  }
});

test("a key where it may not be used counts against the address, which is told, and is refused there in the end", async () => {
  const tight = await startTestGateway({ beside: bed, addressLimit: 2 });
  try {
    const api = await hold({ allowed_addresses: ["192.0.2.0/24"] });
    const replies = await Promise.all([1, 2, 3].map(() => fetch(`${tight.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } })));
    assert.deepEqual(replies.map(({ status }) => status).toSorted(), [403, 403, 429]);
    assert.ok(replies.every(({ headers }) => headers.get("x-ratelimit-limit") === "2"));
  } finally {
    await tight.stop();
  }
});

test("a key that is held to addresses works from them, and a forged forwarding header changes nothing", async () => {
  const [here, elsewhere] = [await hold({ allowed_addresses: ["127.0.0.0/8", "::1"] }), await hold({ allowed_addresses: ["192.0.2.0/24"] })];
  assert.equal((await call(here)).status, 200);
  assert.equal((await call(elsewhere)).status, 403);
  assert.equal((await call(elsewhere, { "x-forwarded-for": "192.0.2.7" })).status, 403);
});

test("a rule that is changed holds within a second", async () => {
  const api = await bed.makeApi();
  assert.equal((await call(api)).status, 200);
  await bed.admin`update public.keys set allowed_addresses = array['192.0.2.1'] where id = ${api.keyId}`;
  const changedAt = Date.now();
  while ((await call(api)).status !== 403) assert.ok(Date.now() - changedAt < 1_000, "still accepted after a second");
});

test("200 parallel calls with a key of 30 an hour: exactly 30 are served; another key of the API is not held by it", async () => {
  const api = await hold({ calls_per_hour: 30 }, { callsPerHour: 500 });
  const statuses = await Promise.all(Array.from({ length: 200 }, async () => (await call(api)).status));
  assert.equal(statuses.filter((status) => status === 200).length, 30);
  assert.equal(statuses.filter((status) => status === 429).length, 170);
  const refused = await call(api);
  const body = (await refused.json()) as Record<string, unknown>;
  assert.deepEqual([body.limit, body.used, body.cap], ["key, calls per hour", 30, 30]);
  assert.match(refused.headers.get("ratelimit-policy") ?? "", /^"key";q=30;w=3600$/);
  const other = await bed.makeKey(api);
  assert.equal((await call({ ...api, key: other.key })).status, 200);
});

test("of the key's limit and the plan's, the one with less left is told", async () => {
  const tight = await hold({ calls_per_hour: 10 }, { callsPerHour: 100 });
  assert.match((await call(tight)).headers.get("ratelimit") ?? "", /^"key";r=9;/);
  const wide = await hold({ calls_per_hour: 1000 }, { callsPerHour: 20 });
  assert.match((await call(wide)).headers.get("ratelimit") ?? "", /^"free";r=19;/);
});
