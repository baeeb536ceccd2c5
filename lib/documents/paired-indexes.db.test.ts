import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import { dice } from "../../supabase/tests/dice.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { listIds } from "../../supabase/tests/list-ids.ts";
import { until } from "../../supabase/tests/until.ts";

const scratch: DataSpace & { kind: "scratch" } = { kind: "scratch", scratchId: "paired-indexes" };
const COUNT = 1_200;
let fixture: DocumentFixture;
let live: DataSpace & { kind: "live" };
let jobs: Sql;
before(async () => {
  fixture = await startDocumentFixture();
  live = await fixture.makeSpace();
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 1);
  await fill();
});
after(async () => {
  await jobs.end();
  await fixture.stop();
});

const roll = dice(20_261_122);
const pick = <Value>(values: readonly Value[]): Value => values[roll(values.length)] as Value; // none of them is empty
/** Of every kind that is compared, with many that are the same. */
const anyValue = (): unknown => pick([roll(50), -roll(20) / 4, `n${roll(40)}`, `é${roll(9)}`, roll(2) === 1, null, undefined]);
const documentOf = (n: number) => ({ id: `d${n}`, a: roll(400), b: anyValue(), c: `name ${roll(300)}`, kind: pick(["x", "y", "z"]), note: `note ${roll(30)}` });

/** The same in live data and in scratch data, which has no indexes. */
async function fill(): Promise<void> {
  const made = JSON.stringify(Array.from({ length: COUNT }, (_, n) => ({ ...documentOf(n), made: roll(900), isOver: roll(12) === 0 })));
  for (const [table, id, workspaceId] of [["public.documents", live.apiId, live.workspaceId], ["private.scratch_documents", scratch.scratchId, null]] as const) {
    await fixture.admin`insert into ${fixture.admin(table)} (api_id, workspace_id, collection, id, data, version, created_at, updated_at, expires_at)
      select ${id}, ${workspaceId}, 'things', d ->> 'id', d - '{id,made,isOver}'::text[], 1 + (d ->> 'made')::integer % 7, t.made, t.made + interval '1 day', case when (d ->> 'isOver')::boolean then '2026-01-01'::timestamptz end
      from jsonb_array_elements(${made}::text::jsonb) d cross join lateral (select '2026-01-01'::timestamptz + make_interval(mins => (d ->> 'made')::integer) as made) t`;
  }
}
const indexes = () => fixture.admin<{ order: string; also: string | null; state: string }[]>`select order_field as "order", also_field as also, state from private.document_indexes where api_id = ${live.apiId} and used_at > now() - interval '30 days' order by id`;
const buildAll = () => until(async () => !(await jobs<{ more: boolean }[]>`select private.build_index(500) as more`)[0]?.more && (await indexes()).every(({ state }) => state === "ready"), "all indexes are ready");
/** Another list's indexes take the room of those before. */
const forget = () => fixture.admin`delete from private.document_indexes where api_id = ${live.apiId}`;

const idsOf = (options: object, space: DataSpace, limit: number, pages = 4): Promise<string[]> => listIds(fixture, space, options, { limit, pages });
async function assertSame(list: object, limit = pick([1, 5, 20, 100])): Promise<void> {
  assert.deepEqual(await idsOf(list, live, limit), await idsOf(list, scratch, limit), JSON.stringify([list, limit]));
}

const time = (minutes: number) => new Date(Date.UTC(2026, 0, 1, 0, minutes)).toISOString();
/** A range of one field of so many of its values, from a few to most. */
function rangeOf(field: string): object {
  if (field === "b") return pick([{ gte: roll(40) }, { lt: roll(50), gt: -3 }, { gte: `n${roll(40)}` }, { lte: `n${roll(40)}` }]);
  if (field === "c") return { gte: `name ${roll(300)}`, ...(roll(2) ? { lt: `name ${roll(300)}` } : {}) };
  if (field === "version") return { gt: roll(7) };
  const [from, size] = [roll(400), pick([3, 40, 300])];
  return field === "a" ? { gte: from, lt: from + size } : { gte: time(from + 1_440 * Number(field === "updatedAt")), lte: time(from + 2 * size + 1_440 * Number(field === "updatedAt")) };
}
const FIELDS = ["a", "b", "c", "version", "createdAt", "updatedAt"] as const;
const anyList = (ranged: string, order: string): object => ({
  where: { [ranged]: rangeOf(ranged), ...pick([{}, {}, { kind: "x" }, { kind: { in: ["x", "z"] } }, { note: { contains: "1" } }, { [order]: order === "id" ? { gt: "d5" } : rangeOf(order) }]) },
  orderBy: [order, pick(["asc", "desc"])],
});

test("any range in any other field's order gives the same pages through indexes as without, before they are made and after, through every change", async () => {
  for (const ranged of FIELDS) for (const order of [...FIELDS, "id"].filter((field) => field !== ranged)) {
    const lists = Array.from({ length: 3 }, () => anyList(ranged, order));
    for (const list of lists) await assertSame(list);
    await buildAll();
    for (const list of lists) for (const limit of [2, 100]) await assertSame(list, limit);
    const [id, patch] = [`d${roll(COUNT)}`, { a: roll(400), b: anyValue() ?? null, c: `name ${roll(300)}` }];
    for (const space of [live, scratch]) await fixture.store.run(space, [["update", "things", id, patch]]);
    // When it was changed differs by microseconds.
    if (ranged !== "updatedAt" && order !== "updatedAt") for (const list of lists) await assertSame(list);
    await fixture.admin`update private.scratch_documents s set updated_at = d.updated_at from public.documents d where d.api_id = ${live.apiId} and s.api_id = ${scratch.scratchId} and d.id = s.id`;
    await forget();
  }
});

test("a range is told in another field's order by keys alone: only the documents of the page are read", async () => {
  const list = { where: { a: { gte: 100, lt: 110 } }, orderBy: "c" };
  await assertSame(list);
  assert.deepEqual((await indexes()).map(({ order, also }) => [order, also]), [["c", "a"], ["a", "c"]]);
  await buildAll();
  const expected = await idsOf(list, scratch, 5);
  assert.deepEqual(await idsOf(list, live, 5), expected);
  // The first of them, as the keys of the range tell it.
  await fixture.admin`update private.document_index_keys k set also = '"zzz"' from private.document_indexes i where i.id = k.index_id and i.api_id = ${live.apiId} and i.order_field = 'a' and k.document_id = ${expected[0] ?? ""}`;
  assert.equal((await idsOf(list, live, 5, 1))[0], expected[1]);
  await forget();
});

test("a walk in the order reads only documents whose keys lie in the range", async () => {
  const list = { where: { a: { gte: 0 } }, orderBy: "c" };
  await assertSame(list);
  await buildAll();
  const [first, second] = await idsOf(list, scratch, 5);
  await fixture.admin`update private.document_index_keys k set also = '-1' from private.document_indexes i where i.id = k.index_id and i.api_id = ${live.apiId} and i.order_field = 'c' and k.document_id = ${first ?? ""}`;
  assert.equal((await idsOf(list, live, 5, 1))[0], second);
  await forget();
});

test("what is over, but not yet removed, makes no page short, however much of it stands first", async () => {
  for (const [table, id] of [["public.documents", live.apiId], ["private.scratch_documents", scratch.scratchId]] as const) {
    await fixture.admin`update ${fixture.admin(table)} d set expires_at = '2026-01-01' from (select x.id from ${fixture.admin(table)} x where x.api_id = ${id} and (x.data -> 'a')::integer between 50 and 250 order by x.data -> 'c', x.id limit 60) o
      where d.api_id = ${id} and d.id = o.id`;
  }
  for (const to of [90, 251]) {
    const list = { where: { a: { gte: 50, lt: to } }, orderBy: "c" };
    await assertSame(list, 5);
    await buildAll();
    await assertSame(list, 5);
  }
  await forget();
});

test("a value that is too long to be held beside another is read from its document", async () => {
  const list = { where: { a: { gte: 100, lt: 200 } }, orderBy: "note" };
  await assertSame(list);
  await buildAll();
  for (const space of [live, scratch]) await fixture.store.run(space, [["update", "things", "d7", { a: 150, note: `note 1${"9".repeat(800)}` }], ["update", "things", "d8", { a: 150, note: { an: "object" } }]]);
  await assertSame(list, 100);
  await forget();
});

test("an index that holds a field more takes the place of the one that doesn't, and lists without that field are read through it", async () => {
  const newest = { where: { a: { gte: 100, lt: 110 } }, orderBy: ["createdAt", "desc"] };
  const byName = { where: { a: { gte: 100, lt: 110 } }, orderBy: "c" };
  for (const list of [newest, byName]) {
    await assertSame(list);
    await buildAll();
  }
  assert.deepEqual((await indexes()).map(({ order, also }) => [order, also]), [["createdAt", "a"], ["c", "a"], ["a", "c"]]);
  // The newest of all come by the table's own index, as before: in the pair's they would cost a look-up each.
  for (const list of [newest, byName, { orderBy: "c" }, { where: { a: { lt: 30 } }, orderBy: "a" }, { orderBy: ["createdAt", "desc"] }]) await assertSame(list);
  assert.equal((await indexes()).length, 3);
});
