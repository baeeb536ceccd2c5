import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { SupabaseClient } from "@supabase/supabase-js";
import { connect, type Sql } from "#lib/db/connect.ts";
import { seedEverything } from "./seed-everything.ts";
import { TABLE_ACCESS, type TableAccess } from "./table-access.ts";
import { startTestSupabase, type TestSupabase } from "./test-supabase.ts";

// Ada owns a row in every table. Eve is signed in, anon is not: both speak to the real REST server with supabase-js.
let supabase: TestSupabase;
let admin: Sql;
let ada: { client: SupabaseClient; userId: string; workspaceId: string };
let eve: { client: SupabaseClient; userId: string; accessToken: string };
let anon: SupabaseClient;
let columns: Map<string, string[]>;
const DENIED = "42501";
const GENERATED_ID = ["request_logs", "call_records", "outbound_calls", "audit_events"];
/** A column that is always generated is refused before the grant is looked at. */
const refusalOf = (table: string, column: string) => (GENERATED_ID.includes(table) && column === "id" ? "428C9" : DENIED);

before(async () => {
  supabase = await startTestSupabase();
  admin = connect(supabase.adminUrl, "test-admin", 2);
  const owner = await supabase.signUp();
  const [membership] = await admin<{ id: string }[]>`select workspace_id as id from public.workspace_members where user_id = ${owner.userId}`;
  ada = { ...owner, workspaceId: membership?.id ?? "" };
  await seedEverything(admin, ada);
  eve = await supabase.signUp();
  anon = supabase.client();
  const rows = await admin<{ table: string; column: string }[]>`select c.relname as table, a.attname as column from pg_class c join pg_attribute a on a.attrelid = c.oid
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped order by 1, a.attnum`;
  columns = new Map([...Map.groupBy(rows, (row) => row.table)].map(([table, list]) => [table, list.map((row) => row.column)]));
});
after(async () => {
  await admin.end();
  await supabase.stop();
});

const idOf = (table: string) => (table === "user_profiles" || TABLE_ACCESS[table]?.owner === "user_id" ? ada.userId : ada.workspaceId);

/** The twin: Ada's rows of a table as the database's owner sees them. */
async function adasRows(table: string): Promise<Record<string, unknown>[]> {
  const access = TABLE_ACCESS[table];
  assert.ok(access, `${table} is not in table-access.ts`);
  const rows = await admin<{ row: Record<string, unknown> }[]>`select to_jsonb(t) as row from public.${admin(table)} t where ${admin(access.owner)} = ${idOf(table)}`;
  assert.ok(rows.length > 0, `${table} holds nothing of Ada's: the test would prove nothing`);
  return rows.map(({ row }) => row);
}

async function eachTable(attack: (table: string, access: TableAccess, names: string[]) => Promise<void>): Promise<void> {
  for (const [table, names] of columns) {
    const access = TABLE_ACCESS[table];
    assert.ok(access, `${table} is not in table-access.ts`);
    await attack(table, access, names);
  }
}

test("every table and view of the schema is covered, and only those", () => {
  assert.deepEqual([...columns.keys()].toSorted(), Object.keys(TABLE_ACCESS).toSorted());
});

test("anon reads no column of any table", () =>
  eachTable(async (table, _access, names) => {
    const [row] = await adasRows(table);
    for (const name of names) {
      assert.ok(row && name in row);
      const { data, error } = await anon.from(table).select(name);
      assert.deepEqual([data, error?.code], [null, DENIED], `${table}.${name}`);
    }
  }));

test("another signed-in user sees no row of Ada's, column by column", () =>
  eachTable(async (table, access, names) => {
    await adasRows(table);
    for (const name of names) {
      const isHidden = access.hidden === "all" || access.hidden.includes(name);
      const { data, error } = await eve.client.from(table).select(name).eq(access.owner, idOf(table));
      assert.deepEqual([data, error?.code], isHidden ? [null, DENIED] : [[], undefined], `${table}.${name}`);
    }
  }));

test("the owner reads its rows, but not the hidden columns, nor filters or sorts by them", () =>
  eachTable(async (table, access, names) => {
    const rows = await adasRows(table);
    const hidden = access.hidden === "all" ? names : access.hidden;
    for (const name of names) {
      const { data, error } = await ada.client.from(table).select(name).eq(access.owner, idOf(table));
      if (hidden.includes(name)) assert.deepEqual([data, error?.code], [null, DENIED], `${table}.${name}`);
      else assert.equal(data?.length, rows.length, `${table}.${name}: ${error?.message}`);
    }
    for (const name of hidden) {
      assert.notEqual(rows[0]?.[name], null, `${table}.${name} holds a value that could leak`);
      const visible = names.find((candidate) => !hidden.includes(candidate)) ?? name;
      assert.equal((await ada.client.from(table).select(visible).not(name, "is", null)).error?.code, DENIED, `filter by ${table}.${name}`);
      assert.equal((await ada.client.from(table).select(visible).order(name)).error?.code, DENIED, `sort by ${table}.${name}`);
    }
  }));

test("nobody inserts into any table: not anon, not another user, not the owner", () =>
  eachTable(async (table) => {
    const rows = await adasRows(table);
    const copy = { ...rows[0] };
    if (GENERATED_ID.includes(table)) delete copy.id; // always generated: refused before the grant is looked at
    for (const [who, client] of [["anon", anon], ["eve", eve.client], ["ada", ada.client]] as const) {
      assert.equal((await client.from(table).insert(copy as never)).error?.code, DENIED, `${who} inserts into ${table}`);
      assert.equal((await client.from(table).upsert(copy as never)).error?.code, DENIED, `${who} upserts into ${table}`);
    }
    assert.deepEqual(await adasRows(table), rows);
  }));

test("nobody deletes from any table: not anon, not another user, not the owner", () =>
  eachTable(async (table, access) => {
    const rows = await adasRows(table);
    for (const [who, client] of [["anon", anon], ["eve", eve.client], ["ada", ada.client]] as const) {
      assert.equal((await client.from(table).delete().eq(access.owner, idOf(table))).error?.code, DENIED, `${who} deletes from ${table}`);
    }
    assert.deepEqual(await adasRows(table), rows);
  }));

const written = (name: string): string | number => (name === "calls_per_hour" ? 7 : "changed");

test("no column is written by anon or another user; the owner writes the few that it may", () =>
  eachTable(async (table, access, names) => {
    const rows = await adasRows(table);
    const id = idOf(table);
    for (const name of names) {
      const value = access.writable.includes(name) ? written(name) : rows[0]?.[name];
      const update = (client: SupabaseClient) => client.from(table).update({ [name]: value } as never).eq(access.owner, id);
      const before = await adasRows(table);
      assert.equal((await update(anon)).error?.code, refusalOf(table, name), `anon writes ${table}.${name}`);
      const byEve = await update(eve.client);
      assert.equal(byEve.error?.code, access.writable.includes(name) ? undefined : refusalOf(table, name), `eve writes ${table}.${name}`);
      assert.deepEqual(await adasRows(table), before, `eve changed ${table}.${name}`);
      const byAda = await update(ada.client);
      if (!access.writable.includes(name)) assert.equal(byAda.error?.code, refusalOf(table, name), `ada writes ${table}.${name}`);
    }
    if (access.writable.length === 0) return;
    const [changed] = await adasRows(table);
    for (const name of access.writable) assert.equal(changed?.[name], written(name), `${table}.${name} is writable by its owner`);
    for (const name of names.filter((candidate) => !access.writable.includes(candidate) && candidate !== "updated_at")) assert.deepEqual(changed?.[name], rows[0]?.[name], `${table}.${name}`);
  }));

test("no function can be called through the REST server, in any schema", async () => {
  const functions = await admin<{ schema: string; name: string; args: string[] | null }[]>`select n.nspname as schema, p.proname as name, p.proargnames as args
    from pg_proc p join pg_namespace n on n.oid = p.pronamespace where n.nspname in ('private', 'public', 'auth')`;
  assert.ok(functions.length > 20);
  assert.deepEqual(functions.filter((row) => row.schema === "public").map((row) => row.name), []);
  for (const { schema, name, args } of functions) {
    const body = Object.fromEntries((args ?? []).map((arg) => [arg, null]));
    for (const client of [anon, eve.client]) {
      assert.ok((await client.rpc(name, body)).error, name);
      assert.ok((await client.schema(schema).rpc(name, body)).error, `${schema}.${name}`);
      assert.ok((await client.rpc(`${schema}.${name}`, body)).error, `${schema}.${name} by name`);
    }
  }
});

test("no other schema is reachable, by profile header or by name", async () => {
  const tables = await admin<{ schema: string; name: string; rows: number }[]>`select schemaname as schema, tablename as name from pg_tables
    where schemaname in ('private', 'auth', 'supabase_migrations') union all values ('pg_catalog', 'pg_authid'), ('pg_catalog', 'pg_roles'), ('information_schema', 'tables')`;
  assert.ok(tables.some((row) => row.schema === "auth" && row.name === "users") && tables.some((row) => row.schema === "private"));
  assert.ok(((await admin`select count(*)::int as n from auth.users`)[0]?.n ?? 0) >= 2);
  for (const { schema, name } of tables) {
    for (const client of [anon, eve.client]) {
      for (const reply of [await client.schema(schema).from(name).select("*"), await client.from(`${schema}.${name}`).select("*"), await client.from(`${schema}_${name}`).select("*"),
        await client.schema(schema).from(name).insert({}), await client.schema(schema).from(name).delete().neq("id", "x")]) {
        assert.ok(reply.error && !reply.data, `${schema}.${name}: ${JSON.stringify(reply.data)}`);
      }
    }
  }
});

test("what somebody changes through the REST server is noted as theirs", async () => {
  const name = `Library ${crypto.randomUUID()}`;
  assert.equal((await ada.client.from("apis").update({ name }).eq("workspace_id", ada.workspaceId)).error, null);
  const [entry] = await admin`select actor_kind, actor_id, action, changes from public.audit_events where object_name = ${name}`;
  assert.deepEqual([entry?.actor_kind, entry?.actor_id, entry?.action, entry?.changes.at(-1)?.to], ["user", ada.userId, "changed", name]);
});

test("embedding a hidden table or column under a readable one is refused", async () => {
  for (const select of ["id,version_bundles(bundle)", "id,versions(id,version_bundles(bundle))", "id,keys(key_hash)", "id,secrets(ciphertext)", "id,documents(document_uniques(value))"]) {
    const { data, error } = await ada.client.from("apis").select(select);
    assert.ok(error && !data, `${select}: ${JSON.stringify(data)}`);
  }
  assert.deepEqual((await eve.client.from("workspaces").select("id,apis(*),keys(id),workspace_members(user_id)")).data?.map((row) => [row.apis, row.keys, row.workspace_members.length]), [[[], [], 1]]);
});

test("a token without a signature, with another one, or of another role is nobody", async () => {
  const [header, payload, signature] = eve.accessToken.split(".");
  const claims = JSON.parse(Buffer.from(payload ?? "", "base64url").toString()) as Record<string, unknown>;
  const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
  const none = encode({ alg: "none", typ: "JWT" });
  for (const [name, token] of Object.entries({
    "ada's id": `${header}.${encode({ ...claims, sub: ada.userId })}.${signature}`, "service_role": `${header}.${encode({ ...claims, role: "service_role" })}.${signature}`,
    "postgres": `${header}.${encode({ ...claims, role: "postgres" })}.${signature}`, "no algorithm": `${none}.${encode({ ...claims, sub: ada.userId })}.`, "no signature": `${header}.${payload}.`,
  })) {
    const reply = await fetch(`${supabase.url}/rest/v1/user_profiles?select=id`, { headers: { apikey: supabase.publishableKey, authorization: `Bearer ${token}` } });
    assert.equal(reply.status, 401, name);
  }
});
