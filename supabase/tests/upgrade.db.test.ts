import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { migrate, readMigrations } from "#server/migrate.ts";
import { seedApi } from "./seed-api.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

const NAME = `old_${randomUUID().slice(0, 8)}`;
const LAST = "20261121000024";
let database: TestDatabase;
let admin: Sql;
let old: Sql;
let url: string;
before(async () => {
  database = await startTestDatabase();
  admin = connect(database.adminUrl, "test-admin", 1);
  await admin.unsafe(`create database ${NAME}`);
  url = Object.assign(new URL(database.adminUrl), { pathname: `/${NAME}` }).href;
  old = connect(url, "test-old", 1);
  await old.unsafe("create schema auth; create table auth.users (id uuid primary key, email text, raw_user_meta_data jsonb); create function auth.uid() returns uuid language sql stable as 'select null::uuid'");
});
after(async () => {
  await old.end();
  await admin.unsafe(`drop database ${NAME} with (force)`);
  await admin.end();
  await database.stop();
});

test("an installation of before documents were counted keeps them, counts them, and goes on with its APIs, deleted ones too", async () => {
  await migrate(url, { migrations: readMigrations().filter(({ version }) => version <= LAST) });
  const userId = randomUUID();
  await old`insert into auth.users (id, email) values (${userId}, 'ada@example.com')`;
  const [{ workspaceId = "" } = {}] = await old<{ workspaceId: string }[]>`select workspace_id as "workspaceId" from public.workspace_members`;
  const [books, gone] = [await seedApi(old, { userId, workspaceId }), await seedApi(old, { userId, workspaceId })];
  await old`insert into public.documents (api_id, workspace_id, collection, id, data)
    select a, ${workspaceId}, 'books', i::text, jsonb_build_object('title', 'Book ' || i) from unnest(${[books.apiId, gone.apiId]}::text[]) a, generate_series(1, 1000) i`;
  await old`update public.apis set deleted_at = now() - interval '40 days' where id = ${gone.apiId}`;
  const [size] = await old<{ bytes: number }[]>`select sum(octet_length(id) + octet_length(data::text))::int as bytes from public.documents where api_id = ${books.apiId}`;

  assert.equal((await migrate(url)).length, readMigrations().filter(({ version }) => version > LAST).length);

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
