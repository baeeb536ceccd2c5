import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { CompiledQuery, Kysely } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import { asUser } from "#lib/db/as-user.ts";
import { connect, type Database, type Sql } from "#lib/db/connect.ts";
import type { DB } from "#lib/db/database.types.ts";
import { createLog } from "#lib/log.ts";
import { listLogs } from "#lib/logs/list-logs.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { seedCallRecord } from "../../supabase/tests/seed-call-record.ts";
import { seedMillion } from "../../supabase/tests/seed-million.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { followCalls } from "./follow-calls.ts";
import { getCall } from "./get-call.ts";
import { listCalls } from "./list-calls.ts";
import { SCANNED, SCANNED_TEXTS } from "./select-calls.ts";

const CALLS = 1_000_000;
const RUNS = 20;
/** Of calls and of lines together: nothing that is asked for reads more. The most is a text sought in what calls by the same id printed. */
const MOST_ROWS = 10 * SCANNED;

let fixture: VerbFixture;
let web: Sql;
let db: Database;
let sent: CompiledQuery[] = [];
before(async () => {
  fixture = await startVerbFixture();
  web = connect(fixture.database.webUrl, "test-million", 1);
  db = new Kysely<DB>({ dialect: new PostgresJSDialect({ postgres: web }), log: ({ query }) => void sent.push(query) });
});
after(async () => {
  await web.end();
  await fixture.stop();
});

test("with a million calls and a million printed lines every question of the logs reads a bounded stretch, of the member's own calls alone", { timeout: 840_000 }, async (t) => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const [{ apiId }, other] = [await seedApi(fixture.admin, ada), await seedApi(fixture.admin, eve, "Eve's")];
  await seedMillion(fixture.admin, { ...ada, apiId }, CALLS);
  await seedCallRecord(fixture.admin, { ...eve, ...other });
  const page = (input: object) => listCalls({ apiId, ...input }, ada.actor, { db });
  const cursorAt = (id: number) => Buffer.from(String(id)).toString("base64url");
  const lookedAt = (cursor: string | null) => CALLS + 1 - Number(Buffer.from(cursor ?? "", "base64url").toString());
  const ask = <Found>(name: string, work: () => Promise<Found>) => measure(t, ada.actor, name, work);

  assert.deepEqual((await ask("the newest calls", () => page({}))).items[0]?.path, `/books/${CALLS}`);
  assert.equal((await ask("from the middle", () => page({ cursor: cursorAt(CALLS / 2) }))).items[0]?.id, CALLS / 2 - 1);
  assert.equal((await ask("failed", () => page({ status: "failed" }))).items.length, 50);
  assert.equal((await ask("the five 5xx of a million", () => page({ status: "5xx" }))).items.length, 5);
  assert.equal((await ask("404", () => page({ status: "404" }))).items.length, 50);
  assert.equal((await ask("2xx", () => page({ status: "2xx" }))).items.length, 50);
  assert.equal((await ask("a path that is often there", () => page({ path: "/books/9999" }))).items.length, 50);
  assert.equal(lookedAt((await ask("a path that is nowhere", () => page({ path: "nowhere" }))).cursor), SCANNED);
  assert.equal(lookedAt((await ask("a method that is nowhere", () => page({ method: "DELETE" }))).cursor), SCANNED);
  assert.equal(lookedAt((await ask("a text that is nowhere", () => page({ text: "no such line" }))).cursor), SCANNED_TEXTS);
  assert.equal((await ask("a text that one call printed", () => page({ text: `read book ${CALLS - 5}` }))).items[0]?.path, `/books/${CALLS - 5}`);
  assert.equal((await ask("one request id", () => page({ requestId: "r500005" }))).items[0]?.id, 500_005);
  assert.equal((await ask("a request id of 300,000 calls", () => page({ requestId: "same" }))).items[0]?.id, CALLS);
  assert.deepEqual((await ask("open a call", () => getCall({ apiId, callId: 500_005 }, ada.actor, { db }))).console.map(({ text }) => text), ["read book 500005"]);
  assert.equal((await ask("open one of 300,000 by the same id", () => getCall({ apiId, callId: 500_000 }, ada.actor, { db }))).id, 500_000);
  assert.equal((await ask("the newest lines", () => listLogs({ apiId }, ada.actor, { db }))).items.length, 50);
  assert.equal((await ask("lines of a level that is nowhere", () => listLogs({ apiId, levels: ["error"] }, ada.actor, { db }))).items.length, 0);
  assert.equal((await ask("lines of the last minute", () => listLogs({ apiId, since: new Date(Date.now() - 1000), limit: 1 }, ada.actor, { db }))).items.length <= 1, true);
  assert.deepEqual((await listCalls({ apiId: other.apiId }, eve.actor, { db })).items.map(({ path }) => path), ["/books"]);
  await assert.rejects(listCalls({ apiId }, eve.actor, { db }), { code: "not_found" });

  const tail = followCalls({ apiId, afterId: CALLS, status: "failed" }, ada.actor, { db, log: createLog("test", "error", () => {}) }, new AbortController().signal);
  const first = tail.next();
  await fixture.admin`insert into public.call_records (entry, workspace_id, api_id, request_id, method, path, status, duration_ms, detail, created_at)
    select gen_random_uuid(), workspace_id, api_id, 'new', method, '/new/' || n, 400 + n, 1, detail, now() from public.call_records, generate_series(1, 100) n where id = 1 order by n`;
  assert.equal((await first).value?.path, "/new/1");
  for (let n = 2; n <= 100; n += 1) assert.equal((await tail.next()).value?.path, `/new/${n}`);
  await tail.return();
});

/** Asked often, so that Postgres keeps the plan that it keeps in production, then once more with what its plan reads. */
async function measure<Found>(t: TestContext, actor: Parameters<typeof asUser>[0], name: string, work: () => Promise<Found>): Promise<Found> {
  const times: number[] = [];
  let found: Found | undefined;
  for (let run = 0; run < RUNS; run += 1) {
    sent = [];
    const startedAt = performance.now();
    found = await work();
    times.push(performance.now() - startedAt);
  }
  const questions = sent.filter(({ sql }) => /^\s*select/.test(sql) && /call_records|request_logs/.test(sql));
  assert.ok(found !== undefined && questions.length > 0, name);
  const rows = await asUser(actor, db, async (tx) => {
    let sum = 0;
    for (const { sql, parameters } of questions) sum += rowsRead(JSON.stringify((await tx.executeQuery(CompiledQuery.raw(`explain (analyze, format json) ${sql}`, [...parameters]))).rows));
    return sum;
  });
  times.sort((one, two) => one - two);
  t.diagnostic(`${name}: p50 ${times[RUNS / 2]?.toFixed(1)} ms, p95 ${times[Math.ceil(RUNS * 0.95) - 1]?.toFixed(1)} ms, ${rows} rows read`);
  assert.ok(rows <= MOST_ROWS, `${name} read ${rows} rows`);
  return found;
}

/** What the plan's scans of tables read, whether it was taken or left. */
function rowsRead(plan: string): number {
  let sum = 0;
  JSON.parse(plan, (_key, node: unknown) => {
    if (typeof node === "object" && node !== null && "Relation Name" in node && "Actual Rows" in node && "Actual Loops" in node) {
      const left = "Rows Removed by Filter" in node ? Number(node["Rows Removed by Filter"]) : 0;
      sum += (Number(node["Actual Rows"]) + left) * Number(node["Actual Loops"]);
    }
    return node;
  });
  return Math.round(sum);
}
