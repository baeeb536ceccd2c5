import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createStoredChanges, type StoredChanges } from "#lib/db/stored-changes.ts";
import { seedApi, seedCall } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { followWorkspace } from "./follow-workspace.ts";

let fixture: VerbFixture;
let jobs: Sql;
let changes: StoredChanges;
before(async () => {
  fixture = await startVerbFixture();
  jobs = connect(fixture.database.jobsUrl, "test-jobs", 1);
  changes = createStoredChanges(fixture.database.webUrl);
});
after(async () => {
  await Promise.all([jobs.end(), changes.close()]);
  await fixture.stop();
});

type Person = Awaited<ReturnType<VerbFixture["makeActor"]>>;
/** Follows Ada's workspace; the first thing told is that everything may have changed, so it hears from then on. */
async function follow(ada: Person) {
  const gone = new AbortController();
  const stream = await followWorkspace({ since: 0 }, ada.actor, { db: fixture.db, changes }, gone.signal);
  const next = async () => {
    const { value } = await stream.next();
    return value ? `${value.kind} ${value.apiId ?? "-"}` : "end";
  };
  assert.equal(await next(), "everything -");
  while (!changes.isHearing()) await new Promise((resolve) => setImmediate(resolve));
  await fixture.admin`select pg_notify('workspace_event', ${`${ada.workspaceId} - ready`})`;
  while ((await next()) !== "ready -");
  return { next, stop: () => gone.abort() };
}

test("a member hears of a key, an API that failed, a build and counted calls, and of nothing in other workspaces", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const [mine, theirs] = [await seedApi(fixture.admin, ada), await seedApi(fixture.admin, eve)];
  const { next, stop } = await follow(ada);
  for (const apiId of [theirs.apiId, mine.apiId]) await fixture.admin`update public.keys set disabled_at = now() where api_id = ${apiId}`;
  assert.equal(await next(), `key ${mine.apiId}`);
  await fixture.admin`update public.apis set status = 'failed', status_reason = 'It crashes' where id = ${mine.apiId}`;
  assert.equal(await next(), `api ${mine.apiId}`);
  await fixture.admin`insert into public.generations (id, workspace_id, user_id, api_id, prompt, generator) values (gen_random_uuid(), ${ada.workspaceId}, ${ada.userId}, 'api_aaaaaaaaaaaaaaaa', 'Manage books', 'built-in')`;
  assert.equal(await next(), "build api_aaaaaaaaaaaaaaaa");
  await seedCall(fixture.admin, ada, mine.apiId);
  await jobs`select private.fold_usage()`;
  assert.equal(await next(), `usage ${mine.apiId}`);
  stop();
  assert.equal(await next(), "end");
});

test("who stops being a member hears that they did, and nothing after it", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${ada.workspaceId}, ${eve.userId}, 'viewer')`;
  const { next } = await follow({ ...eve, workspaceId: ada.workspaceId, actor: { ...eve.actor, workspaceId: ada.workspaceId } });
  await fixture.admin`delete from public.workspace_members where workspace_id = ${ada.workspaceId} and user_id = ${eve.userId}`;
  assert.equal(await next(), "end");
});

test("a stranger follows nothing, nor does a key without the scope", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { signal } = new AbortController();
  await assert.rejects(followWorkspace({ since: 0 }, { ...eve.actor, workspaceId: ada.workspaceId }, { db: fixture.db, changes }, signal), { code: "not_found" });
  const key = await makeKeyActor(fixture.admin, ada, ["apis:read"]);
  await assert.rejects(followWorkspace({ since: 0 }, key, { db: fixture.db, changes }, signal), { code: "forbidden" });
});
