import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test, type TestContext } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { migrate, readMigrations } from "#server/migrate.ts";
import { seedApi } from "./seed-api.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

let database: TestDatabase;
let admin: Sql;
before(async () => {
  database = await startTestDatabase();
  admin = connect(database.adminUrl, "test-admin", 1);
});
after(async () => {
  await admin.end();
  await database.stop();
});

interface Installation {
  old: Sql;
  userId: string;
  workspaceId: string;
  /** To today: tells how many migrations that took. */
  upgrade(): Promise<number>;
}

/** An installation with one person, whose last migration was `last`. */
async function installationOf(last: string, t: TestContext): Promise<Installation> {
  const name = `old_${randomUUID().slice(0, 8)}`;
  await admin.unsafe(`create database ${name}`);
  const url = Object.assign(new URL(database.adminUrl), { pathname: `/${name}` }).href;
  const old = connect(url, "test-old", 1);
  t.after(async () => {
    await old.end();
    await admin.unsafe(`drop database ${name} with (force)`);
  });
  await old.unsafe("create schema auth; create table auth.users (id uuid primary key, email text, raw_user_meta_data jsonb); create function auth.uid() returns uuid language sql stable as 'select null::uuid'");
  await migrate(url, { migrations: readMigrations().filter(({ version }) => version <= last) });
  const userId = randomUUID();
  await old`insert into auth.users (id, email) values (${userId}, 'ada@example.com')`;
  const [{ workspaceId = "" } = {}] = await old<{ workspaceId: string }[]>`select workspace_id as "workspaceId" from public.workspace_members`;
  return { old, userId, workspaceId, upgrade: async () => (await migrate(url)).length };
}

test("an installation of before documents were counted keeps them, counts them, and goes on with its APIs, deleted ones too", async (t) => {
  const LAST = "20261121000024";
  const { old, userId, workspaceId, upgrade } = await installationOf(LAST, t);
  const [books, gone] = [await seedApi(old, { userId, workspaceId }), await seedApi(old, { userId, workspaceId })];
  await old`insert into public.documents (api_id, workspace_id, collection, id, data)
    select a, ${workspaceId}, 'books', i::text, jsonb_build_object('title', 'Book ' || i) from unnest(${[books.apiId, gone.apiId]}::text[]) a, generate_series(1, 1000) i`;
  await old`update public.apis set deleted_at = now() - interval '40 days' where id = ${gone.apiId}`;
  const [size] = await old<{ bytes: number }[]>`select sum(octet_length(id) + octet_length(data::text))::int as bytes from public.documents where api_id = ${books.apiId}`;

  assert.equal(await upgrade(), readMigrations().filter(({ version }) => version > LAST).length);

  const use = () => old`select sum(documents)::int as documents, sum(bytes)::int as bytes from private.document_use`;
  assert.deepEqual([...(await use())], [{ documents: 2000, bytes: 2 * (size?.bytes ?? 0) }]);
  while ((await old<{ n: number }[]>`select private.purge_deleted(500) as n`)[0]?.n);
  assert.deepEqual([...(await old`select id from public.apis`)], [{ id: books.apiId }]);
  assert.deepEqual([...(await use())], [{ documents: 1000, bytes: size?.bytes }]);
  await old`delete from public.documents where api_id = ${books.apiId} and id > '5'`;
  assert.deepEqual([...(await old`select (select count(*)::int from public.documents) = sum(documents) as "isExact" from private.collection_use`)], [{ isExact: true }]);
  const [version] = await old`select base_version_id, public_routes, discarded_at from public.versions where id = ${books.versionId}`;
  assert.deepEqual(version, { base_version_id: null, public_routes: [], discarded_at: null });
});

test("indexes of before they could hold a second field keep their keys, are kept up, and give way to one that holds it", async (t) => {
  const { old, userId, workspaceId, upgrade } = await installationOf("20261122000053", t);
  const { apiId } = await seedApi(old, { userId, workspaceId });
  await old`select set_config('app.api_id', ${apiId}, false), set_config('app.document_limits', ${JSON.stringify({ free: [1e6, 1e9, 8] })}, false)`;
  const insert = (from: number, to: number) => old`insert into public.documents (api_id, workspace_id, collection, id, data) select ${apiId}, ${workspaceId}, 'books', i::text, jsonb_build_object('title', 'Book ' || i, 'year', i) from generate_series(${from}::int, ${to}::int) i`;
  const build = async () => { while ((await old<{ more: boolean }[]>`select private.build_index(500) as more`)[0]?.more); };
  const keys = () => old`select x.also_field as "also", x.state, (x.used_at > now() - interval '30 days') as "isUsed", count(*)::int as keys, count(k.also)::int as "withAlso"
    from private.document_indexes x join private.document_index_keys k on k.index_id = x.id group by x.id order by x.id`;
  await insert(1, 600);
  await old`select private.want_index('books', '[]', 'title')`;
  await build();

  await upgrade();

  await insert(601, 700);
  const plain = { also: null, state: "ready", isUsed: true, keys: 700, withAlso: 0 };
  assert.deepEqual([...(await keys())], [plain]);
  // As a process of before the upgrade asks, with three arguments.
  await old`select private.want_index('books', '[]', 'title')`;
  assert.deepEqual([...(await keys())], [plain]);
  await old`select private.want_index('books', '[]', 'title', 'year')`;
  await build();
  assert.deepEqual([...(await keys())], [{ ...plain, isUsed: false }, { also: "year", state: "ready", isUsed: true, keys: 700, withAlso: 700 }]);
});
