import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { seedApi, type SeededApi } from "../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../supabase/tests/verb-fixture.ts";
import { createBundleStore, createVersionSource } from "./runner-ports.ts";

let fixture: VerbFixture;
let sql: Sql;
let api: SeededApi;

before(async () => {
  fixture = await startVerbFixture();
  sql = connect(fixture.database.runnerUrl, "test-runner", 2);
  api = await seedApi(fixture.admin, await fixture.makeActor());
});
after(async () => {
  await sql.end();
  await fixture.stop();
});

test("the live version comes with its bundle, as often as asked; a promoted one comes with its own", async () => {
  const source = createVersionSource(sql);
  for (let time = 0; time < 2; time += 1) assert.deepEqual([(await source.loadLive(api.apiId))?.versionId, (await source.loadLive(api.apiId))?.bundle], [api.versionId, "bundle"]);
  const second = crypto.randomUUID();
  await fixture.admin.begin(async (tx) => {
    await tx`insert into public.versions (id, workspace_id, api_id, number, generator, source, openapi, contract_tests, gate_record)
      select ${second}, workspace_id, api_id, 2, generator, source, openapi, contract_tests, gate_record from public.versions where id = ${api.versionId}`;
    await tx`insert into public.version_bundles (version_id, workspace_id, bundle) select id, workspace_id, 'second' from public.versions where id = ${second}`;
    await tx`update public.apis set live_version_id = ${second} where id = ${api.apiId}`;
  });
  assert.deepEqual([(await source.loadLive(api.apiId))?.versionId, (await source.loadLive(api.apiId))?.bundle], [second, "second"]);
});

test("a paused, failed, deleted or unknown API has no live version", async () => {
  const source = createVersionSource(sql);
  assert.equal(await source.loadLive("api_zzzzzzzzzzzzzzzz"), null);
  assert.deepEqual(await source.whyNotLive("api_zzzzzzzzzzzzzzzz"), { state: "gone", reason: null });
  await fixture.admin`update public.apis set status = 'paused' where id = ${api.apiId}`;
  assert.equal(await source.loadLive(api.apiId), null);
  assert.deepEqual(await source.whyNotLive(api.apiId), { state: "paused", reason: null });
  await fixture.admin`update public.apis set status = 'active' where id = ${api.apiId}`;
  await source.fail(api.apiId, "it crashed 5 times within a minute");
  const [row] = await fixture.admin`select status, status_reason from public.apis where id = ${api.apiId}`;
  assert.deepEqual([row?.status, row?.status_reason], ["failed", "it crashed 5 times within a minute"]);
  assert.equal(await source.loadLive(api.apiId), null);
});

test("libraries are kept once under their hash, whoever comes second; a version's source is there to be built again", async () => {
  const store = createBundleStore(sql);
  const code = "export default {};";
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 32);
  assert.equal(await store.loadLibraries(hash), null);
  for (let time = 0; time < 2; time += 1) await store.keepLibraries(hash, code);
  assert.equal(await store.loadLibraries(hash), code);
  await assert.rejects(store.keepLibraries("0".repeat(32), code), { code: "23514" }, "a hash that is not the code's");
  assert.deepEqual(Object.keys((await store.loadSource(api.versionId)) ?? {}), ["main.ts"]);
  assert.equal(await store.loadSource(crypto.randomUUID()), null);
});
