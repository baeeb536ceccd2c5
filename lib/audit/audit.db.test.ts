import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import { changeApi } from "#lib/apis/change-api.ts";
import { deleteApi } from "#lib/apis/delete-api.ts";
import { restoreApi } from "#lib/apis/restore-api.ts";
import { setApiStatus } from "#lib/apis/set-api-status.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { createKey } from "#lib/keys/create-key.ts";
import { revokeKey } from "#lib/keys/revoke-key.ts";
import { deleteApiSecret } from "#lib/secrets/delete-api-secret.ts";
import { setPlan } from "#lib/workspaces/set-plan.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { auditPeople } from "./audit-people.ts";
import { listAudit } from "./list-audit.ts";
import { AUDIT_DAYS } from "./schema.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const from = { requestId: "req-1", address: "192.0.2.7", userAgent: "curl/8.9" };
const deps = () => ({ db: fixture.db, peppers: [{ version: 1, secret: "p".repeat(32) }], clock: { now: () => Date.now() } });
const told = async (actor: Actor, input = {}) => (await listAudit(input, actor, fixture)).items.map(({ action, object, actor: by }) => `${by.name ?? by.kind} ${action} ${object.type} ${object.name ?? ""}`.trim());

test("each change is noted with who made it, what it was and where it came from, newest first", async () => {
  const ada = await fixture.makeActor();
  const actor: Actor = { ...ada.actor, from };
  const { apiId } = await seedApi(fixture.admin, ada);
  const key = await createKey({ kind: "call", apiId, name: "Shop" }, actor, deps());
  await revokeKey({ keyId: key.id }, actor, deps());
  await changeApi({ apiId, changes: { callsPerHour: 7 } }, actor, deps());
  await setApiStatus({ apiId, status: "paused" }, actor, deps());
  for (const sealed of ["canary-of-the-secret", "canary-of-another"]) await asUser(actor, fixture.db, (tx) => sql`select private.set_secret(${apiId}, 'TOKEN', ${sealed}, '{}')`.execute(tx));
  await asUser(actor, fixture.db, (tx) => sql`select private.set_secret(${apiId}, 'KEPT', 'canary-of-a-third', '{}')`.execute(tx));
  await deleteApiSecret({ apiId, name: "TOKEN" }, actor, deps());
  await deleteApi({ apiId }, actor, deps());
  await restoreApi({ apiId }, actor, deps());
  await setPlan({ workspaceId: ada.workspaceId, plan: "pro" }, { db: typed(fixture.admin) });
  const name = ada.email;
  assert.deepEqual(await told(ada.actor, { limit: 12 }), [
    `platform changed workspace ${ada.email.split("@")[0]}`, `${name} restored api Books`, `${name} deleted api Books`, `${name} deleted secret TOKEN`, `${name} created secret KEPT`, `${name} changed secret TOKEN`, `${name} created secret TOKEN`,
    `${name} paused api Books`, `${name} changed api Books`, `${name} revoked key Shop`, `${name} created key Shop`, "platform created key First key",
  ]);
  const [changed] = (await listAudit({ objectType: "api", apiId }, ada.actor, fixture)).items.filter(({ action }) => action === "changed");
  assert.deepEqual([changed?.changes, changed?.requestId, changed?.address, changed?.userAgent], [[{ field: "calls per hour", from: null, to: 7 }], "req-1", "192.0.2.7", "curl/8.9"]);
});

test("documents that a person changes are noted; what an API stores is its traffic", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const runner = connect(fixture.database.runnerUrl, "test", 1);
  await runner.begin(async (tx) => {
    await tx`select set_config('app.api_id', ${apiId}, true)`;
    await tx`insert into public.documents (api_id, workspace_id, collection, id, data) values (${apiId}, ${ada.workspaceId}, 'books', 'a', '{}')`;
  }).finally(() => runner.end());
  assert.deepEqual(await told(ada.actor, { objectType: "document" }), []);
  await asUser(ada.actor, fixture.db, (tx) => sql`select private.change_document(${apiId}, 'books', 'a', '{"title": "Emma"}', null)`.execute(tx));
  await asUser(ada.actor, fixture.db, (tx) => sql`select private.remove_document(${apiId}, 'books', 'a', null)`.execute(tx));
  assert.deepEqual(await told(ada.actor, { objectType: "document" }), [`${ada.email} deleted document books/a`, `${ada.email} changed document books/a`]);
});

test("no entry holds a key's hash, a secret's value or its ciphertext", async () => {
  const rows = await fixture.admin<{ text: string }[]>`select e::text as text from public.audit_events e`;
  const hashes = await fixture.admin<{ hex: string }[]>`select encode(key_hash, 'hex') as hex from public.keys union all select encode(ciphertext, 'hex') from public.secrets`;
  const all = rows.map(({ text }) => text).join("\n");
  assert.ok(rows.length > 10 && hashes.length > 0);
  assert.doesNotMatch(all, /canary-of|key_hash|ciphertext|pepper/);
  for (const { hex } of hashes) assert.ok(!all.includes(hex));
});

test("what a management key did is the key's, and filters find it by object, API, time and actor", async () => {
  const ada = await fixture.makeActor();
  const [books, cars] = [await seedApi(fixture.admin, ada), await seedApi(fixture.admin, ada, "Cars")];
  const key = await makeKeyActor(fixture.admin, ada, ["apis:read", "apis:write"]);
  assert.ok(key.kind === "managementKey");
  await setApiStatus({ apiId: cars.apiId, status: "paused" }, key, fixture);
  await setApiStatus({ apiId: books.apiId, status: "paused" }, ada.actor, fixture);
  assert.deepEqual(await told(ada.actor, { actorId: key.keyId }), ["CI paused api Cars"]);
  assert.deepEqual(await told(ada.actor, { actorId: ada.userId }), [`${ada.email} paused api Books`]);
  assert.deepEqual(await told(ada.actor, { apiId: cars.apiId, objectType: "key" }), ["platform created key First key"]);
  assert.deepEqual(await told(ada.actor, { objectId: cars.apiId, until: new Date(Date.now() + 60_000) }), ["CI paused api Cars", "platform created api Cars"]);
  assert.deepEqual(await told(ada.actor, { since: new Date(Date.now() + 60_000) }), []);
  assert.deepEqual(await told(ada.actor, { actorId: "nobody" }), []);
  assert.deepEqual((await auditPeople({}, ada.actor, fixture)).map((person) => person.name), [ada.email, "CI"]);
});

test("pages cover every entry once", async () => {
  const ada = await fixture.makeActor();
  await seedApi(fixture.admin, ada);
  const all = (await listAudit({}, ada.actor, fixture)).items.map(({ id }) => id);
  const paged: number[] = [];
  for (let cursor: string | null | undefined; cursor !== null;) {
    const page = await listAudit({ limit: 2, ...(cursor ? { cursor } : {}) }, ada.actor, fixture);
    paged.push(...page.items.map(({ id }) => id));
    cursor = page.cursor;
  }
  assert.deepEqual(paged, all);
  assert.ok(all.length > 4);
  await assert.rejects(listAudit({ cursor: "x'; --" }, ada.actor, fixture), { code: "invalid" });
});

test("a change that is rolled back leaves no entry, and one that fails to be noted does not happen", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const before = await told(ada.actor);
  await assert.rejects(asUser(ada.actor, fixture.db, async (tx) => {
    await sql`select private.set_api_status(${apiId}, 'paused')`.execute(tx);
    throw new Error("no");
  }), /no/);
  assert.deepEqual(await told(ada.actor), before);
  await fixture.admin`alter table public.audit_events add constraint refuses check (action <> 'paused') not valid`;
  await assert.rejects(setApiStatus({ apiId, status: "paused" }, ada.actor, fixture), /refuses/);
  await fixture.admin`alter table public.audit_events drop constraint refuses`;
  assert.equal((await fixture.admin`select status from public.apis where id = ${apiId}`)[0]?.status, "active");
});

test("nobody adds, changes or removes an entry: not an owner as web lets them in, not web, not the jobs, not the database's owner", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  await deleteApi({ apiId }, ada.actor, fixture);
  const statements = [
    sql`update public.audit_events set action = 'created' where workspace_id = ${ada.workspaceId}`, sql`delete from public.audit_events where workspace_id = ${ada.workspaceId}`, sql`truncate public.audit_events`,
    sql`insert into public.audit_events (workspace_id, actor_kind, action, object_type, object_id) values (${ada.workspaceId}, 'platform', 'forged', 'api', 'x')`,
    sql`select private.note_change(${ada.workspaceId}, 'forged', 'api', 'x', null, null, '[]')`,
  ];
  const before = await fixture.admin`select * from public.audit_events where workspace_id = ${ada.workspaceId}`;
  assert.ok(before.length > 0);
  for (const statement of statements) {
    await assert.rejects(asUser(ada.actor, fixture.db, (tx) => statement.execute(tx)), { code: "forbidden" });
    await assert.rejects(statement.execute(fixture.db), /permission denied/);
  }
  const jobs = connect(fixture.database.jobsUrl, "test", 1);
  await assert.rejects(jobs`delete from public.audit_events`.finally(() => jobs.end()), /permission denied/);
  await assert.rejects(fixture.admin`update public.audit_events set address = 'elsewhere' where workspace_id = ${ada.workspaceId}`, /never changed or removed/);
  await assert.rejects(fixture.admin`update public.audit_events set actor_id = null where actor_id = ${ada.userId}`, /never changed or removed/, "not even who it was");
  await assert.rejects(fixture.admin`delete from public.audit_events where workspace_id = ${ada.workspaceId}`, /never changed or removed/);
  await assert.rejects(fixture.admin`truncate public.audit_events`, /never changed or removed/);
  assert.deepEqual(await fixture.admin`select * from public.audit_events where workspace_id = ${ada.workspaceId}`, before);
});

test("members who are no owner or administrator, another workspace and a key without audit:read read nothing of it", async () => {
  const [ada, dev, eve] = [await fixture.makeActor(), await fixture.makeActor(), await fixture.makeActor()];
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${ada.workspaceId}, ${dev.userId}, 'developer')`;
  for (const actor of [{ ...dev.actor, workspaceId: ada.workspaceId }, { ...eve.actor, workspaceId: ada.workspaceId }, await makeKeyActor(fixture.admin, ada, ["workspace:write"])]) {
    await assert.rejects(listAudit({}, actor, fixture), { code: "forbidden" });
    await assert.rejects(auditPeople({}, actor, fixture), { code: "forbidden" });
    assert.deepEqual(await asUser(actor, fixture.db, (tx) => tx.selectFrom("audit_events").select("id").where("workspace_id", "=", ada.workspaceId).execute()), []);
  }
  assert.ok((await listAudit({}, ada.actor, fixture)).items.length > 0);
});

test("entries go a year later, and no sooner", async () => {
  const ada = await fixture.makeActor();
  const age = async (action: string, days: number) => fixture.admin`insert into public.audit_events (workspace_id, actor_kind, action, object_type, object_id, created_at)
    values (${ada.workspaceId}, 'platform', ${action}, 'api', 'x', now() - make_interval(days => ${days}))`;
  await age("old", AUDIT_DAYS + 1);
  await age("young", AUDIT_DAYS - 1);
  const jobs = connect(fixture.database.jobsUrl, "test", 1);
  assert.equal((await jobs`select private.clean_up_audit(100) as n`.finally(() => jobs.end()))[0]?.n, 1);
  assert.deepEqual((await listAudit({ objectId: "x" }, ada.actor, fixture)).items.map(({ action }) => action), ["young"]);
});

test("an address is noted only as the gateway saw it: a header that a client sends to the REST server says nothing", async () => {
  const ada = await fixture.makeActor();
  await asUser(ada.actor, fixture.db, async (tx) => {
    await sql`select set_config('request.headers', '{"x-forwarded-for": "203.0.113.9", "user-agent": "curl"}', true)`.execute(tx);
    await sql`update public.workspaces set name = 'Forged' where id = ${ada.workspaceId}`.execute(tx);
  });
  const [entry] = (await listAudit({ objectType: "workspace" }, ada.actor, fixture)).items;
  assert.deepEqual([entry?.action, entry?.address, entry?.userAgent], ["changed", null, "curl"]);
});
