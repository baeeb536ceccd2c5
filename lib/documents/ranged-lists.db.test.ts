import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { listIds } from "../../supabase/tests/list-ids.ts";
import { until } from "../../supabase/tests/until.ts";

const scratch: DataSpace = { kind: "scratch", scratchId: "ranged-lists" };
let fixture: DocumentFixture;
let live: DataSpace & { kind: "live" };
let jobs: Sql;
before(async () => {
  fixture = await startDocumentFixture();
  live = await fixture.makeSpace();
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 1);
  for (const space of [live, scratch]) await fill(space);
  for (const list of LISTS) await idsOf(list, live);
  await until(async () => !(await jobs<{ more: boolean }[]>`select private.build_index(500) as more`)[0]?.more && (await fixture.admin`select from private.document_indexes where state <> 'ready'`).length === 0, "all indexes are ready");
});
after(async () => {
  await jobs.end();
  await fixture.stop();
});

/** Of 2,000: some in a range, some in most of it; at the beginning of the order, spread over it, at its end; with what else a range has beside it. */
const LISTS: { where: object; orderBy: unknown }[] = [
  { where: { seq: { lt: 30 } }, orderBy: "back" }, { where: { seq: { lt: 900 } }, orderBy: "back" }, { where: { seq: { gte: 1_000 } }, orderBy: "back" }, { where: { seq: { lt: 1_600 } }, orderBy: ["createdAt", "desc"] },
  { where: { seq: { gte: 400, lt: 1_950 } }, orderBy: "createdAt" }, { where: { mixed: { gte: 100, lt: 1_200 } }, orderBy: "back" }, { where: { seq: { lt: 1_000 }, kind: "a" }, orderBy: "back" }, { where: { seq: { lt: 1_000 }, kind: { in: ["a", "b"] } }, orderBy: ["createdAt", "desc"] },
  { where: { seq: { lt: 1_200 }, name: { contains: "7" } }, orderBy: "back" }, { where: { seq: { lt: 900 } }, orderBy: "id" },
];

async function fill(space: DataSpace): Promise<void> {
  const [table, id] = space.kind === "live" ? [fixture.admin`public.documents`, space.apiId] : [fixture.admin`private.scratch_documents`, space.scratchId];
  await fixture.admin`insert into ${table} (api_id, workspace_id, collection, id, data, created_at)
    select ${id}, ${space.kind === "live" ? space.workspaceId : null}, 'things', 'd' || n, jsonb_build_object('seq', n, 'back', -n, 'mixed', (n * 7919) % 2000, 'kind', (array['a', 'b', 'c'])[1 + n % 3], 'name', 'Thing ' || n), '2026-01-01'::timestamptz + make_interval(mins => n)
    from generate_series(0, 1999) n`;
}
const idsOf = (options: object, space: DataSpace, limit = 7): Promise<string[]> => listIds(fixture, space, options, { limit, pages: 6 });

test("a range that is ordered by another field gives the same pages through indexes as without, wherever in the order it lies", async () => {
  for (const list of LISTS) for (const limit of [7, 100]) assert.deepEqual(await idsOf(list, live, limit), await idsOf(list, scratch, limit), JSON.stringify([list, limit]));
});

test("a range that lies at the end of the order is read by its own index, when the order's would be walked too long", async () => {
  const expected = await idsOf({ where: { seq: { lt: 900 } }, orderBy: "back" }, scratch);
  await fixture.admin`delete from private.document_index_keys k using private.document_indexes i where i.id = k.index_id and i.api_id = ${live.apiId} and i.order_field = 'back'`;
  assert.deepEqual(await idsOf({ where: { seq: { lt: 900 } }, orderBy: "back" }, live), expected);
});
