import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { DataReply, DataSpace } from "#lib/runtime/host-ports.ts";
import type { Json } from "#lib/runtime/runtime.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";

let fixture: DocumentFixture;
let live: DataSpace & { kind: "live" };
const scratch: DataSpace = { kind: "scratch", scratchId: "complete-data" };
before(async () => {
  fixture = await startDocumentFixture();
  live = await fixture.makeSpace();
});
after(() => fixture.stop());

const run = (operations: unknown[][], space: DataSpace = live): Promise<DataReply[]> => fixture.store.run(space, operations);
const shown = (reply: DataReply): Json => ("ok" in reply ? reply.ok : reply.err.code);
const all = async (operations: unknown[][], space: DataSpace = live) => (await run(operations, space)).map(shown);
const one = async (operation: unknown[], space: DataSpace = live) => (await all([operation], space))[0] ?? null;
async function expire(space: DataSpace, collection: string): Promise<void> {
  if (space.kind === "live") await fixture.admin`update public.documents set expires_at = now() - interval '1 second' where api_id = ${space.apiId} and collection = ${collection}`;
  else await fixture.admin`update private.scratch_documents set expires_at = now() - interval '1 second' where api_id = ${space.scratchId} and collection = ${collection}`;
}

for (const name of ["live", "scratch"] as const) {
  const space = () => (name === "live" ? live : scratch);

  test(`${name}: what has expired is gone for every operation, and its id and unique values are free`, async () => {
    await all([["insert", "codes", { id: "a", code: "x", n: 1 }, { ttlSeconds: 60, unique: ["code"] }], ["insert", "codes", { id: "c", n: 1 }]], space());
    assert.equal(await one(["count", "codes", {}], space()), 2);
    await expire(space(), "codes");
    const seen = await all([["get", "codes", "a"], ["list", "codes", { where: { n: 1 } }], ["count", "codes", {}], ["count", "codes", { n: 1 }], ["aggregate", "codes", {}], ["update", "codes", "a", { n: 2 }], ["increment", "codes", "a", "n", 1], ["delete", "codes", "a"]], space());
    assert.deepEqual(seen, [null, { items: [], cursor: null }, 0, 0, [{ group: null, count: 0, sum: null, min: null, max: null, average: null }], null, null, false]);
    assert.equal(((await one(["insert", "codes", { id: "b", code: "x" }, { unique: ["code"] }], space())) as { id: string }).id, "b");
    const again = (await one(["insert", "codes", { id: "c", n: 7 }], space())) as { version: number; n: number };
    assert.deepEqual([again.version, again.n], [1, 7]);
    assert.equal(await one(["insert", "codes", { code: "x" }, { unique: ["code"] }], space()), "conflict");
  });

  test(`${name}: an update sets the time a document has left, or lets it stay`, async () => {
    await one(["insert", "stays", { id: "a" }, { ttlSeconds: 60 }], space());
    await one(["update", "stays", "a", {}, { ttlSeconds: null }], space());
    const table = name === "live" ? fixture.admin`public.documents` : fixture.admin`private.scratch_documents`;
    const left = async () => (await fixture.admin<{ left: number | null }[]>`select extract(epoch from expires_at - updated_at)::float as left from ${table} where collection = 'stays'`)[0]?.left;
    assert.equal(await left(), null);
    await one(["update", "stays", "a", { n: 1 }, { ttlSeconds: 90 }], space());
    assert.ok(Math.abs((await left() ?? 0) - 90) < 1);
    assert.equal(await one(["update", "stays", "a", {}, { ttlSeconds: 0 }], space()), "invalid");
  });

  test(`${name}: the time a document has left is told by the database's clock, whatever the runner's says`, async (t) => {
    const place = space();
    for (const [id, aheadMs] of [["ahead", 9e10], ["behind", -9e10]] as const) {
      t.mock.timers.enable({ apis: ["Date"], now: Date.now() + aheadMs });
      await one(["insert", "clocks", { id }, { ttlSeconds: 60 }], place);
      await one(["kvPut", "", `clock.${id}`, 1, { ttlSeconds: 60 }], place);
      assert.deepEqual([(await one(["get", "clocks", id], place)) !== null, await one(["kvGet", "", `clock.${id}`], place)], [true, 1]);
      t.mock.timers.reset();
    }
    assert.equal(await one(["count", "clocks", {}], place), 2);
    await expire(place, "clocks");
    await expire(place, "_kv");
    t.mock.timers.enable({ apis: ["Date"], now: Date.now() - 9e10 });
    assert.deepEqual(await all([["get", "clocks", "ahead"], ["kvGet", "", "clock.behind"], ["count", "clocks", {}]], place), [null, null, 0]);
  });

  test(`${name}: keys hold values, are replaced, listed by prefix in order, expire, and are apart from collections`, async () => {
    await all([["kvPut", "", "a:2", { deep: [1] }], ["kvPut", "", "a:1", "one"], ["kvPut", "", "a:1", "uno"], ["kvPut", "", "B", null], ["kvPut", "", "a%3", 3]], space());
    assert.deepEqual(await all([["kvGet", "", "a:1"], ["kvGet", "", "a:2"], ["kvGet", "", "B"], ["kvGet", "", "nothing"]], space()), ["uno", { deep: [1] }, null, null]);
    assert.deepEqual(await one(["kvList", "", { prefix: "a:", limit: 1 }], space()), { keys: ["a:1"], cursor: "a:1" });
    assert.deepEqual(await one(["kvList", "", { prefix: "a:", limit: 1, cursor: "a:1" }], space()), { keys: ["a:2"], cursor: null });
    assert.deepEqual(await one(["kvList", "", {}], space()), { keys: ["B", "a%3", "a:1", "a:2"], cursor: null });
    assert.deepEqual(await all([["kvDelete", "", "a:1"], ["kvDelete", "", "a:1"], ["kvGet", "", "a:1"]], space()), [true, false, null]);
    assert.equal(await one(["get", "_kv", "a:2"], space()), "invalid");
    await expire(space(), "_kv");
    assert.deepEqual(await all([["kvGet", "", "a:2"], ["kvList", "", {}]], space()), [null, { keys: [], cursor: null }]);
  });

  test(`${name}: a transaction happens whole or not at all, and to change what isn't there stops it`, async () => {
    await all([["insert", "accounts", { id: "a", cents: 10 }], ["insert", "accounts", { id: "b", cents: 0 }]], space());
    const move = (cents: number, to: string) => ["transaction", [["increment", "accounts", to, "cents", cents, {}], ["increment", "accounts", "a", "cents", -cents, { min: 0 }]]];
    assert.deepEqual(await all([move(4, "b"), move(7, "b"), move(1, "nobody"), ["transaction", [["insert", "accounts", { id: "c" }], ["insert", "accounts", { id: "a" }]]], ["get", "accounts", "c"]], space()), [[4, 6], "range", "stale", "conflict", null]);
    assert.equal(await one(["transaction", [["transaction", []]]], space()), "invalid");
    assert.deepEqual(((await one(["get", "accounts", "a"], space())) as { cents: number }).cents, 6);
    assert.equal(await one(["transaction", Array.from({ length: 101 }, () => ["get", "accounts", "a"])], space()), "invalid");
    const many = ["transaction", Array.from({ length: 60 }, () => ["get", "accounts", "a"])];
    assert.deepEqual(await all([many, many], space()), ["invalid", "invalid"]);
  });
}

test("a plan's documents: of many writers at the limit exactly as many are stored as there is room, and the rest is refused with words and leaves nothing", async () => {
  const space = await fixture.makeSpace();
  const limit = PLAN_LIMITS.free.documents;
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${space.apiId}, ${space.workspaceId}, 'old', n::text, '{}' from generate_series(1, ${limit - 5}::integer) n`;
  const replies = await Promise.all(Array.from({ length: 30 }, (_, n) => run([["insert", "new", { code: `c${n}` }, { unique: ["code"] }]], space)));
  const refused = replies.flatMap(([reply]) => (reply && "err" in reply ? [reply.err] : []));
  assert.deepEqual([...new Set(refused.map(({ code }) => code))], ["quota"]);
  assert.match(refused[0]?.message ?? "", /plan holds 10,000 documents, and (9,99[5-9]|10,000) are stored\. Nothing of this was stored\. Delete documents, or move to a larger plan\./);
  const [stored] = await fixture.admin`select (select count(*) from public.documents where workspace_id = ${space.workspaceId})::integer as documents, (select count(*) from public.document_uniques where workspace_id = ${space.workspaceId})::integer as uniques`;
  assert.deepEqual([refused.length, stored?.documents, stored?.uniques, await one(["count", "new", {}], space)], [25, limit, 5, 5]);
  assert.deepEqual(await all([["transaction", [["delete", "old", "1"], ["kvPut", "", "k", 1], ["kvPut", "", "l", 1]]], ["get", "old", "1"]], space).then(([first, second]) => [first, typeof second]), ["quota", "object"]);
  assert.deepEqual((await all([["delete", "old", "1"], ["insert", "new", { id: "z" }], ["update", "new", "z", { n: 1 }]], space)).map((reply) => (typeof reply === "string" ? reply : "stored")), ["stored", "stored", "stored"]);
  await fixture.admin`update public.workspaces set plan = 'pro' where id = ${space.workspaceId}`;
  assert.notEqual(await one(["insert", "new", { n: 1 }], space), "quota");
});

test("a plan's bytes: what would pass them is refused, also as a change of a document, and shrinking is always possible", async () => {
  const space = await fixture.makeSpace();
  const stored = (await one(["insert", "texts", { id: "a", text: "x".repeat(2_000) }], space)) as { id: string };
  assert.equal(stored.id, "a");
  await fixture.admin`update private.document_use set bytes = ${PLAN_LIMITS.free.documentBytes - 1_000} where workspace_id = ${space.workspaceId}`;
  assert.deepEqual((await all([["insert", "texts", { text: "x".repeat(1_100) }], ["update", "texts", "a", { text: "x".repeat(3_500) }], ["update", "texts", "a", { text: "x" }]], space)).map((reply) => (typeof reply === "string" ? reply : "stored")), ["quota", "quota", "stored"]);
  assert.match(JSON.stringify(await run([["insert", "texts", { text: "x".repeat(60_000) }]], space)), /plan holds 100 MB of documents, and 100 MB are stored/);
});

test("what a workspace and its collections hold is counted through every change, also as they go", async () => {
  const space = await fixture.makeSpace();
  await all([["insert", "a", { id: "1", text: "é" }], ["insert", "a", { id: "2" }], ["update", "a", "1", { text: "longer" }], ["insert", "b", { id: "1" }], ["kvPut", "", "k", 1], ["kvPut", "", "k", 22], ["increment", "a", "2", "n", 5], ["delete", "b", "1"]], space);
  const counted = await fixture.admin`select collection, sum(documents)::integer as documents, sum(bytes)::integer as bytes from private.collection_use where api_id = ${space.apiId} group by 1 order by 1`;
  const held = await fixture.admin`select collection, count(*)::integer as documents, sum(octet_length(id) + octet_length(data::text))::integer as bytes from public.documents where api_id = ${space.apiId} group by 1 order by 1`;
  assert.deepEqual(counted.filter(({ documents }) => documents > 0), [...held]);
  const total = async () => (await fixture.admin`select sum(documents)::integer as documents, sum(bytes)::integer as bytes from private.document_use where workspace_id = ${space.workspaceId}`)[0];
  assert.deepEqual(await total(), { documents: 3, bytes: held.reduce((sum, { bytes }) => sum + bytes, 0) });
  await fixture.admin`delete from public.apis where id = ${space.apiId}`;
  assert.deepEqual(await total(), { documents: 0, bytes: 0 });
});

test("a draft holds a thousand documents, and what has expired leaves its place", async () => {
  const draft: DataSpace = { kind: "scratch", scratchId: "draft:00000000-0000-4000-8000-000000000000" };
  await fixture.admin`insert into private.scratch_documents (api_id, collection, id, data, expires_at) select ${draft.scratchId}, 'codes', n::text, '{}', now() + interval '1 hour' from generate_series(1, 1000) n`;
  assert.equal(await one(["insert", "codes", { id: "one-more" }], draft), "quota");
  await expire(draft, "codes");
  assert.equal(((await one(["insert", "codes", { id: "one-more" }], draft)) as { id: string }).id, "one-more");
});
