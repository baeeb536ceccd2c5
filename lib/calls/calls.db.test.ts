import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { replayCall } from "#lib/apis/replay-call.ts";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createStoredChanges, type StoredChanges } from "#lib/db/stored-changes.ts";
import { createLog } from "#lib/log.ts";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { CallBudget } from "./call-budget.ts";
import type { CallRecord } from "./schema.ts";
import { createCallSink } from "./create-call-sink.ts";
import { followCalls } from "./follow-calls.ts";
import { getCall } from "./get-call.ts";
import { listCalls } from "./list-calls.ts";
import { SCANNED } from "./select-calls.ts";
import { testOfCall } from "./test-of-call.ts";

let fixture: VerbFixture;
let gateway: Sql;
let changes: StoredChanges;
const log = createLog("test", "error", () => {});
before(async () => {
  fixture = await startVerbFixture();
  gateway = connect(fixture.database.gatewayUrl, "test-gateway", 2);
  changes = createStoredChanges(fixture.database.webUrl);
});
after(async () => {
  await Promise.all([gateway.end(), changes.close()]);
  await fixture.stop();
});

async function makeApi() {
  const ada = await fixture.makeActor();
  return { ...ada, ...(await seedApi(fixture.admin, ada)) };
}
type Made = Awaited<ReturnType<typeof makeApi>>;

const recordOf = (api: Made, part: Partial<CallRecord> = {}): CallRecord => ({
  entry: randomUUID(), apiId: api.apiId, versionId: api.versionId, requestId: randomUUID(), method: "GET", path: "/books", query: null, status: 200, durationMs: 3.5, wakeMs: null, errorCode: null, isOwner: false, createdAt: new Date().toISOString(),
  detail: { headers: {}, otherHeaders: [], requestBytes: 0, body: null, limit: null, replyHeaders: {}, responseBytes: 2, reply: null, keyId: null, skipped: 0 }, ...part,
});
const write = async (records: readonly string[]) => {
  await gateway`select private.write_call_records(${`[${records.join(",")}]`}::text::jsonb)`;
};
async function store(api: Made, ...parts: Partial<CallRecord>[]): Promise<void> {
  const sink = createCallSink(write, log);
  for (const part of parts) sink.note(api.apiId, () => recordOf(api, part));
  await sink.close();
}
const paths = async (api: Made, filter: object = {}) => (await listCalls({ apiId: api.apiId, ...filter }, api.actor, fixture)).items.map(({ path }) => path);

test("calls are listed newest first and narrowed by status, method, path, request id and what was printed", async () => {
  const api = await makeApi();
  await store(api, { path: "/a", requestId: "r-a" }, { path: "/b", status: 404, method: "DELETE" }, { path: "/c", status: 503, errorCode: "unavailable" }, { path: "/d", query: "q=Dune", requestId: "r-d" });
  await fixture.admin`insert into public.request_logs (workspace_id, api_id, request_id, lines) values (${api.workspaceId}, ${api.apiId}, 'r-a', '[["error", "No Such Shelf"]]')`;
  assert.deepEqual(await paths(api), ["/d", "/c", "/b", "/a"]);
  const cases: [filter: object, found: string[]][] = [
    [{ status: "failed" }, ["/c", "/b"]], [{ status: "4xx" }, ["/b"]], [{ status: "503" }, ["/c"]], [{ status: "2xx" }, ["/d", "/a"]], [{ method: "DELETE" }, ["/b"]], [{ path: "/A" }, ["/a"]],
    [{ requestId: "r-d" }, ["/d"]], [{ text: "such shelf" }, ["/a"]], [{ text: "dune" }, ["/d"]], [{ text: "unavail" }, ["/c"]], [{ text: "%" }, []],
  ];
  for (const [filter, found] of cases) assert.deepEqual(await paths(api, filter), found, JSON.stringify(filter));
});

test("pages hold every call once, also where a page's stretch holds none that fits", async () => {
  const api = await makeApi();
  await fixture.admin`insert into public.call_records (entry, workspace_id, api_id, request_id, method, path, status, duration_ms, detail, created_at)
    select gen_random_uuid(), ${api.workspaceId}, ${api.apiId}, 'r' || n, 'GET', case when n % ${SCANNED} = 1 then '/rare' else '/common' end, 200, 1, '{}', now() from generate_series(1, ${2 * SCANNED + 2}) n`;
  const seen: string[] = [];
  let [cursor, pages]: [string | undefined, number] = [undefined, 0];
  do {
    const page: Awaited<ReturnType<typeof listCalls>> = await listCalls({ apiId: api.apiId, path: "rare", limit: 2, cursor }, api.actor, fixture);
    seen.push(...page.items.map(({ requestId }) => requestId));
    cursor = page.cursor ?? undefined;
    pages += 1;
  } while (cursor !== undefined);
  assert.deepEqual(seen, [`r${2 * SCANNED + 1}`, `r${SCANNED + 1}`, "r1"]);
  assert.ok(pages >= 3, `${pages} pages`);
});

test("of calls by the same request id each shows and finds only what was printed near to it, and says how far back it looked", async () => {
  const api = await makeApi();
  const at = (hoursAgo: number) => new Date(Date.now() - hoursAgo * 3_600_000);
  for (const [path, hoursAgo] of [["/old", 30], ["/new", 0]] as const) {
    await store(api, { path, requestId: "same", createdAt: at(hoursAgo).toISOString() });
    await fixture.admin`insert into public.request_logs (workspace_id, api_id, request_id, lines, created_at) values (${api.workspaceId}, ${api.apiId}, 'same', ${fixture.admin.json([["log", `printed by ${path}`]])}, ${at(hoursAgo)})`;
  }
  assert.deepEqual([await paths(api, { text: "printed by /old" }), await paths(api, { text: "printed by /new" })], [["/old"], ["/new"]]);
  const page = await listCalls({ apiId: api.apiId, path: "/new" }, api.actor, fixture);
  assert.equal(page.lookedBackTo?.slice(0, 13), at(30).toISOString().slice(0, 13));
  const details = await Promise.all((await listCalls({ apiId: api.apiId }, api.actor, fixture)).items.map(({ id }) => getCall({ apiId: api.apiId, callId: id }, api.actor, fixture)));
  assert.deepEqual(details.map(({ path, console }) => [path, console.map(({ text }) => text)]), [["/new", ["printed by /new"]], ["/old", ["printed by /old"]]]);
});

test("a tail gets each call that fits once, as it is stored, and goes on after its last", async () => {
  const api = await makeApi();
  await store(api, { path: "/before" });
  const afterId = (await listCalls({ apiId: api.apiId }, api.actor, fixture)).items[0]?.id ?? 0;
  const tail = followCalls({ apiId: api.apiId, afterId, status: "failed" }, api.actor, { db: fixture.db, changes, log }, new AbortController().signal);
  const first = tail.next();
  await store(api, { path: "/fine" }, { path: "/one", status: 500 });
  await store(api, { path: "/two", status: 404 });
  const [one, two] = [await first, await tail.next()];
  await tail.return();
  assert.deepEqual([one.value?.path, two.value?.path], ["/one", "/two"]);
  const again = followCalls({ apiId: api.apiId, afterId: one.value?.id ?? 0 }, api.actor, { db: fixture.db, changes, log }, new AbortController().signal);
  assert.equal((await again.next()).value?.path, "/two");
  await again.return();
});

test("a stranger, and a key without usage:read, find nothing of another workspace's calls", async () => {
  const api = await makeApi();
  await store(api, {});
  const callId = (await listCalls({ apiId: api.apiId }, api.actor, fixture)).items[0]?.id ?? 0;
  const [stranger, own] = [await fixture.makeActor(), await makeApi()];
  const key = await makeKeyActor(fixture.admin, api, ["apis:read"]);
  for (const [actor, code] of [[stranger.actor, "not_found"], [key, "forbidden"]] as const) {
    await assert.rejects(listCalls({ apiId: api.apiId }, actor, fixture), { code });
    await assert.rejects(getCall({ apiId: api.apiId, callId }, actor, fixture), { code });
    await assert.rejects(testOfCall({ apiId: api.apiId, callId }, actor, fixture), { code });
    await assert.rejects(followCalls({ apiId: api.apiId }, actor, { db: fixture.db, log }, new AbortController().signal).next(), { code });
  }
  await assert.rejects(getCall({ apiId: own.apiId, callId }, own.actor, fixture), { code: "not_found" }, "by one's own API and another's call");
});

test("what failed is proposed as a test that wants it to succeed, what was refused as one that wants the refusal; a call that isn't kept whole, or that the platform refused, as none", async () => {
  const api = await makeApi();
  const detail = recordOf(api).detail;
  await store(api,
    { method: "POST", status: 500, detail: { ...detail, requestBytes: 16, body: { text: '{"title":"Dune"}', isMasked: false } } },
    { path: "/books/b9", status: 404, detail: { ...detail, reply: { text: '{"error":"not_found","message":"There is no such book."}', isMasked: false } } },
    { method: "POST", status: 500, detail: { ...detail, requestBytes: 16, body: { text: '{"password":"[hidden]"}', isMasked: true } } },
    { status: 429, errorCode: "rate_limited", detail: { ...detail, reply: { text: '{"error":"rate_limited"}', isMasked: false } } });
  const [limited, masked, missing, crashed] = (await listCalls({ apiId: api.apiId }, api.actor, fixture)).items.map(({ id }) => id);
  const stepOf = async (callId = 0) => (await testOfCall({ apiId: api.apiId, callId }, api.actor, fixture)).steps[0];
  assert.deepEqual(await stepOf(crashed), { request: { method: "POST", path: "/books", body: { title: "Dune" } }, expect: { status: 201 } });
  assert.deepEqual(await stepOf(missing), { request: { method: "GET", path: "/books/b9" }, expect: { status: 404, body: { error: "not_found" } } });
  await assert.rejects(stepOf(masked), { code: "conflict" });
  await assert.rejects(stepOf(limited), { code: "conflict" });
});

test("a call that writes is sent again only when that is said, and one that isn't kept whole never", async () => {
  const api = await makeApi();
  const detail = recordOf(api).detail;
  await store(api, { method: "POST" }, { query: "token=[hidden]" });
  const [masked = 0, post = 0] = (await listCalls({ apiId: api.apiId }, api.actor, fixture)).items.map(({ id }) => id);
  const sent: string[] = [];
  const runtime = { ...createFakeRuntime(), callApi: async ({ method, target }: { method: string; target: string }) => {
    sent.push(`${method} ${target}`);
    return { status: 201, headers: {}, body: "{}", isCold: false, wakeMs: 0, versionId: api.versionId };
  } };
  const deps = { db: fixture.db, runtime, consumerSecret: "x".repeat(32) };
  const replay = (callId: number, writes: boolean) => replayCall({ apiId: api.apiId, callId, writes }, api.actor, deps);
  await assert.rejects(replay(post, false), { code: "conflict" });
  await assert.rejects(replay(masked, true), { code: "conflict" });
  assert.deepEqual(sent, []);
  assert.equal((await replay(post, true)).version, 1);
  assert.deepEqual(sent, ["POST /books"]);
  const [own] = (await listCalls({ apiId: api.apiId }, api.actor, fixture)).items;
  assert.deepEqual([own?.isOwner, own?.status, detail.skipped], [true, 201, 0]);
});

test("calls above the minute's budget aren't kept, and the next one says how many", () => {
  let now = 0;
  const budget = new CallBudget({ minute: { calls: 2, bytes: 1_000 }, day: { calls: 10, bytes: 1_500 } }, () => now);
  assert.deepEqual([1, 2, 3, 4].map(() => budget.admit("a")), [{ skipped: 0 }, { skipped: 0 }, null, null]);
  assert.deepEqual(budget.admit("b"), { skipped: 0 });
  now = 60_000;
  assert.deepEqual(budget.admit("a"), { skipped: 2 });
  budget.spend("a", 2_000);
  now = 120_000;
  assert.equal(budget.admit("a"), null, "the day is full");
});
