import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { listAudit } from "#lib/audit/list-audit.ts";
import { connect } from "#lib/db/connect.ts";
import { purge } from "#server/purge-jobs.ts";
import { seedCall } from "../../supabase/tests/seed-api.ts";
import { seedEverything } from "../../supabase/tests/seed-everything.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { deleteApi } from "./delete-api.ts";
import { getApi } from "./get-api.ts";
import { listDeletedApis } from "./list-deleted-apis.ts";
import { restoreApi } from "./restore-api.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const code = (expected: string) => (error: { code?: string }) => error.code === expected;
/** Every table that has rows of an API, with how many. */
async function rowsOf(apiId: string): Promise<Record<string, number>> {
  const tables = await fixture.admin<{ name: string }[]>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace join pg_attribute a on a.attrelid = c.oid
    where n.nspname in ('public', 'private') and c.relkind in ('r', 'p') and not c.relispartition and a.attname = 'api_id' order by 1`;
  const counts = await Promise.all([{ name: "public.apis", column: "id" }, ...tables.map(({ name }) => ({ name, column: "api_id" }))].map(async ({ name, column }) => {
    const [row] = await fixture.admin.unsafe<{ n: number }[]>(`select count(*)::int as n from ${name} where ${column} = $1`, [apiId]);
    return [name, row?.n ?? 0] as const;
  }));
  return Object.fromEntries(counts.filter(([, n]) => n > 0));
}
const purgeAsJobs = async (batchRows?: number) => {
  const jobs = connect(fixture.database.jobsUrl, "test", 1);
  return purge(jobs, () => false, batchRows).finally(() => jobs.end());
};
const deletedDaysAgo = (apiId: string, days: number) => fixture.admin`update public.apis set deleted_at = now() - make_interval(days => ${days}) where id = ${apiId}`;

test("a restored API has every row that it had, and is where it was", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedEverything(fixture.admin, ada);
  const before = await rowsOf(apiId);
  await deleteApi({ apiId }, ada.actor, fixture);
  const [deleted] = await listDeletedApis({}, ada.actor, fixture);
  assert.deepEqual([deleted?.id, deleted?.name, Date.parse(deleted?.goneAt ?? "") - Date.parse(deleted?.deletedAt ?? "")], [apiId, "Books", 30 * 86_400_000]);
  await restoreApi({ apiId }, ada.actor, fixture);
  assert.deepEqual(await listDeletedApis({}, ada.actor, fixture), []);
  assert.equal((await getApi({ apiId }, ada.actor, fixture)).status, "active");
  const { "public.audit_events": noted, ...after } = await rowsOf(apiId);
  const { "public.audit_events": notedBefore, ...same } = before;
  assert.deepEqual(after, same);
  assert.equal((noted ?? 0) - (notedBefore ?? 0), 2, "both were noted");
});

test("what is not deleted can't be restored, nor by another workspace, a viewer, or a key without apis:write", async () => {
  const [ada, eve, vic] = [await fixture.makeActor(), await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedEverything(fixture.admin, ada);
  await assert.rejects(restoreApi({ apiId }, ada.actor, fixture), code("conflict"));
  await deleteApi({ apiId }, ada.actor, fixture);
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${ada.workspaceId}, ${vic.userId}, 'viewer')`;
  await assert.rejects(restoreApi({ apiId }, eve.actor, fixture), code("not_found"));
  await assert.rejects(restoreApi({ apiId: "api_aaaaaaaaaaaaaaaa" }, ada.actor, fixture), code("not_found"));
  await assert.rejects(restoreApi({ apiId }, { ...vic.actor, workspaceId: ada.workspaceId }, fixture), code("forbidden"));
  await assert.rejects(restoreApi({ apiId }, await makeKeyActor(fixture.admin, ada, ["apis:read"]), fixture), code("forbidden"));
  assert.deepEqual(await listDeletedApis({}, eve.actor, fixture), []);
  await assert.rejects(getApi({ apiId }, ada.actor, fixture), code("gone"));
});

test("after 30 days an API can't be restored, and the job leaves nothing of it but its log and what a bill needs, in small batches", async () => {
  const ada = await fixture.makeActor();
  const [old, young, live] = [await seedEverything(fixture.admin, ada), await seedEverything(fixture.admin, ada), await seedEverything(fixture.admin, ada)];
  for (let i = 0; i < 5; i += 1) await seedCall(fixture.admin, ada, old.apiId, { minutesAgo: i * 2000 });
  await fixture.admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${old.apiId}, ${ada.workspaceId}, 'books', 'n' || i, '{}' from generate_series(1, 25) i`;
  await deletedDaysAgo(old.apiId, 31);
  await deletedDaysAgo(young.apiId, 29);
  const kept = [await rowsOf(young.apiId), await rowsOf(live.apiId)];
  await assert.rejects(restoreApi({ apiId: old.apiId }, ada.actor, fixture), code("gone"));
  assert.ok((await purgeAsJobs(10)) > 30);
  assert.equal(await purgeAsJobs(10), 0);
  assert.deepEqual(Object.keys(await rowsOf(old.apiId)), ["private.purged_usage", "public.audit_events"]);
  assert.equal((await fixture.admin`select sum(billed)::int as n from private.purged_usage where api_id = ${old.apiId}`)[0]?.n, 6);
  assert.deepEqual([await rowsOf(young.apiId), await rowsOf(live.apiId)], kept);
  await assert.rejects(getApi({ apiId: old.apiId }, ada.actor, fixture), code("not_found"));
  const [entry] = (await listAudit({ objectId: old.apiId }, ada.actor, fixture)).items;
  assert.deepEqual([entry?.action, entry?.actor.kind], ["purged", "platform"]);
});

test("an API that somebody has paid ahead for waits until that is settled", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedEverything(fixture.admin, ada);
  await fixture.admin`insert into private.prepaid_credits (workspace_id, api_id, price_micros, balance_micros) values (${ada.workspaceId}, ${apiId}, 10, 100)`;
  await deletedDaysAgo(apiId, 31);
  assert.equal(await purgeAsJobs(), 0);
  await fixture.admin`update private.prepaid_credits set balance_micros = 0 where api_id = ${apiId}`;
  assert.ok((await purgeAsJobs()) > 0);
  assert.equal((await rowsOf(apiId))["public.apis"], undefined);
});

test("an API that can't be purged keeps neither the others nor the log's old entries", async () => {
  const ada = await fixture.makeActor();
  const [stuck, other] = [await seedEverything(fixture.admin, ada), await seedEverything(fixture.admin, ada)];
  await deletedDaysAgo(stuck.apiId, 40);
  await deletedDaysAgo(other.apiId, 31);
  await fixture.admin`insert into public.audit_events (workspace_id, actor_kind, action, object_type, object_id, created_at) values (${ada.workspaceId}, 'platform', 'old', 'api', 'x', now() - interval '366 days')`;
  await fixture.admin`create table private.holds_an_api (api_id text references public.apis (id))`;
  await fixture.admin`insert into private.holds_an_api values (${stuck.apiId})`;
  try {
    assert.ok((await purgeAsJobs()) > 0);
    assert.deepEqual([(await rowsOf(other.apiId))["public.apis"], (await rowsOf(stuck.apiId))["public.apis"]], [undefined, 1]);
    assert.deepEqual([...(await fixture.admin`select 1 from public.audit_events where action = 'old'`)], []);
  } finally {
    await fixture.admin`drop table private.holds_an_api`;
  }
  await purgeAsJobs();
  assert.equal((await rowsOf(stuck.apiId))["public.apis"], undefined);
});
