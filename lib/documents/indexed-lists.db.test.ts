import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import { connect, type Sql } from "#lib/db/connect.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { until } from "../../supabase/tests/until.ts";

let fixture: DocumentFixture;
let live: DataSpace & { kind: "live" };
let jobs: Sql;
before(async () => {
  fixture = await startDocumentFixture();
  live = await fixture.makeSpace();
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 1);
});
after(async () => {
  await jobs.end();
  await fixture.stop();
});

interface Page {
  items: { id: string }[];
  cursor: string | null;
}
async function ask(operation: unknown[], space: DataSpace): Promise<unknown> {
  const [reply] = await fixture.store.run(space, [operation]);
  assert.ok(reply && "ok" in reply, JSON.stringify(reply));
  return reply.ok;
}
async function idsOf(options: object, space: DataSpace): Promise<string[]> {
  const ids: string[] = [];
  for (let cursor: string | null = null; ; ) {
    const page = (await ask(["list", "things", { ...options, limit: 97, cursor }], space)) as Page;
    ids.push(...page.items.map(({ id }) => id));
    if (!page.cursor) return ids;
    cursor = page.cursor;
  }
}
const isReady = async () => (await fixture.admin`select from private.document_indexes where api_id = ${live.apiId} and state <> 'ready'`).length === 0;
const buildAll = () => until(async () => {
  await jobs`select private.build_index(300)`;
  return isReady();
}, "all indexes ready");

/** Of every kind of value; the same in live data and in scratch data, which has no indexes. */
const valueOf = (n: number): unknown => [n % 7, String(n % 5), n % 2 === 0, null, n / 8, "é".repeat(n % 3), -n, n % 11 === 0 ? "1" : 1][n % 8];
/** When `t${n}` was made, as it shows; stored with microseconds. */
const madeAt = (n: number) => new Date(Date.UTC(2026, 0, 1, n)).toISOString();
const LISTS: { where?: object; orderBy?: unknown }[] = [
  { where: { createdAt: { gte: madeAt(100), lt: madeAt(140) } }, orderBy: "rank" }, { where: { kind: "a", createdAt: { gt: madeAt(300), lte: madeAt(600) } }, orderBy: ["createdAt", "desc"] }, { where: { createdAt: madeAt(77) } },
  { where: { kind: "b", updatedAt: { lt: madeAt(400), gte: madeAt(340) } }, orderBy: ["rank", "desc"] }, { where: { createdAt: { ne: madeAt(77), gt: madeAt(70), lte: madeAt(80) } }, orderBy: "id" }, { where: { version: { gt: 1 } }, orderBy: ["rank", "desc"] },
  { orderBy: ["mixed", "desc"] }, { orderBy: "mixed" }, { where: { kind: "a" }, orderBy: ["rank", "desc"] }, { where: { kind: "a", mixed: 1 } }, { where: { kind: { in: ["a", "c", "zz"] }, mixed: { in: ["1", 1, null] } }, orderBy: "rank" },
  { where: { kind: "b" }, orderBy: ["createdAt", "desc"] }, { where: { kind: null }, orderBy: "updatedAt" }, { where: { rank: { gte: 500, lt: 520 } }, orderBy: "mixed" }, { where: { rank: { gt: 10 }, kind: "a" }, orderBy: ["rank", "desc"] },
  { where: { kind: "a", rank: { lte: 700 }, mixed: { ne: 1 } }, orderBy: "version" }, { where: { kind: "c" }, orderBy: ["id", "desc"] }, { where: { kind: { in: [] } }, orderBy: "rank" }, { where: { title: { contains: "9" }, kind: "b" }, orderBy: "title" },
  { where: { rank: { gte: 500, lt: 520 } }, orderBy: ["createdAt", "desc"] }, { where: { rank: { gte: 100, lt: 500 }, kind: { in: ["a", "c"] } } }, { where: { rank: { gt: 700 }, title: { contains: "9" }, createdAt: { lt: madeAt(900), gte: madeAt(50) } }, orderBy: ["createdAt", "desc"] },
];
const COUNTS: object[] = [{ kind: "a" }, { kind: "a", mixed: 1 }, { kind: { in: ["a", "b"] } }, { kind: "zz" }, { kind: "a", rank: { gt: 100 } }, { kind: null }];

const change = (operations: unknown[][], space: DataSpace) => fixture.store.run(space, operations);
async function fill(space: DataSpace): Promise<void> {
  const made = Array.from({ length: 1_500 }, (_, n) => ["insert", "things", { id: `t${n}`, kind: n % 13 === 0 ? undefined : ["a", "b", "c"][n % 3], rank: (n * 7919) % 1_000, title: `Thing ${n % 400}`, mixed: valueOf(n) }]);
  for (let at = 0; at < made.length; at += 100) await change(made.slice(at, at + 100), space);
  const table = fixture.admin(space.kind === "live" ? "public.documents" : "private.scratch_documents");
  await fixture.admin`update ${table} d set created_at = t.made, updated_at = t.made from (select x.api_id, x.id, '2026-01-01T00:00:00.0004Z'::timestamptz + make_interval(hours => substr(x.id, 2)::integer) as made from ${table} x) t
    where t.api_id = d.api_id and t.id = d.id and d.api_id = ${space.kind === "live" ? space.apiId : space.scratchId}`;
}
async function rewrite(space: DataSpace, from: number): Promise<void> {
  const operations = Array.from({ length: 40 }, (_, n): unknown[][] => [["update", "things", `t${from + n}`, { kind: "c", rank: n }], ["increment", "things", `t${from + 50 + n}`, "rank", 0.5], ["delete", "things", `t${from + 100 + n}`]]).flat(1);
  operations.push(["insert", "things", { id: `n${from}`, kind: "a", rank: 3, mixed: 1 }], ["increment", "things", `n${from}`, "mixed", 0.5], ["increment", "things", `n${from}`, "mixed", -0.5]);
  for (let at = 0; at < operations.length; at += 100) await change(operations.slice(at, at + 100), space);
}

test("a large list gives the same pages through an index as without, while it is made and after, through every change", async () => {
  const scratch: DataSpace = { kind: "scratch", scratchId: "indexed-lists" };
  const expected = async () => Promise.all([...LISTS.map((list) => idsOf(list, scratch)), ...COUNTS.map((where) => ask(["count", "things", where], scratch))]);
  const actual = async () => Promise.all([...LISTS.map((list) => idsOf(list, live)), ...COUNTS.map((where) => ask(["count", "things", where], live))]);
  for (const space of [live, scratch]) await fill(space);
  assert.deepEqual(await actual(), await expected());
  // The first steps: some are `building` while documents change.
  for (let step = 0; step < 12; step += 1) await jobs`select private.build_index(300)`;
  for (const space of [live, scratch]) await rewrite(space, 0);
  assert.deepEqual(await actual(), await expected());
  await buildAll();
  assert.deepEqual(await actual(), await expected());
  for (const space of [live, scratch]) await rewrite(space, 300);
  assert.deepEqual(await actual(), await expected());
  // Too long for an index: the list goes without it from here on.
  for (const space of [live, scratch]) await change([["update", "things", "t900", { title: `Thing ${"9".repeat(2_000)}`, mixed: { an: "object" } }]], space);
  assert.deepEqual(await actual(), await expected());
});

test("a large list is read through its index, and one API's index serves no other", async () => {
  const list = { where: { kind: "a" }, orderBy: ["rank", "desc"] };
  await idsOf(list, live);
  await buildAll();
  await fixture.admin`delete from private.document_index_keys k using private.document_indexes i where i.id = k.index_id and i.api_id = ${live.apiId} and i.eq_fields = '{kind}' and i.order_field = 'rank'`;
  const newest = { where: { kind: "a", rank: { gt: 900 } }, orderBy: ["createdAt", "desc"] };
  assert.deepEqual([await idsOf(list, live), await idsOf(newest, live)], [[], []]);
  const other = await fixture.makeSpace();
  await fixture.runner.begin(async (tx) => {
    await tx`select set_config('app.api_id', ${other.apiId}, true)`;
    assert.equal((await tx`select from private.index_keys_of_socket`).length, 0);
    await assert.rejects(tx.savepoint((inner) => inner`select private.collection_state(${live.apiId}, 'things')`), /documents:read is missing/);
  });
});

test("lists that differ in everything get a bounded number of indexes", async () => {
  const names = Array.from({ length: 30 }, (_, n) => `field${n}`);
  for (const name of names) await ask(["list", "things", { orderBy: name }], live);
  const [row] = await fixture.admin`select count(*)::integer as n from private.document_indexes where api_id = ${live.apiId} and used_at > now() - interval '30 days'`;
  assert.equal(row?.n, 16);
});

test("an index that is being made keeps no writer waiting", async () => {
  const space = await fixture.makeSpace();
  await ask(["insert", "busy", { n: 1 }], space);
  await fixture.admin`update private.document_indexes set state = 'ready'`;
  await fixture.admin`insert into private.document_indexes (api_id, workspace_id, collection, eq_fields, order_field, state, begins_after) values (${space.apiId}, ${space.workspaceId}, 'busy', '{}', 'n', 'building', '3')`;
  await jobs.begin(async (tx) => {
    await tx`select private.build_index(10)`;
    await ask(["insert", "busy", { n: 2 }], space);
  });
  const [row] = await fixture.admin`select count(*)::integer as keys from private.document_index_keys k join private.document_indexes i on i.id = k.index_id where i.api_id = ${space.apiId}`;
  assert.equal(row?.["keys"], 2);
});
