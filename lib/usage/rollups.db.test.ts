import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { openGatewayDb, type GatewayDb, type UsageEvent } from "#lib/db/gateway-db.ts";
import { seedApi, type SeededApi } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { foldUsage } from "./fold-usage.ts";
import { latencyQuantiles, readCounts, sumCounts } from "./latency-quantile.ts";
import { reconcileUsage } from "./reconcile-usage.ts";

let fixture: VerbFixture;
let gateways: [GatewayDb, GatewayDb];
let jobs: Sql;
let admin: Sql;
before(async () => {
  fixture = await startVerbFixture();
  admin = fixture.admin;
  gateways = [openGatewayDb(fixture.database.gatewayUrl, 2), openGatewayDb(fixture.database.gatewayUrl, 2)];
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 3);
});
after(async () => {
  await Promise.all([...gateways.map((gateway) => gateway.close()), jobs.end()]);
  await fixture.stop();
});

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;
const YESTERDAY = Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS;

/** As the gateway makes ids: the time is in them. */
const idAt = (ms: number) => `${ms.toString(16).padStart(12, "0").replace(/(.{8})/, "$1-")}-7${randomUUID().slice(15)}`;
const eventAt = (api: SeededApi, ms: number, own: Partial<UsageEvent> = {}): UsageEvent => ({
  id: idAt(ms), apiId: api.apiId, keyId: api.keyId, versionId: api.versionId, requestId: "r", method: "GET", path: "/books", statusCode: 200, responseTimeMs: 4, requestSizeBytes: 10,
  responseSizeBytes: 100, isBilled: true, isCold: false, createdAt: new Date(ms).toISOString(), ...own,
});
const record = (events: UsageEvent[], gateway = gateways[0]) => gateway.recordUsage(events.map((event) => JSON.stringify(event)));
const newApi = async () => seedApi(admin, await fixture.makeActor());
const withDocument = async (paths: Record<string, unknown>) => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(admin, ada);
  const versionId = randomUUID();
  await admin`insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
    values (${versionId}, ${ada.workspaceId}, ${apiId}, 2, 'test', '{}', ${admin.json({ openapi: "3.1.0", paths } as never)}, '[]', '{}')`;
  return { apiId, versionId, keyId: randomUUID() };
};
/** All that is counted of an API. */
const counted = async ({ apiId }: SeededApi) => ({
  rows: [...(await admin`select * from public.api_usage where api_id = ${apiId} order by id`)],
  rollups: [...(await admin`select * from public.api_usage_rollups where api_id = ${apiId} order by grain, slice, bucket, value`)],
  api: (await admin`select usage_count from public.apis where id = ${apiId}`)[0],
  keys: [...(await admin`select last_used_at from public.keys where api_id = ${apiId}`)],
});
const sums = (api: SeededApi, grain: string, slice: string) => admin<{ bucket: Date; value: string; requests: number; errors: number; client_errors: number; billed: number; wakes: number; total_us: number; request_bytes: number; response_bytes: number; statuses: number[]; latencies: number[] }[]>`
  select * from public.api_usage_rollups where api_id = ${api.apiId} and grain = ${grain} and slice = ${slice} order by bucket, value`;
const day = { from: new Date(YESTERDAY), to: new Date(YESTERDAY + DAY_MS) };

test("a rollup is the sum of its calls, in its minute, hour and day, by key and by endpoint", async () => {
  const api = await newApi();
  await record([
    eventAt(api, YESTERDAY + 1_000), eventAt(api, YESTERDAY + 2_000, { statusCode: 404, keyId: null, isBilled: false }), eventAt(api, YESTERDAY + 61_000, { statusCode: 502, isCold: true, isBilled: false }),
    eventAt(api, YESTERDAY + HOUR_MS, { statusCode: 201, responseTimeMs: 40 }),
  ]);
  assert.equal(await foldUsage(jobs), 4);
  const [whole] = await sums(api, "day", "all");
  assert.deepEqual([whole?.requests, whole?.client_errors, whole?.errors, whole?.billed, whole?.wakes, whole?.total_us, whole?.request_bytes, whole?.response_bytes], [4, 1, 1, 2, 1, 52_000, 40, 400]);
  assert.deepEqual(readCounts(whole?.statuses ?? []), [[200, 1], [201, 1], [404, 1], [502, 1]]);
  assert.deepEqual((await sums(api, "hour", "all")).map((row) => row.requests), [3, 1]);
  assert.deepEqual((await sums(api, "minute", "all")).map((row) => [row.bucket.getTime() - YESTERDAY, row.requests]), [[0, 2], [60_000, 1], [HOUR_MS, 1]]);
  assert.deepEqual((await sums(api, "day", "key")).map((row) => [row.value, row.requests]), [["", 1], [api.keyId, 3]]);
});

test("a call counts for the operation of the document that it fits, exact before template, and any other path for none", async () => {
  const api = await withDocument({ "/books": { get: {}, post: {} }, "/books/{id}": { get: {} }, "/books/first": { get: {} }, "/a_c/{x}/{y}.json": { get: {} } });
  const calls: [string, string, string | null][] = [
    ["GET", "/books", "GET /books"], ["HEAD", "/books", "GET /books"], ["POST", "/books", "POST /books"], ["DELETE", "/books", null], ["GET", "/books/7", "GET /books/{id}"],
    ["GET", "/books/first", "GET /books/first"], ["GET", "/books/", null], ["GET", "/books/7/8", null], ["GET", "/a_c/1/2.json", "GET /a_c/{x}/{y}.json"], ["GET", "/abc/1/2.json", null],
    ["GET", "/a_c/1/2.xml", null], ["GET", "/../../etc/passwd", null], ["x' or 1=1", "/books", null], ["GET", `/books/${"9".repeat(500)}`, "GET /books/{id}"], ["GET", "/openapi.json", "GET /openapi.json"],
  ];
  await record(calls.map(([method, path], index) => eventAt(api, YESTERDAY + index, { method, path })));
  const rows = await admin<{ endpoint: string | null }[]>`select endpoint from public.api_usage where api_id = ${api.apiId} order by created_at`;
  assert.deepEqual(rows.map((row) => row.endpoint), calls.map(([, , endpoint]) => endpoint));
  await foldUsage(jobs);
  assert.deepEqual((await sums(api, "day", "endpoint")).map((row) => row.value).toSorted(), [...new Set(calls.map(([, , endpoint]) => endpoint ?? ""))].toSorted());
});

test("10,000 paths of a stranger count as one, and a document of 1,000 operations as at most 200", async () => {
  const api = await withDocument(Object.fromEntries(Array.from({ length: 1_000 }, (_, index) => [`/p${String(index).padStart(4, "0")}`, { get: {} }])));
  for (let start = 0; start < 10_000; start += 500) await record(Array.from({ length: 500 }, (_, index) => eventAt(api, YESTERDAY + start + index, { path: `/${randomUUID()}` })));
  await record(Array.from({ length: 1_000 }, (_, index) => eventAt(api, YESTERDAY + index, { path: `/p${String(index).padStart(4, "0")}` })));
  await foldUsage(jobs);
  // 199 of the document, the document itself, and all others.
  assert.equal((await sums(api, "day", "endpoint")).length, 200);
  assert.deepEqual((await sums(api, "day", "all")).map((row) => row.requests), [11_000]);
});

test("percentiles of the rollups are within 2 % of those of the rows", async () => {
  const api = await newApi();
  const times = Array.from({ length: 2_000 }, (_, index) => Math.fround(0.05 * 1.006 ** index));
  for (let start = 0; start < times.length; start += 500) await record(times.slice(start, start + 500).map((responseTimeMs, index) => eventAt(api, YESTERDAY + start + index, { responseTimeMs })));
  await foldUsage(jobs);
  const read = sumCounts((await sums(api, "hour", "all")).map((row) => row.latencies));
  for (const share of [0.01, 0.5, 0.95, 0.99, 1]) {
    const exact = times[Math.ceil(times.length * share) - 1] ?? 0;
    assert.ok(Math.abs((latencyQuantiles(read, [share])[0] ?? 0) - exact) <= exact * 0.0251, `p${share * 100}`); // 2 % and the rounding to three digits
  }
});

test("replaying a day changes nothing, not a row, not a rollup, not a counter", async () => {
  const api = await newApi();
  const events = Array.from({ length: 2_000 }, (_, index) => eventAt(api, YESTERDAY + index * 43_000, { statusCode: index % 7 === 0 ? 500 : 200, responseTimeMs: index % 90 }));
  for (let start = 0; start < events.length; start += 500) await record(events.slice(start, start + 500));
  await foldUsage(jobs);
  const before = await counted(api);
  assert.equal(before.api?.usage_count, 2_000);
  for (let start = 0; start < events.length; start += 300) assert.equal(await record(events.slice(start, start + 300), gateways[1]), 0);
  // Half of it again while it is being counted, with another time beside the same id.
  assert.equal(await record(events.slice(0, 500).map((event) => ({ ...event, createdAt: new Date().toISOString() }))), 0);
  assert.equal(await foldUsage(jobs), 0);
  assert.deepEqual(await counted(api), before);
  assert.deepEqual(await reconcileUsage(day, { sql: jobs }), []);
});

test("a corrupted, a lost and an invented rollup are found and written anew from the rows; what is still pending is counted once", async () => {
  const [api, other] = [await newApi(), await newApi()];
  for (const each of [api, other]) await record(Array.from({ length: 300 }, (_, index) => eventAt(each, YESTERDAY + index * 200_000, { responseTimeMs: index })));
  await foldUsage(jobs);
  const before = await counted(api);
  for (const corrupt of [
    () => admin`update public.api_usage_rollups set requests = requests + 1 where api_id = ${api.apiId} and grain = 'day' and slice = 'all'`,
    () => admin`update public.api_usage_rollups set latencies = array[1099511627777] where api_id = ${api.apiId} and grain = 'hour' and slice = 'key'`,
    () => admin`delete from public.api_usage_rollups where api_id = ${api.apiId} and grain = 'minute' and bucket < ${new Date(YESTERDAY + HOUR_MS)}`,
    () => admin`insert into public.api_usage_rollups select api_id, workspace_id, grain, 'endpoint', bucket, 'GET /invented', 1, 0, 0, 0, 0, 0, 0, 0, '{}', '{}', now() from public.api_usage_rollups where api_id = ${api.apiId} and grain = 'day' and slice = 'all'`,
  ]) {
    await corrupt();
    const repairs = await reconcileUsage(day, { sql: jobs });
    assert.deepEqual(repairs.map((repair) => [repair.apiId, repair.day]), [[api.apiId, new Date(YESTERDAY).toISOString().slice(0, 10)]]);
    assert.deepEqual(await counted(api), before);
  }
  await record([eventAt(api, YESTERDAY + 5)]);
  assert.deepEqual(await reconcileUsage(day, { sql: jobs }), []);
  await foldUsage(jobs);
  assert.deepEqual(await reconcileUsage(day, { sql: jobs }), []);
  assert.deepEqual((await sums(api, "day", "all")).map((row) => row.requests), [301]);
});

test("two gateways that store calls of the same APIs in opposite order, while others count and repair, neither wait for ever nor miscount", async () => {
  const apis = await Promise.all(Array.from({ length: 6 }, newApi));
  const batch = (list: SeededApi[]) => list.flatMap((api) => Array.from({ length: 20 }, (_, index) => eventAt(api, YESTERDAY + index * HOUR_MS)));
  const rounds = 15;
  await Promise.all([
    ...gateways.map(async (gateway, index) => { for (let round = 0; round < rounds; round += 1) await record(batch(index === 0 ? apis : apis.toReversed()), gateway); }),
    ...[jobs, admin].map(async (sql) => { for (let round = 0; round < rounds; round += 1) await foldUsage(sql); }),
    (async () => { for (let round = 0; round < 3; round += 1) assert.deepEqual(await reconcileUsage(day, { sql: jobs }), []); })(),
  ]);
  await foldUsage(jobs);
  for (const api of apis) assert.deepEqual((await sums(api, "day", "all")).map((row) => row.requests), [rounds * 40]);
  assert.deepEqual(await reconcileUsage(day, { sql: jobs }), []);
});
