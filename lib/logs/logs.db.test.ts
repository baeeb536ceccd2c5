import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createStoredChanges, type StoredChanges } from "#lib/db/stored-changes.ts";
import { createLog } from "#lib/log.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { createLogSink } from "./create-log-sink.ts";
import { followLogs } from "./follow-logs.ts";
import { listLogs, SCANNED } from "./list-logs.ts";
import type { LogEntry } from "./schema.ts";

let fixture: VerbFixture;
let runner: Sql;
let changes: StoredChanges;
const log = createLog("test", "error", () => {});
before(async () => {
  fixture = await startVerbFixture();
  runner = connect(fixture.database.runnerUrl, "test-runner", 4);
  changes = createStoredChanges(fixture.database.webUrl);
});
after(async () => {
  await Promise.all([runner.end(), changes.close()]);
  await fixture.stop();
});

async function makeApi() {
  const ada = await fixture.makeActor();
  return { ...ada, ...(await seedApi(fixture.admin, ada)) };
}
type Made = Awaited<ReturnType<typeof makeApi>>;
const print = async (api: Made, ...printed: [requestId: string, ...lines: [string, string][]][]) => {
  const sink = createLogSink(runner, log);
  for (const [requestId, ...lines] of printed) sink.write({ apiId: api.apiId, versionId: api.versionId, requestId, lines });
  await sink.close();
};
/** A tab that follows until it has so many entries. */
async function follow(api: Made, count: number, afterId?: number): Promise<LogEntry[]> {
  const gone = new AbortController();
  const entries: LogEntry[] = [];
  for await (const entry of followLogs({ apiId: api.apiId, ...(afterId === undefined ? {} : { afterId }) }, api.actor, { db: fixture.db, changes, log }, gone.signal)) {
    entries.push(entry);
    if (entries.length === count) gone.abort();
  }
  return entries;
}
const ids = (entries: LogEntry[]) => entries.map(({ requestId }) => requestId);

test("what was printed is stored under its request when the sink is closed; an unknown API's lines are dropped", async () => {
  const api = await makeApi();
  const sink = createLogSink(runner, log);
  sink.write({ apiId: api.apiId, versionId: api.versionId, requestId: "req-1", lines: [["log", "hello"]] });
  sink.write({ apiId: "api_zzzzzzzzzzzzzzzz", versionId: api.versionId, requestId: "req-2", lines: [["log", "lost"]] });
  await sink.close();
  const rows = await fixture.admin`select request_id, lines from public.request_logs`;
  assert.deepEqual(rows.map((row) => [row.request_id, row.lines]), [["req-1", [["log", "hello"]]]]);
});

test("a batch that is sent twice, because its answer was lost, is stored once", async () => {
  const api = await makeApi();
  const lossy = Object.assign(async (...given: Parameters<Sql>) => {
    await runner(...given);
    lossy.losses -= 1;
    if (lossy.losses >= 0) throw new Error("the connection was lost after the commit");
  }, { json: runner.json.bind(runner), losses: 2 });
  const sink = createLogSink(lossy as unknown as Sql, log);
  for (const n of [1, 2, 3]) sink.write({ apiId: api.apiId, versionId: api.versionId, requestId: `r${n}`, lines: [["log", "once"]] });
  await assert.doesNotReject(sink.close());
  await sink.close();
  await sink.close();
  assert.equal(lossy.losses, -1);
  assert.deepEqual(ids((await listLogs({ apiId: api.apiId }, api.actor, fixture)).items), ["r3", "r2", "r1"]);
});

test("an API that floods delays itself: a neighbour's line is in the next batch, and all of its lines are there", async () => {
  const [flood, quiet] = [await makeApi(), await makeApi()];
  const sink = createLogSink(runner, log);
  for (let n = 0; n < 5_000; n += 1) sink.write({ apiId: flood.apiId, versionId: flood.versionId, requestId: `f${n}`, lines: [["log", "x".repeat(100)]] });
  for (let n = 0; n < 20; n += 1) sink.write({ apiId: quiet.apiId, versionId: quiet.versionId, requestId: `q${n}`, lines: [["log", "mine"]] });
  const tail = await follow(quiet, 20);
  assert.equal(new Set(ids(tail)).size, 20);
  await sink.close();
  const [row] = await fixture.admin<{ n: number }[]>`select count(*)::int as n from public.request_logs where api_id = ${flood.apiId}`;
  assert.ok(row && row.n <= 3_001, `${row?.n} entries of the flood`);
});

test("the list narrows by level, call and time, and pages through everything once", async () => {
  const api = await makeApi();
  await print(api, ["a", ["log", "one"], ["error", "two"]], ["b", ["exception", "Error: three"]], ["c", ["debug", "four"]]);
  const list = async (input: object) => (await listLogs({ apiId: api.apiId, ...input }, api.actor, fixture)).items;
  assert.deepEqual((await list({ levels: ["error", "exception"] })).map(({ lines }) => lines.map(({ text }) => text)), [["Error: three"], ["two"]]);
  assert.deepEqual(ids(await list({ requestId: "c" })), ["c"]);
  await fixture.admin`update public.request_logs set created_at = now() - interval '1 day' where api_id = ${api.apiId} and request_id = 'a'`;
  assert.deepEqual(ids(await list({ since: new Date(Date.now() - 3_600_000) })), ["c", "b"]);
  const seen: string[] = [];
  let cursor: string | null = null;
  do {
    const page: { items: LogEntry[]; cursor: string | null } = await listLogs({ apiId: api.apiId, limit: 1, ...(cursor ? { cursor } : {}) }, api.actor, fixture);
    seen.push(...ids(page.items));
    cursor = page.cursor;
  } while (cursor);
  assert.deepEqual(seen, ["c", "b", "a"]);
  await assert.rejects(listLogs({ apiId: api.apiId, cursor: "no" }, api.actor, fixture), { code: "invalid" });
});

test("a page for a level looks at a bounded stretch, and its cursor leads to the line beyond it", async () => {
  const api = await makeApi();
  await print(api, ["rare", ["error", "once"]]);
  await fixture.admin`insert into public.request_logs (workspace_id, api_id, request_id, lines) select ${api.workspaceId}, ${api.apiId}, 'r' || n, '[["log", "often"]]' from generate_series(1, ${SCANNED}) n`;
  const first = await listLogs({ apiId: api.apiId, levels: ["error"] }, api.actor, fixture);
  const second = await listLogs({ apiId: api.apiId, levels: ["error"], cursor: first.cursor ?? "" }, api.actor, fixture);
  assert.deepEqual([ids(first.items), ids(second.items), second.cursor], [[], ["rare"], null]);
});

test("a stranger reads and follows nothing, nor does a key without usage:read", async () => {
  const api = await makeApi();
  await print(api, ["a", ["log", "mine"]]);
  const stranger = await fixture.makeActor();
  const key = await makeKeyActor(fixture.admin, api, ["apis:read"]);
  for (const [actor, code] of [[stranger.actor, "not_found"], [key, "forbidden"]] as const) {
    await assert.rejects(listLogs({ apiId: api.apiId }, actor, fixture), { code });
    await assert.rejects(followLogs({ apiId: api.apiId }, actor, { db: fixture.db, log }, new AbortController().signal).next(), { code });
  }
});

test("two tabs get the backlog and then every new entry once, in order, while several runners write", async () => {
  const api = await makeApi();
  await print(api, ["old", ["log", "before"]]);
  const tabs = [follow(api, 61), follow(api, 61)];
  await Promise.all([0, 1, 2].map(async (writer) => {
    for (let n = 0; n < 20; n += 1) await print(api, [`w${writer}-${n}`, ["log", "x"]]);
  }));
  const [one, two] = await Promise.all(tabs);
  assert.deepEqual(one, two);
  assert.ok(one);
  assert.equal(new Set(ids(one)).size, 61);
  assert.equal(ids(one)[0], "old");
  assert.deepEqual(one.map(({ id }) => id), one.map(({ id }) => id).toSorted((a, b) => a - b));
});

test("a tail that broke off goes on after its last entry, without loss or double", async () => {
  const api = await makeApi();
  const names = Array.from({ length: 120 }, (_, n) => `r${n}`);
  await print(api, ...names.slice(0, 60).map((name): [string, [string, string]] => [name, ["log", name]]));
  const first = await follow(api, 30, 0);
  await print(api, ...names.slice(60).map((name): [string, [string, string]] => [name, ["log", name]]));
  const rest = await follow(api, 90, first.at(-1)?.id ?? 0);
  assert.deepEqual(ids([...first, ...rest]), names);
});

test("a tail ends in words when its API is deleted", async () => {
  const api = await makeApi();
  await print(api, ["a", ["log", "x"]]);
  const tail = followLogs({ apiId: api.apiId }, api.actor, { db: fixture.db, log }, new AbortController().signal);
  assert.equal((await tail.next()).done, false);
  await fixture.admin`update public.apis set deleted_at = now() where id = ${api.apiId}`;
  await assert.rejects(tail.next(), { code: "gone" });
});

test("logs are kept as long as the plan says", async () => {
  const [free, pro] = [await makeApi(), await makeApi()];
  await fixture.admin`update public.workspaces set plan = 'pro' where id = ${pro.workspaceId}`;
  for (const api of [free, pro]) {
    await print(api, ["old", ["log", "x"]], ["new", ["log", "x"]]);
    await fixture.admin`update public.request_logs set created_at = now() - interval '5 days' where api_id = ${api.apiId} and request_id = 'old'`;
  }
  const jobs = connect(fixture.database.jobsUrl, "test-jobs", 1);
  await jobs`select private.clean_up_logs(${jobs.json(Object.fromEntries(Object.entries(PLAN_LIMITS).map(([plan, { logDays }]) => [plan, logDays])))})`;
  await jobs.end();
  const left = async (api: Made) => ids((await listLogs({ apiId: api.apiId }, api.actor, fixture)).items);
  assert.deepEqual([await left(free), await left(pro)], [["new"], ["new", "old"]]);
});
