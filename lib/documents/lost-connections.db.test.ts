import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import type { DataReply } from "#lib/runtime/host-ports.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { createDocumentStore } from "./document-store.ts";

let fixture: DocumentFixture;
before(async () => {
  fixture = await startDocumentFixture();
});
after(() => fixture.stop());

const TURNS = 400;
const AT_ONCE = 12;
const outcome = ([reply]: DataReply[]): string => (reply && "ok" in reply ? "ok" : (reply?.err.code ?? "nothing"));

test("connections that are ended under load fail their own turns with words; what was answered is stored once, and the pool serves on", async () => {
  const { admin, runner, makeSpace } = fixture;
  const store = createDocumentStore(runner, createLog("test", "error", () => {}));
  const space = await makeSpace();
  const outcomes: string[] = [];
  let next = 0;
  const lane = async (): Promise<void> => {
    for (let turn = next++; turn < TURNS; turn = next++) {
      const id = `d${turn}`;
      outcomes[turn] = outcome(await store.run(space, [["insert", "things", { id, turn }, { unique: ["turn"] }]]));
      if (turn % 40 === 20) await admin`select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and application_name = 'test-runner'`;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, lane));
  assert.deepEqual(outcomes.filter((code) => code !== "ok" && code !== "unavailable"), []);
  const rows = await admin<{ id: string }[]>`select id from public.documents where api_id = ${space.apiId}`;
  const stored = new Set(rows.map(({ id }) => id));
  for (const [turn, code] of outcomes.entries()) if (code === "ok") assert.ok(stored.has(`d${turn}`), `d${turn} was confirmed`);
  for (let turn = 0; turn < 40; turn += 1) assert.equal(outcome(await store.run(space, [["count", "things"]])), "ok", "every connection of the pool works again");
});

test("more turns at once than connections are all served, and each sees its own space only", async () => {
  const pool = connect(fixture.database.runnerUrl, "test-narrow", 2);
  const store = createDocumentStore(pool, createLog("test", "error", () => {}));
  const spaces = await Promise.all([fixture.makeSpace(), fixture.makeSpace(), fixture.makeSpace()]);
  const replies = await Promise.all(Array.from({ length: 150 }, async (_none, turn) => {
    const space = spaces[turn % 3] ?? spaces[0];
    assert.ok(space);
    const failing = turn % 5 === 0;
    return outcome(await store.run(space, failing ? [["update", "things", "none", { a: 1 }, { ifVersion: 1 }], ["insert", "things", { id: `d${turn}` }], ["increment", "things", `d${turn}`, "n", 5, { max: 1 }]] : [["insert", "things", { id: `d${turn}` }]]));
  }));
  assert.ok(replies.every((code) => code === "ok"), replies.join());
  for (const space of spaces) {
    const [reply] = await store.run(space, [["count", "things"]]);
    assert.deepEqual(reply, { ok: 50 });
  }
  await pool.end({ timeout: 5 });
});
