import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { openGatewayDb, type GatewayDb } from "#lib/db/gateway-db.ts";
import { migrate, readMigrations } from "#server/migrate.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { until } from "../../supabase/tests/until.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { foldUsage } from "./fold-usage.ts";
import { keepUsage } from "./keep-usage.ts";
import { reconcileUsage } from "./reconcile-usage.ts";
import { USAGE_DAYS } from "./retention.ts";

const DAY_MS = 24 * 3_600_000;
const TODAY = Math.floor(Date.now() / DAY_MS) * DAY_MS;
let fixture: VerbFixture;
let gateway: GatewayDb;
let jobs: Sql;
before(async () => {
  fixture = await startVerbFixture();
  gateway = openGatewayDb(fixture.database.gatewayUrl, 3);
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 2);
});
after(async () => {
  await Promise.all([gateway.close(), jobs.end()]);
  await fixture.stop();
});

const recordAt = (apiId: string, times: number[]) => times.map((ms) => ({
  id: `${ms.toString(16).padStart(12, "0").replace(/(.{8})/, "$1-")}-7${randomUUID().slice(15)}`, apiId, keyId: null, versionId: null, requestId: "r", method: "GET", path: "/", statusCode: 200,
  responseTimeMs: 1, requestSizeBytes: 0, responseSizeBytes: 0, isBilled: true, isCold: false, createdAt: new Date(ms).toISOString(),
})).map((event) => JSON.stringify(event));
const newApi = async () => (await seedApi(fixture.admin, await fixture.makeActor())).apiId;
const nameOf = (ms: number) => `api_usage_${new Date(ms).toISOString().slice(0, 10).replaceAll("-", "")}`;
const partitionsOf = async (apiId: string) => (await fixture.admin<{ partition: string }[]>`select distinct tableoid::regclass::text as partition from public.api_usage where api_id = ${apiId} order by 1`).map((row) => row.partition);
const requests = async (apiId: string) => (await fixture.admin<{ n: number }[]>`select coalesce(sum(requests), 0)::int as n from public.api_usage_rollups where api_id = ${apiId} and grain = 'day' and slice = 'all'`)[0]?.n;

test("days without a partition keep their calls until the job makes it, ahead for the next days, and a replay after that stores nothing", async () => {
  const apiId = await newApi();
  const times = [TODAY - 40 * DAY_MS, TODAY - 5 * DAY_MS, TODAY - 5 * DAY_MS + 1, TODAY];
  const records = recordAt(apiId, times);
  assert.equal(await gateway.recordUsage(records), 4);
  assert.deepEqual(await partitionsOf(apiId), [`private.${nameOf(TODAY)}`, "private.api_usage_other"].toSorted());
  await keepUsage(jobs);
  assert.deepEqual(await partitionsOf(apiId), [...new Set(times)].filter((ms) => ms % DAY_MS === 0).map((ms) => `private.${nameOf(ms)}`).toSorted());
  assert.equal(await gateway.recordUsage(records), 0);
  for (let ahead = 0; ahead <= USAGE_DAYS.ahead; ahead += 1) assert.ok((await fixture.admin`select to_regclass(${`private.${nameOf(TODAY + ahead * DAY_MS)}`}) as found`)[0]?.found);
  await keepUsage(jobs);
});

test("calls that come while partitions are made are all stored, none is refused", async () => {
  const apiId = await newApi();
  const days = Array.from({ length: 12 }, (_, index) => TODAY - (20 + index) * DAY_MS);
  const stored: number[] = [];
  const store = async () => { for (let round = 0; round < 10; round += 1) for (const day of days) stored.push(await gateway.recordUsage(recordAt(apiId, [day + round, day + 1_000 + round]))); };
  const make = async () => { for (const day of days) await fixture.admin`select private.add_usage_partition(${new Date(day).toISOString().slice(0, 10)})`; };
  await Promise.all([store(), store(), make()]);
  assert.deepEqual(stored, Array.from({ length: 2 * 10 * 12 }, () => 2));
  assert.equal((await fixture.admin`select 1 from public.api_usage where api_id = ${apiId}`).length, stored.length * 2);
  assert.equal((await partitionsOf(apiId)).length, days.length);
});

test("what is compared while its rows move into a new partition is neither found wrong nor written anew", async () => {
  const apiId = await newApi();
  const day = TODAY - 15 * DAY_MS;
  await gateway.recordUsage(recordAt(apiId, [day]));
  await foldUsage(jobs);
  const isWaiting = async () => (await fixture.admin`select from pg_stat_activity where application_name = 'test-jobs' and wait_event_type = 'Lock'`).length === 1;
  const comparing = await fixture.admin.begin(async (making) => {
    await making`select private.add_usage_partition(${new Date(day).toISOString().slice(0, 10)})`;
    const found = reconcileUsage({ from: new Date(day), to: new Date(day + DAY_MS) }, { sql: jobs });
    await until(isWaiting, "the comparison waits for the partition");
    return { found };
  });
  assert.deepEqual([await comparing.found, await requests(apiId)], [[], 1]);
});

test("rows older than their retention go with their partition, their sums stay, and what comes later still is set aside instead of counted twice", async () => {
  const apiId = await newApi();
  const old = recordAt(apiId, [TODAY - 60 * DAY_MS, TODAY - 60 * DAY_MS + 5]);
  const kept = recordAt(apiId, [TODAY - 10 * DAY_MS]);
  await gateway.recordUsage([...old, ...kept]);
  await foldUsage(jobs);
  await keepUsage(jobs);
  await keepUsage(jobs, { ...USAGE_DAYS, rows: 50 });
  assert.deepEqual(await partitionsOf(apiId), [`private.${nameOf(TODAY - 10 * DAY_MS)}`]);
  assert.equal((await fixture.admin`select to_regclass(${`private.${nameOf(TODAY - 60 * DAY_MS)}`}) as found`)[0]?.found, null);
  assert.equal(await gateway.recordUsage([...old, ...old]), 0);
  await foldUsage(jobs);
  assert.deepEqual([await requests(apiId), (await fixture.admin`select 1 from private.usage_late where event ->> 'apiId' = ${apiId} and not event ? 'path'`).length], [3, 2]);
  assert.deepEqual(await reconcileUsage({ from: new Date(TODAY - 80 * DAY_MS), to: new Date(TODAY) }, { sql: jobs }), []);
  assert.equal(await requests(apiId), 3);
});

test("sums by minute, hour and day go at their own ages", async () => {
  const apiId = await newApi();
  const { minutes, hours, days } = USAGE_DAYS;
  await fixture.admin`insert into public.api_usage_rollups select a.id, a.workspace_id, g.grain, 'all', now() - make_interval(days => d), '', 1, 0, 0, 0, 0, 0, 0, 0, '{}', '{}', now()
    from public.apis a, (values ('minute'), ('hour'), ('day')) g(grain), unnest(${[minutes - 1, minutes + 1, hours - 1, hours + 1, days - 1, days + 1]}::int[]) d where a.id = ${apiId}`;
  await keepUsage(jobs);
  const left = await fixture.admin`select grain, count(*)::int as n from public.api_usage_rollups where api_id = ${apiId} group by grain order by n`;
  assert.deepEqual(left.map((row) => [row.grain, row.n]), [["minute", 1], ["hour", 3], ["day", 5]]);
});

test("a partition can be read by nobody but through its table, and takes its API's deletion", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await gateway.recordUsage(recordAt(apiId, [TODAY]));
  await assert.rejects(fixture.admin.begin(async (tx) => {
    await tx.unsafe("set local role authenticated");
    await tx`select * from ${tx(`private.${nameOf(TODAY)}`)}`;
  }), /permission denied/);
  await fixture.admin`delete from public.apis where id = ${apiId}`;
  assert.deepEqual(await partitionsOf(apiId), []);
  // What of it was still to be counted is let go.
  await foldUsage(jobs);
});

test("an installation with calls of before keeps every row and counter, and has their sums", async () => {
  const name = `old_${randomUUID().slice(0, 8)}`;
  await fixture.admin.unsafe(`create database ${name}`);
  const url = new URL(fixture.database.adminUrl);
  url.pathname = `/${name}`;
  const old = connect(url.href, "test-old", 1);
  try {
    await old.unsafe("create schema auth; create table auth.users (id uuid primary key, email text, raw_user_meta_data jsonb); create function auth.uid() returns uuid language sql stable as 'select null::uuid'");
    const isBefore = ({ version }: { version: string }) => version < "20261121000016";
    await migrate(url.href, { migrations: readMigrations().filter(isBefore) });
    const [userId, versionId] = [randomUUID(), randomUUID()];
    await old`insert into auth.users (id, email) values (${userId}, 'ada@example.com')`;
    await old`insert into public.apis (id, workspace_id, name, prompt, endpoint_url, usage_count) select 'api_0000000000000000', workspace_id, 'Books', 'p', 'u', 500 from public.workspace_members`;
    await old`insert into public.api_usage (id, workspace_id, api_id, version_id, request_id, method, status_code, response_time_ms, created_at)
      select gen_random_uuid(), workspace_id, id, ${versionId}, 'r' || i, 'GET', 200, i, now() - make_interval(hours => i * 7) from public.apis, generate_series(1, 500) i`;
    const read = () => old`select id, request_id, response_time_ms, created_at from public.api_usage order by request_id`;
    const before = [...(await read())];
    assert.equal((await migrate(url.href)).length, readMigrations().filter((migration) => !isBefore(migration)).length);
    assert.deepEqual([...(await read())], before);
    const [sums] = await old`select (select sum(requests)::int from public.api_usage_rollups where grain = 'day' and slice = 'all') as requests, usage_count from public.apis`;
    assert.deepEqual([sums?.requests, sums?.usage_count, await foldUsage(old)], [500, 500, 0]);
  } finally {
    await old.end();
    await fixture.admin.unsafe(`drop database ${name} with (force)`);
  }
});
