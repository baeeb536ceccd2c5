import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { actorFromBearer } from "#lib/auth/bearer.ts";
import { connect, type Sql, typed } from "#lib/db/connect.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { purge } from "#server/purge-jobs.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { seedEverything } from "../../supabase/tests/seed-everything.ts";
import { startTestSupabase, type TestSupabase } from "../../supabase/tests/test-supabase.ts";
import { until } from "../../supabase/tests/until.ts";
import { changeAccount } from "./change-account.ts";
import { deleteAccount } from "./delete-account.ts";
import { exportAccount } from "./export-account.ts";
import { getAccount } from "./get-account.ts";

type Person = Awaited<ReturnType<TestSupabase["signUp"]>> & { workspaceId: string; actor: Actor };
let supabase: TestSupabase;
let admin: Sql;
let web: Sql;
before(async () => {
  supabase = await startTestSupabase();
  admin = connect(supabase.adminUrl, "test-admin", 2);
  web = connect(supabase.webUrl, "test-web", 4);
});
after(async () => {
  await Promise.all([admin.end(), web.end()]);
  await supabase.stop();
});

const deps = () => ({ db: typed(web), supabase, attemptsPer15Min: 10, clientAddress: randomUUID() });
async function signUp(): Promise<Person> {
  const person = await supabase.signUp();
  const [row] = await admin<{ id: string }[]>`select workspace_id as id from public.workspace_members where user_id = ${person.userId}`;
  const workspaceId = row?.id ?? "";
  return { ...person, workspaceId, actor: { kind: "user", userId: person.userId, email: person.email, workspaceId, from: { requestId: "r", address: "192.0.2.9", userAgent: "curl" } } };
}
const join = (workspaceId: string, userId: string, role: string) => admin`insert into public.workspace_members (workspace_id, user_id, role) values (${workspaceId}, ${userId}, ${role})`;
const purgeNow = async () => {
  const jobs = connect(supabase.adminUrl, "test-jobs", 1);
  await jobs`set role app_jobs`;
  return purge(jobs).finally(() => jobs.end());
};

/** Every stored row of the database that holds `text`. */
async function tracesOf(text: string): Promise<string[]> {
  const tables = await admin<{ name: string }[]>`select n.nspname || '.' || c.relname as name from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname in ('public', 'private', 'auth') and c.relkind = 'r'`;
  const found = await Promise.all(tables.map(async ({ name }) => ((await admin.unsafe(`select 1 from ${name} t where t::text ilike '%' || $1 || '%' limit 1`, [text])).length > 0 ? [name] : [])));
  return found.flat().toSorted();
}

test("a deleted account leaves no trace of the person: not their sign-in, profile, workspace, APIs, documents or name", async () => {
  const ada = await signUp();
  const { apiId } = await seedEverything(admin, ada);
  await changeAccount({ displayName: "Ada Lovelace" }, ada.actor, deps());
  assert.ok((await tracesOf(ada.email)).includes("auth.users") && (await tracesOf("Ada Lovelace")).length > 0 && (await tracesOf(apiId)).length > 5);
  await deleteAccount({ password: ada.password }, ada.actor, deps());
  assert.equal((await supabase.client().auth.signInWithPassword(ada)).error?.code, "invalid_credentials");
  assert.equal(await actorFromBearer(ada.accessToken, { ...deps(), peppers: [] }), null, "a session that is open elsewhere is nobody's");
  const name = ada.email.split("@")[0] ?? "";
  assert.deepEqual([await tracesOf(ada.email), await tracesOf("Ada Lovelace"), await tracesOf("192.0.2.9")], [[], [], []], "at once");
  assert.ok((await purgeNow()) > 0);
  assert.deepEqual([await tracesOf(apiId), await tracesOf(ada.workspaceId), await tracesOf(ada.userId), await tracesOf(name)], [[], [], [], []], "after the next purge");
  assert.equal((await supabase.signUp(ada.email)).email, ada.email, "the address is free again");
});

test("a wrong password deletes nothing, and guessing it is limited like signing in", async () => {
  const ada = await signUp();
  const guess = { ...deps(), attemptsPer15Min: 3 };
  for (let i = 0; i < 3; i += 1) await assert.rejects(deleteAccount({ password: "wrong horse" }, ada.actor, guess), { code: "invalid", message: "The password is wrong. Nothing was changed." });
  await assert.rejects(deleteAccount({ password: ada.password }, ada.actor, guess), { code: "rate_limited" });
  await assert.rejects(deleteAccount({ password: "" }, ada.actor, deps()), { code: "invalid" });
  assert.equal((await getAccount({}, ada.actor, deps())).email, ada.email);
});

test("a workspace in which others work needs another owner first; then it goes on without the one who left, whose name its log forgets", async () => {
  const [ada, bob] = [await signUp(), await signUp()];
  await join(ada.workspaceId, bob.userId, "developer");
  const { apiId } = await seedApi(admin, ada);
  const [call, management] = [randomUUID(), randomUUID()];
  await admin`insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, created_by) values (${call}, ${ada.workspaceId}, 'call', ${apiId}, 'Shop', 'p', 'l', ${makeKey("call", { version: 1, secret: "p".repeat(32) }).hash}, ${ada.userId})`;
  await admin`insert into public.keys (id, workspace_id, kind, name, prefix, last_four, key_hash, scopes, created_by) values (${management}, ${ada.workspaceId}, 'management', 'CI', 'p', 'l', ${makeKey("management", { version: 1, secret: "p".repeat(32) }).hash}, '{apis:read}', ${ada.userId})`;
  await changeNameOf(ada);
  await assert.rejects(deleteAccount({ password: ada.password }, ada.actor, deps()), (error: { code?: string; message?: string }) => error.code === "conflict" && /only owner of a workspace in which others work: Shared/.test(error.message ?? ""));
  assert.equal((await getAccount({}, ada.actor, deps())).workspaces[0]?.isLastOwner, true);
  await admin`update public.workspace_members set role = 'owner' where user_id = ${bob.userId} and workspace_id = ${ada.workspaceId}`;
  await deleteAccount({ password: ada.password }, ada.actor, deps());
  await purgeNow();
  assert.deepEqual((await admin`select id, deleted_at from public.apis where workspace_id = ${ada.workspaceId}`).map((row) => [row["id"], row["deleted_at"]]), [[apiId, null]]);
  assert.deepEqual((await admin`select id, created_by from public.keys where id in (${call}, ${management})`).map((row) => [row["id"], row["created_by"]]), [[call, bob.userId]], "consumers go on, the management key ends");
  const [entry] = await admin`select actor_kind, actor_id, address, user_agent, action from public.audit_events where workspace_id = ${ada.workspaceId} and request_id = 'r' order by id limit 1`;
  assert.deepEqual({ ...entry }, { actor_kind: "user", actor_id: null, address: null, user_agent: null, action: "changed" });
  assert.deepEqual([await tracesOf(ada.email), await tracesOf("192.0.2.9")], [[], []]);
});

test("of Supabase Auth's own log the person's rows go, also for an account without an e-mail, and nobody else's", async () => {
  const [ada, phone, bob] = [await signUp(), await signUp(), await signUp()];
  await admin`update auth.users set email = '' where id = ${phone.userId}`;
  const about = (payload: object) => admin`insert into auth.audit_log_entries (id, payload, created_at) values (${randomUUID()}, ${JSON.stringify({ ...payload, action: "noted" })}::text::json, clock_timestamp())`;
  for (const { userId, email } of [ada, bob]) {
    await about({ actor_id: userId, actor_username: email.toUpperCase() });
    await about({ actor_id: "00000000-0000-0000-0000-000000000000", traits: { user_id: userId, user_email: email } });
  }
  await about({ actor_id: bob.userId, actor_username: `x${ada.email}` });
  await about({ actor_id: phone.userId, actor_username: "" });
  const left = async () => (await admin`select payload ->> 'actor_username' as name from auth.audit_log_entries where payload ->> 'action' = 'noted' order by created_at`).map((row) => row["name"]);
  await deleteAs(phone);
  assert.equal((await left()).length, 5);
  await deleteAs(ada);
  assert.deepEqual(await left(), [bob.email.toUpperCase(), null, `x${ada.email}`]);
});

test("a shared workspace that is still called like the person who left is called otherwise; a name that was chosen stays", async () => {
  const [ada, eve, bob] = [await signUp(), await signUp(), await signUp()];
  for (const { workspaceId } of [ada, eve]) await join(workspaceId, bob.userId, "owner");
  await changeNameOf(eve);
  for (const person of [ada, eve]) await deleteAs(person);
  const names = await admin<{ name: string }[]>`select name from public.workspaces where id in (${ada.workspaceId}, ${eve.workspaceId}) order by name`;
  assert.deepEqual(names.map(({ name }) => name), ["Shared", "Shared workspace"]);
});

/** Past the verb, which asks for a password. */
const deleteAs = (person: Person) => web.begin(async (tx) => {
  await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify({ sub: person.userId, role: "authenticated" })}, true)`;
  await tx`select private.delete_account()`;
});

const changeNameOf = (person: Person) => web.begin(async (tx) => {
  await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify({ sub: person.userId, role: "authenticated" })}, true), set_config('app.origin', ${JSON.stringify({ requestId: "r", address: "192.0.2.9", userAgent: "curl" })}, true)`;
  await tx`update public.workspaces set name = 'Shared' where id = ${person.workspaceId}`;
});

test("the export holds everything that the person owns in every page, no hash and no secret, nothing of others, and says when it is whole", async () => {
  const [ada, eve] = [await signUp(), await signUp()];
  const { apiId, keyId } = await seedEverything(admin, ada);
  const foreign = await seedEverything(admin, eve);
  await join(eve.workspaceId, ada.userId, "developer");
  await admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${apiId}, ${ada.workspaceId}, 'many', 'd' || i, jsonb_build_object('n', i) from generate_series(1, 250) i`;
  let text = "";
  for await (const part of await exportAccount({}, ada.actor, deps())) text += part;
  const lines = text.trimEnd().split("\n").map((line) => JSON.parse(line) as { type: string; data: Record<string, unknown> });
  const of = (type: string) => lines.filter((line) => line.type === type).map(({ data }) => data);
  assert.deepEqual([...new Set(lines.map(({ type }) => type))], ["account", "workspace", "member", "api", "version", "deployment", "key", "secret", "approvedHost", "build", "document", "usage", "log", "call", "outboundCall", "feedback", "end"]);
  assert.deepEqual([of("account")[0]?.["email"], of("api")[0]?.["id"], of("key")[0]?.["id"], of("end")[0]?.["lines"]], [ada.email, apiId, keyId, lines.length - 1]);
  assert.equal(new Set(of("document").map(({ id }) => id)).size, 251);
  assert.equal(of("document").length, 251);
  assert.doesNotMatch(text, /key_hash|ciphertext|pepper|encrypted_password|"bundle"/);
  for (const theirs of [foreign.apiId, eve.email, eve.workspaceId]) assert.ok(!of("api").some(({ id }) => id === theirs) && !text.replace(JSON.stringify(of("account")[0]), "").includes(theirs), theirs);
});

test("the export is of one moment: what is stored and removed while it is read changes nothing of it; whoever stops reading gives the connection back", async () => {
  const ada = await signUp();
  const { apiId } = await seedEverything(admin, ada);
  await admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${apiId}, ${ada.workspaceId}, 'many', 'd' || i, '{}' from generate_series(1, 250) i`;
  const pages = await exportAccount({}, ada.actor, deps());
  let text = String((await pages.next()).value);
  await admin`delete from public.documents where api_id = ${apiId} and collection = 'many'`;
  await admin`insert into public.documents (api_id, workspace_id, collection, id, data) select ${apiId}, ${ada.workspaceId}, 'later', 'd' || i, '{}' from generate_series(1, 250) i`;
  for await (const page of pages) text += page;
  const stored = text.trimEnd().split("\n").map((line) => JSON.parse(line) as { type: string; data: { collection?: string } }).filter(({ type }) => type === "document").map(({ data }) => data.collection);
  assert.deepEqual([stored.filter((name) => name === "many").length, stored.filter((name) => name === "later").length], [250, 0]);

  const isIdle = async () => (await admin`select from pg_stat_activity where application_name = 'test-web' and state = 'idle in transaction'`).length === 0;
  const stalled = await exportAccount({}, ada.actor, { ...deps(), idleMs: 50 });
  await stalled.next();
  await until(isIdle, "the connection is given back");
  await assert.rejects(async () => { for await (const _page of stalled); });
  const left = await exportAccount({}, ada.actor, deps());
  await left.next();
  await left.return();
  assert.ok(await isIdle());
  await exportAccount({}, ada.actor, { ...deps(), idleMs: 50 });
  await until(isIdle, "one that is never read is given back as well");
});

test("a management key is not the person who made it: it reads no account, exports none and deletes none", async () => {
  const ada = await signUp();
  const key: Actor = { kind: "managementKey", userId: ada.userId, workspaceId: ada.workspaceId, keyId: randomUUID(), scopes: ["workspace:write"] };
  for (const tried of [() => getAccount({}, key, deps()), () => changeAccount({ displayName: "x" }, key, deps()), () => exportAccount({}, key, deps()), () => deleteAccount({ password: ada.password }, key, deps())]) await assert.rejects(tried(), { code: "forbidden" });
  await assert.rejects(web.begin(async (tx) => {
    await tx`select set_config('role', 'authenticated', true), set_config('request.jwt.claims', ${JSON.stringify({ sub: ada.userId, key_id: key.keyId, workspace_id: ada.workspaceId, scopes: [] })}, true)`;
    await tx`select private.delete_account()`;
  }), /a person deletes their account/, "not even past the verb");
  assert.equal((await getAccount({}, ada.actor, deps())).email, ada.email);
});

test("two deletions at once: one happens, the other finds nobody", async () => {
  const ada = await signUp();
  const ended = await Promise.allSettled([1, 2].map(() => deleteAccount({ password: ada.password }, ada.actor, deps())));
  assert.ok(ended.some(({ status }) => status === "fulfilled"));
  assert.deepEqual(await tracesOf(ada.email), []);
});
