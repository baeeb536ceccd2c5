import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { DataReply, DataSpace, DocumentStore } from "#lib/runtime/host-ports.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { until } from "../../supabase/tests/until.ts";
import { createDocumentStore } from "./document-store.ts";

type Live = DataSpace & { kind: "live" };
let fixture: DocumentFixture;
let pool: Sql;
let store: DocumentStore;
before(async () => {
  fixture = await startDocumentFixture();
  // Who waits in a circle is not found: it would be told as failed.
  await fixture.admin.unsafe(`alter database ${(await fixture.admin`select current_database() as name`)[0]?.["name"]} set deadlock_timeout = '10min'`);
  pool = connect(fixture.database.runnerUrl, "test-contested", 12);
  await pool`select 1`;
  store = createDocumentStore(pool, createLog("test", "error", () => {}), { statementMs: 60_000 });
});
after(async () => {
  await pool.end({ timeout: 5 });
  await fixture.stop();
});

const shown = (reply: DataReply | undefined) => (reply && "ok" in reply ? "ok" : (reply?.err.code ?? "nothing"));
const run = async (operations: unknown[][], space: Live, by = store) => (await by.run(space, operations)).map(shown);
const isWaiting = (count: number) => until(async () => (await fixture.admin`select from pg_stat_activity where application_name = 'test-contested' and wait_event_type = 'Lock'`).length === count, `${count} wait`);

for (const [what, again] of [["unique value", { id: "new", mail: "a@x" }], ["id", { id: "old", mail: "b@x" }]] as const) {
  test(`the ${what} of a document that is removed as expired, just while another one asks for it, is free`, async () => {
    const space = await fixture.makeSpace();
    await run([["insert", "users", { id: "old", mail: "a@x" }, { unique: ["mail"], ttlSeconds: 60 }]], space);
    await fixture.admin`update public.documents set expires_at = now() - interval '1 second' where api_id = ${space.apiId}`;
    // Who counts what goes may wait for who counts what comes, and would be tried again.
    await fixture.admin`alter table public.documents disable trigger removed`;
    const inserted = await fixture.admin.begin(async (tx) => {
      await tx`select from public.documents where api_id = ${space.apiId} for update`;
      const asked = run([["insert", "users", again, { unique: ["mail"] }]], space);
      await isWaiting(1);
      await tx`delete from public.documents where api_id = ${space.apiId}`;
      return { asked };
    });
    assert.deepEqual(await inserted.asked, ["ok"]);
    assert.deepEqual(await run([["insert", "users", again, { unique: ["mail"] }]], space), ["conflict"]);
  });
}

for (const [what, turn] of [["turns", (ids: string[]) => ids.map((id) => ["update", "things", id, { by: ids.join("") }])], ["transactions", (ids: string[]) => [["transaction", ids.map((id) => ["increment", "things", id, "n", 1])]]]] as const) {
  test(`${what} that change the same documents in opposite orders wait for each other, never in a circle`, async () => {
    const space = await fixture.makeSpace();
    await run(["a", "b", "x"].map((id) => ["insert", "things", { id, n: 0 }]), space);
    const both = await fixture.admin.begin(async (tx) => {
      await tx`select from public.documents where api_id = ${space.apiId} and id = 'x' for update`;
      const asked = [["a", "x", "b"], ["b", "x", "a"]].map((ids) => run(turn(ids), space));
      await isWaiting(2);
      return { asked };
    });
    assert.deepEqual(new Set((await Promise.all(both.asked)).flat()), new Set(["ok"]));
  });
}

test("of many transactions at the plan's limit as many happen whole as there is room, none waits in a circle, and the rest hears quota", async () => {
  const space = await fixture.makeSpace();
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${space.apiId}, ${space.workspaceId}, 'old', n::text, '{}' from generate_series(1, ${PLAN_LIMITS.free.documents - 20}::integer) n`;
  const transaction = (n: number) => ["transaction", [["insert", "new", { id: `a${n}` }], ["update", "old", "1", { n }], ["insert", "new", { id: `b${n}` }], ["kvPut", "", `k${n}`, n]]];
  const outcomes = (await Promise.all(Array.from({ length: 24 }, (_, n) => run([transaction(n)], space)))).flat();
  assert.deepEqual([outcomes.filter((code) => code === "ok").length, outcomes.filter((code) => code === "quota").length], [6, 18]);
  const [held] = await fixture.admin`select (select count(*) from public.documents where workspace_id = ${space.workspaceId})::integer as stored, (select sum(documents) from private.document_use where workspace_id = ${space.workspaceId})::integer as counted`;
  assert.deepEqual(held, { stored: PLAN_LIMITS.free.documents - 2, counted: PLAN_LIMITS.free.documents - 2 });
});

test("transactions that come near the plan's limit with their last write wait for each other, never in a circle", async () => {
  const space = await fixture.makeSpace();
  // Two more, and whoever adds a third one holds the counts of all that add unseen: 15 turns of 100 documents.
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${space.apiId}, ${space.workspaceId}, 'old', n::text, '{}' from generate_series(1, ${PLAN_LIMITS.free.documents - 1_502}::integer) n`;
  const both = await fixture.admin.begin(async (tx) => {
    await tx`select from public.documents where api_id = ${space.apiId} and id = '1' for update`;
    const asked = ["a", "b"].map((name) => run([["transaction", [["insert", "new", { id: `${name}1` }], ["update", "old", "1", { name }], ["insert", "new", { id: `${name}2` }], ["insert", "new", { id: `${name}3` }]]]], space));
    await isWaiting(2);
    return { asked };
  });
  assert.deepEqual(new Set((await Promise.all(both.asked)).flat()), new Set(["ok"]));
});

test("a turn in which one write passes the plan's limit stores the others that have room, and counts them", async () => {
  const space = await fixture.makeSpace();
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${space.apiId}, ${space.workspaceId}, 'old', n::text, '{}' from generate_series(1, ${PLAN_LIMITS.free.documents - 2}::integer) n`;
  assert.deepEqual(await run([["insert", "new", { id: "a" }], ["transaction", [["insert", "new", { id: "b" }], ["insert", "new", { id: "c" }]]], ["insert", "new", { id: "d" }], ["insert", "new", { id: "e" }], ["count", "new"]], space), ["ok", "quota", "ok", "quota", "ok"]);
  assert.deepEqual(await store.run(space, [["count", "new"]]), [{ ok: 2 }]);
});

test("of many who change a document with the version that they read, each version is made by one, and none is lost", async () => {
  const space = await fixture.makeSpace();
  await run([["insert", "things", { id: "x", log: "" }]], space);
  let stale = 0;
  await Promise.all(Array.from({ length: 8 }, async (_, who) => {
    for (let done = 0; done < 6; ) {
      const [found] = await store.run(space, [["get", "things", "x"]]);
      assert.ok(found && "ok" in found);
      const { version, log } = found.ok as { version: number; log: string };
      const [outcome] = await run([["update", "things", "x", { log: `${log}${who}` }, { ifVersion: version }]], space);
      if (outcome === "ok") done += 1;
      else if (outcome === "stale") stale += 1;
      else assert.fail(outcome);
    }
  }));
  const [last] = await store.run(space, [["get", "things", "x"]]);
  assert.ok(last && "ok" in last && stale > 0);
  const { version, log } = last.ok as { version: number; log: string };
  assert.deepEqual([version, log.length, ...["0", "7"].map((who) => log.split(who).length - 1)], [49, 48, 6, 6]);
});

test("an operation that takes too long is stopped once, and told as what it is", async () => {
  const space = await fixture.makeSpace();
  await run([["insert", "things", { id: "x" }]], space);
  let begun = 0;
  const counted = new Proxy(pool, { get: (target, name) => ((begun += name === "begin" ? 1 : 0), Reflect.get(target, name) as unknown) });
  const hasty = createDocumentStore(counted, createLog("test", "error", () => {}), { statementMs: 400 });
  const replies = await fixture.admin.begin(async (tx) => {
    await tx`select from public.documents where api_id = ${space.apiId} for update`;
    return { replies: await hasty.run(space, [["update", "things", "x", { n: 1 }]]) };
  });
  assert.match(JSON.stringify(replies), /"unavailable","message":"A data operation took longer than 0\.4 s and was stopped/);
  assert.equal(begun, 1);
  assert.deepEqual(await run([["update", "things", "x", { n: 1 }]], space), ["ok"]);
});
