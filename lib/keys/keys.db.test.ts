import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { sql } from "kysely";
import type { Actor } from "#lib/auth/actor.ts";
import { actorFromBearer } from "#lib/auth/bearer.ts";
import { asUser } from "#lib/db/as-user.ts";
import { connect } from "#lib/db/connect.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { createKey } from "./create-key.ts";
import { possibleHashes } from "./key-format.ts";
import { listKeys } from "./list-keys.ts";
import { revokeKey } from "./revoke-key.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const peppers = [{ version: 2, secret: "p".repeat(32) }, { version: 1, secret: "q".repeat(32) }];
const clock = { now: () => Date.parse("2026-11-21T12:00:00Z") };
const deps = () => ({ db: fixture.db, clock, peppers });
const bearerDeps = () => ({ db: fixture.db, peppers, supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" } });
const code = (expected: string) => (error: { code?: string }) => error.code === expected;

test("a call key is found by the gateway by its hash, and only its hash is stored", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const key = await createKey({ kind: "call", name: " Shop ", apiId }, ada.actor, deps());
  assert.deepEqual([key.name, key.apiId, key.apiName, key.state], ["Shop", apiId, "Books", "active"]);
  const gateway = connect(fixture.database.gatewayUrl, "test", 1);
  const [found] = await gateway`select * from private.find_call_key(array[${possibleHashes(key.secret, peppers)[0] ?? ""}::bytea])`;
  await gateway.end();
  assert.deepEqual([found?.key_id, found?.api_id, found?.is_usable], [key.id, apiId, true]);
  const [row] = await fixture.admin`select k::text as text, pepper_version from public.keys k where id = ${key.id}`;
  assert.equal(row?.pepper_version, 2);
  assert.ok(!String(row?.text).includes(key.secret.slice(13, -4)));
});

test("a name that Postgres can't store is refused with words", async () => {
  const ada = await fixture.makeActor();
  for (const name of ["a\0b", "a\ud800b", "a\u001b[31mb"]) await assert.rejects(createKey({ kind: "management", name, scopes: ["apis:read"] }, ada.actor, deps()), code("invalid"));
});

test("a management key acts in its workspace with its scopes, and a call key is nobody there", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const key = await createKey({ kind: "management", name: "CI", scopes: ["apis:read", "apis:read"] }, ada.actor, deps());
  assert.deepEqual(await actorFromBearer(key.secret, bearerDeps()), { kind: "managementKey", userId: ada.userId, workspaceId: ada.workspaceId, keyId: key.id, scopes: ["apis:read"] });
  const call = await createKey({ kind: "call", name: "Shop", apiId }, ada.actor, deps());
  assert.equal(await actorFromBearer(call.secret, bearerDeps()), null);
  assert.equal(await actorFromBearer(`${key.secret.slice(0, -1)}!`, bearerDeps()), null);
});

test("bad input is refused with words: no name, no scope, an unknown scope, a past expiry, no API", async () => {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const refused = (input: unknown, expected: string) => assert.rejects(createKey(input as never, ada.actor, deps()), code(expected), JSON.stringify(input));
  await refused({ kind: "call", name: "  ", apiId }, "invalid");
  await refused({ kind: "management", name: "x", scopes: [] }, "invalid");
  await refused({ kind: "management", name: "x", scopes: ["everything"] }, "invalid");
  await refused({ kind: "call", name: "x", apiId, expiresAt: "2026-11-21T11:59:59Z" }, "invalid");
  await refused({ kind: "call", name: "x", apiId: "api_aaaaaaaaaaaaaaaa" }, "not_found");
  await refused({ kind: "call", name: "x", apiId: "nonsense" }, "not_found");
});

test("nobody makes a key for another workspace's API, nor lists or revokes its keys", async () => {
  const [ada, eve] = [await fixture.makeActor(), await fixture.makeActor()];
  const { apiId, keyId } = await seedApi(fixture.admin, ada);
  await assert.rejects(createKey({ kind: "call", name: "x", apiId }, eve.actor, deps()), code("not_found"));
  await assert.rejects(createKey({ kind: "call", name: "x", apiId }, { ...eve.actor, workspaceId: ada.workspaceId }, deps()), code("not_found"));
  await assert.rejects(createKey({ kind: "management", name: "x", scopes: ["apis:read"] }, { ...eve.actor, workspaceId: ada.workspaceId }, deps()), code("forbidden"));
  await assert.rejects(revokeKey({ keyId }, eve.actor, deps()), code("not_found"));
  assert.deepEqual((await listKeys({}, eve.actor, deps())).items, []);
  assert.deepEqual((await listKeys({}, { ...eve.actor, workspaceId: ada.workspaceId }, deps())).items, []);
  const [row] = await fixture.admin`select revoked_at from public.keys where id = ${keyId}`;
  assert.deepEqual({ ...row }, { revoked_at: null });
});

test("a management key can't give away scopes that it lacks, not even past the verb's own check", async () => {
  const ada = await fixture.makeActor();
  const actor = await makeKeyActor(fixture.admin, ada, ["keys:write", "apis:read"]);
  await assert.rejects(createKey({ kind: "management", name: "x", scopes: ["apis:read", "secrets:write"] }, actor, deps()), code("forbidden"));
  const boasting = { ...actor, scopes: ["keys:write", "apis:read", "secrets:write"] } as Actor;
  await assert.rejects(createKey({ kind: "management", name: "x", scopes: ["secrets:write"] }, boasting, deps()), code("forbidden"));
  assert.equal((await createKey({ kind: "management", name: "x", scopes: ["apis:read"] }, actor, deps())).state, "active");
});

test("a revoked key is refused by the database at once, leaves the list, and is not revoked twice", async () => {
  const ada = await fixture.makeActor();
  const key = await createKey({ kind: "management", name: "CI", scopes: ["apis:read"] }, ada.actor, deps());
  const actor = await actorFromBearer(key.secret, bearerDeps());
  assert.ok(actor);
  await revokeKey({ keyId: key.id }, ada.actor, deps());
  assert.equal(await actorFromBearer(key.secret, bearerDeps()), null);
  const { rows } = await asUser(actor, fixture.db, (tx) => sql<{ allowed: boolean }>`select private.can(${ada.workspaceId}::uuid, 'apis:read') as allowed`.execute(tx));
  assert.deepEqual(rows, [{ allowed: false }]);
  assert.deepEqual((await listKeys({}, ada.actor, deps())).items.map((item) => item.id), []);
  assert.deepEqual((await listKeys({ withRevoked: true }, ada.actor, deps())).items.map((item) => item.state), ["revoked"]);
  await assert.rejects(revokeKey({ keyId: key.id }, ada.actor, deps()), code("not_found"));
  await assert.rejects(revokeKey({ keyId: "nonsense" }, ada.actor, deps()), code("not_found"));
});

test("a revoked key is announced, so that gateways forget it", async () => {
  const ada = await fixture.makeActor();
  const key = await createKey({ kind: "management", name: "CI", scopes: ["apis:read"] }, ada.actor, deps());
  const heard = Promise.withResolvers<string>();
  const listening = await fixture.admin.listen("key_changed", heard.resolve);
  await revokeKey({ keyId: key.id }, ada.actor, deps());
  assert.equal(await heard.promise, key.id);
  await listening.unlisten();
});
