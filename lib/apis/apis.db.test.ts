import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createFakeRuntime } from "#lib/runtime/fake-runtime.ts";
import { seedApi, seedCall } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { deleteApi } from "./delete-api.ts";
import { getApi } from "./get-api.ts";
import { listApis } from "./list-apis.ts";
import { setApiStatus } from "./set-api-status.ts";
import { tryApi } from "./try-api.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const code = (expected: string) => (error: { code?: string }) => error.code === expected;
const statusOf = async (apiId: string) => (await fixture.admin<{ status: string; deleted: boolean }[]>`select status, deleted_at is not null as deleted from public.apis where id = ${apiId}`)[0];

test("the list shows each API's state and its last 24 hours, newest first, and nothing of another workspace", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const books = await seedApi(fixture.admin, ada);
  const cars = await seedApi(fixture.admin, ada, "Cars");
  for (const call of [{ ms: 1 }, { ms: 2 }, { status: 404, ms: 3 }, { status: 500, ms: 10 }, { status: 500, ms: 99, minutesAgo: 25 * 60 }]) await seedCall(fixture.admin, ada, books.apiId, call);
  const items = await listApis({}, ada.actor, fixture);
  assert.deepEqual(items.map((item) => [item.id, item.name, item.status, item.version, item.generator]), [[cars.apiId, "Cars", "active", 1, "built-in"], [books.apiId, "Books", "active", 1, "built-in"]]);
  assert.deepEqual(items.map((item) => item.day), [{ calls: 0, errors: 0, clientErrors: 0, meanMs: null }, { calls: 4, errors: 1, clientErrors: 1, meanMs: 4 }]);
  assert.deepEqual(await listApis({}, eve.actor, fixture), []);
});

test("one API comes with source, contract tests and gate record of its live version", async () => {
  const ada = await fixture.makeActor();
  const { apiId, versionId } = await seedApi(fixture.admin, ada);
  const api = await getApi({ apiId }, ada.actor, fixture);
  assert.equal(api.workspaceId, ada.workspaceId);
  assert.equal(api.liveVersion?.id, versionId);
  assert.deepEqual(api.liveVersion?.source, { "main.ts": "export default app" });
  assert.equal(api.liveVersion?.contractTests[0]?.name, "lists");
  assert.equal(api.liveVersion?.gateRecord.passed, 1);
  assert.deepEqual(api.liveVersion?.assumptions, ["Titles are text."]);
});

test("another workspace's API is the same not_found as a missing one, for every verb, and stays as it is", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  const tried = { method: "GET", path: "/", headers: {} } as const;
  for (const id of [apiId, "api_aaaaaaaaaaaaaaaa", "x'; drop table apis; --", "\u0000"]) {
    await assert.rejects(tryApi({ apiId: id, ...tried }, eve.actor, { ...fixture, runtime: createFakeRuntime(), consumerSecret: "s" }), code("not_found"));
    await assert.rejects(getApi({ apiId: id }, eve.actor, fixture), code("not_found"));
    await assert.rejects(setApiStatus({ apiId: id, status: "paused" }, eve.actor, fixture), code("not_found"));
    await assert.rejects(deleteApi({ apiId: id }, eve.actor, fixture), code("not_found"));
  }
  assert.deepEqual({ ...(await statusOf(apiId)) }, { status: "active", deleted: false });
});

test("pause and resume change the state, and a failed API loses its reason", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await setApiStatus({ apiId, status: "paused" }, ada.actor, fixture);
  assert.equal((await statusOf(apiId))?.status, "paused");
  await fixture.admin`update public.apis set status = 'failed', status_reason = 'crash loop' where id = ${apiId}`;
  await setApiStatus({ apiId, status: "active" }, ada.actor, fixture);
  const api = await getApi({ apiId }, ada.actor, fixture);
  assert.deepEqual([api.status, api.statusReason], ["active", null]);
});

test("a deleted API is gone: out of the list, 410 when asked for, and not deleted twice", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await deleteApi({ apiId }, ada.actor, fixture);
  assert.deepEqual(await listApis({}, ada.actor, fixture), []);
  await assert.rejects(getApi({ apiId }, ada.actor, fixture), code("gone"));
  await assert.rejects(deleteApi({ apiId }, ada.actor, fixture), code("not_found"));
  await assert.rejects(setApiStatus({ apiId, status: "active" }, ada.actor, fixture), code("not_found"));
});

test("a viewer reads and can't write", async () => {
  const [ada, vic] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${ada.workspaceId}, ${vic.userId}, 'viewer')`;
  const viewer = { ...vic.actor, workspaceId: ada.workspaceId };
  assert.equal((await getApi({ apiId }, viewer, fixture)).id, apiId);
  await assert.rejects(setApiStatus({ apiId, status: "paused" }, viewer, fixture), code("forbidden"));
  await assert.rejects(deleteApi({ apiId }, viewer, fixture), code("forbidden"));
  assert.deepEqual({ ...(await statusOf(apiId)) }, { status: "active", deleted: false });
});

test("a management key does no more than its scopes, in its workspace, while it is not revoked", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  const foreign = await seedApi(fixture.admin, eve);
  const reader = await makeKeyActor(fixture.admin, ada, ["apis:read"]);
  assert.equal((await getApi({ apiId }, reader, fixture)).id, apiId);
  await assert.rejects(setApiStatus({ apiId, status: "paused" }, reader, fixture), code("forbidden"));
  await assert.rejects(getApi({ apiId: foreign.apiId }, reader, fixture), code("not_found"));
  await assert.rejects(getApi({ apiId: foreign.apiId }, { ...reader, workspaceId: eve.workspaceId }, fixture), code("not_found"));
  // Scopes that the code believes but the stored key was revoked: the database decides.
  await fixture.admin`update public.keys set revoked_at = now() where id = ${reader.kind === "managementKey" ? reader.keyId : ""}`;
  await assert.rejects(getApi({ apiId }, reader, fixture), code("not_found"));
});

test("a management key loses what its maker loses: a lower role, then the membership", async () => {
  const [ada, dev] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId } = await seedApi(fixture.admin, ada);
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${ada.workspaceId}, ${dev.userId}, 'developer')`;
  const key = await makeKeyActor(fixture.admin, { ...dev, workspaceId: ada.workspaceId }, ["apis:read", "apis:write"]);
  await setApiStatus({ apiId, status: "paused" }, key, fixture);
  await fixture.admin`update public.workspace_members set role = 'viewer' where user_id = ${dev.userId} and workspace_id = ${ada.workspaceId}`;
  await assert.rejects(setApiStatus({ apiId, status: "active" }, key, fixture), code("forbidden"));
  assert.equal((await getApi({ apiId }, key, fixture)).status, "paused");
  await fixture.admin`delete from public.workspace_members where user_id = ${dev.userId} and workspace_id = ${ada.workspaceId}`;
  await assert.rejects(getApi({ apiId }, key, fixture), code("not_found"));
});
