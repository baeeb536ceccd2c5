import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { readFile } from "node:fs/promises";
import path from "node:path";
import { after, before, test } from "node:test";
import { listApis } from "#lib/apis/list-apis.ts";
import { connect, typed, type Sql } from "#lib/db/connect.ts";
import { newRolePasswords, roleUrls, setRolePasswords } from "#server/db-roles.ts";
import { migrate, readMigrations } from "#server/migrate.ts";
import { seedApi } from "./seed-api.ts";
import { startTestCluster, type TestCluster } from "./test-cluster.ts";

let cluster: TestCluster;
let superuser: Sql;
let hostedUrl: string;
before(async () => {
  cluster = await startTestCluster();
  superuser = connect(cluster.url, "test", 1);
  await superuser.unsafe(await readFile(path.join(import.meta.dirname, "hosted-simulation.sql"), "utf8")).simple();
  const url = new URL(cluster.url);
  url.username = "hosted_postgres";
  hostedUrl = url.href;
});
after(async () => {
  await superuser.end();
  await cluster.stop();
});

test("the migrations apply to hosted Supabase as its non-superuser, once, and the roles work there", async () => {
  assert.deepEqual(await migrate(hostedUrl), readMigrations().map((migration) => migration.file));
  assert.deepEqual(await migrate(hostedUrl), []);
  const passwords = newRolePasswords();
  await setRolePasswords(hostedUrl, passwords);

  const userId = randomUUID();
  await superuser.unsafe("set role supabase_auth_admin");
  await superuser`insert into auth.users (id, email) values (${userId}, 'ada@example.com')`;
  await superuser.unsafe("reset role");
  const [membership] = await superuser<{ id: string }[]>`select workspace_id as id from public.workspace_members where user_id = ${userId}`;
  const workspaceId = membership?.id ?? "";
  const { apiId } = await seedApi(superuser, { userId, workspaceId });

  const urls = roleUrls(hostedUrl, passwords);
  const web = connect(urls.WEB_DATABASE_URL, "test", 1);
  const items = await listApis({}, { kind: "user", userId, email: "ada@example.com", workspaceId }, { db: typed(web) }).finally(() => web.end());
  assert.deepEqual(items.map((item) => item.id), [apiId]);
  const gateway = connect(urls.GATEWAY_DATABASE_URL, "test", 1);
  const [found] = await gateway`select * from private.find_api(${apiId})`.finally(() => gateway.end());
  assert.equal(found?.plan, "free");
});

test("hosted default privileges leave nothing of ours open to anon or service_role", async () => {
  const rows = await superuser`select grantee, table_name, privilege_type from information_schema.role_table_grants where table_schema in ('public', 'private') and grantee in ('anon', 'service_role', 'PUBLIC')`;
  assert.deepEqual([...rows], []);
});

test("a migration that fails leaves nothing behind and says which file and why", async () => {
  const bad = [...readMigrations(), { version: "29990101000000", name: "bad", file: "29990101000000_bad.sql", text: "create table public.half_made (id int);\nselect nonsense;" }];
  await assert.rejects(migrate(hostedUrl, { migrations: bad }), /29990101000000_bad\.sql \(line 2\).*nonsense/);
  assert.equal((await superuser`select to_regclass('public.half_made') as found`)[0]?.found, null);
});

test("a migration that was edited after it was applied is refused with words where the product owns the database", async () => {
  const edited = readMigrations().map((migration, i) => (i === 0 ? { ...migration, text: `${migration.text}\n-- edited` } : migration));
  await assert.rejects(migrate(hostedUrl, { migrations: edited, refuseChanged: true }), /was changed after it was applied/);
});
