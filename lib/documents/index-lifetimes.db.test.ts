import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { DataSpace } from "#lib/runtime/host-ports.ts";
import { startDocumentFixture, type DocumentFixture } from "../../supabase/tests/document-fixture.ts";
import { until } from "../../supabase/tests/until.ts";

type Live = DataSpace & { kind: "live" };
let fixture: DocumentFixture;
let jobs: Sql;
before(async () => {
  fixture = await startDocumentFixture();
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 1);
});
after(async () => {
  await jobs.end();
  await fixture.stop();
});

async function ask(operation: unknown[], space: Live): Promise<unknown> {
  const [reply] = await fixture.store.run(space, [operation]);
  assert.ok(reply && "ok" in reply, JSON.stringify(reply));
  return reply.ok;
}
const orderedBy = (field: string, space: Live, collection = "things") => ask(["list", collection, { orderBy: field, limit: 3 }], space);
/** A collection that is large enough for indexes. */
async function makeLarge(collections = ["things"]): Promise<Live> {
  const space = await fixture.makeSpace();
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${space.apiId}, ${space.workspaceId}, c, 'd' || n, jsonb_build_object('rank', n, 'size', -n)
    from unnest(${collections}::text[]) c, generate_series(1, 1000) n`;
  return space;
}
/** Others' transactions in this cluster may make a step wait. */
const buildAll = () => until(async () => !(await jobs<{ more: boolean }[]>`select private.build_index(500) as more`)[0]?.more && (await fixture.admin`select from private.document_indexes where state <> 'ready'`).length === 0, "all indexes are ready");
const dropAll = () => until(async () => !(await jobs<{ more: boolean }[]>`select private.drop_indexes(300) as more`)[0]?.more && (await fixture.admin`select from private.dropped_indexes`).length === 0, "all keys are gone");
const indexes = ({ apiId }: Live) => fixture.admin<{ id: number; order: string; keys: number; isFresh: boolean }[]>`select i.id, i.order_field as "order", i.used_at > now() - interval '1 minute' as "isFresh",
  (select count(*)::integer from private.document_index_keys k where k.index_id = i.id) as keys from private.document_indexes i where i.api_id = ${apiId} order by i.id`;
const lastAsked = ({ apiId }: Live, field: string, ago: string) => fixture.admin`update private.document_indexes set used_at = now() - ${ago}::interval where api_id = ${apiId} and order_field = ${field}`;

test("an index that no list asked for in 30 days is used by none, and goes with its keys; one that is asked for stays", async () => {
  const space = await makeLarge();
  for (const field of ["rank", "size"]) await orderedBy(field, space);
  await buildAll();
  const [rank, size] = await indexes(space);
  await lastAsked(space, "rank", "31 days");
  await lastAsked(space, "size", "29 days");
  const list = await orderedBy("size", space);
  await dropAll();
  assert.deepEqual([...(await indexes(space))], [{ id: size?.id, order: "size", keys: 1000, isFresh: true }]);
  assert.equal((await fixture.admin`select from private.document_index_keys where index_id = ${rank?.id ?? 0}`).length, 0);
  assert.deepEqual(await orderedBy("size", space), list);
  await orderedBy("rank", space);
  assert.deepEqual((await indexes(space)).map(({ order }) => order), ["size", "rank"]);
});

test("a list that comes while its index is about to go has it again, with what was stored meanwhile", async () => {
  const space = await makeLarge();
  await orderedBy("rank", space);
  await buildAll();
  await lastAsked(space, "rank", "30 days");
  await ask(["insert", "things", { id: "first", rank: -1 }], space);
  await orderedBy("rank", space);
  await dropAll();
  assert.deepEqual((await indexes(space)).map(({ keys, isFresh }) => ({ keys, isFresh })), [{ keys: 1001, isFresh: true }]);
  const { items } = (await orderedBy("rank", space)) as { items: { id: string }[] };
  assert.equal(items[0]?.id, "first");
});

test("an index that only stands in for a better one, or only counts, is in use all the same", async () => {
  const space = await makeLarge();
  await orderedBy("rank", space);
  await ask(["list", "things", { where: { size: -1 }, orderBy: "size" }], space);
  await buildAll();
  await fixture.admin`update private.document_indexes set used_at = now() - interval '29 days' where api_id = ${space.apiId}`;
  await ask(["list", "things", { where: { kind: "none" }, orderBy: "rank" }], space);
  assert.equal(await ask(["count", "things", { size: -7 }], space), 1);
  assert.deepEqual((await indexes(space)).map(({ order, isFresh }) => [order, isFresh]), [["rank", true], ["size", true], ["rank", true]]);
});

test("a plan has room for so many indexes: another one isn't made, its list is right, and the one unused the longest makes room for it", async () => {
  const space = await makeLarge(["things", "more"]);
  const limit = PLAN_LIMITS.free.documentIndexes;
  for (let n = 0; n < limit; n += 1) await orderedBy(`field${n}`, space, n % 2 ? "things" : "more");
  const { items } = (await orderedBy("size", space)) as { items: { id: string }[] };
  assert.equal(items[0]?.id, "d1000");
  const orders = async () => (await indexes(space)).map(({ order }) => order);
  assert.deepEqual([(await orders()).length, (await orders()).includes("size")], [limit, false]);
  await lastAsked(space, "field3", "3 days");
  await lastAsked(space, "field5", "4 days");
  await orderedBy("size", space);
  assert.equal((await orders()).includes("size"), true);
  await fixture.admin`update private.document_indexes set used_at = used_at - interval '2 hours' where api_id = ${space.apiId}`;
  await dropAll();
  assert.deepEqual([(await orders()).length, (await orders()).includes("field5")], [limit, false]);
});

test("an API that is gone leaves no keys", async () => {
  const space = await makeLarge();
  await orderedBy("rank", space);
  await buildAll();
  const [{ id = 0 } = {}] = await indexes(space);
  await fixture.admin`delete from private.document_indexes where id = ${id}`;
  await fixture.admin`delete from public.apis where id = ${space.apiId}`;
  await dropAll();
  assert.equal((await fixture.admin`select from private.document_index_keys where index_id = ${id}`).length, 0);
});

test("an index that waits for a transaction of another database, as after a restore, is made all the same", async () => {
  const space = await makeLarge();
  await orderedBy("rank", space);
  await fixture.admin`update private.document_indexes set state = 'building', begins_after = '9000000000000000000' where api_id = ${space.apiId}`;
  await buildAll();
  assert.equal((await indexes(space))[0]?.keys, 1000);
});
