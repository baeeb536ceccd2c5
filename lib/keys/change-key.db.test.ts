import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import { sql } from "kysely";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { changeKey } from "./change-key.ts";
import { createKey } from "./create-key.ts";
import { getKey } from "./get-key.ts";
import { reportLeakedKey } from "./report-leaked-key.ts";
import { revokeKey } from "./revoke-key.ts";
import { rollKey } from "./roll-key.ts";
import { setKeyDisabled } from "./set-key-disabled.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const peppers = [{ version: 2, secret: "p".repeat(32) }];
const deps = () => ({ db: fixture.db, clock: { now: () => Date.now() }, peppers });
const code = (expected: string, words?: RegExp) => (error: { code?: string; message: string }) => error.code === expected && (words ?? /./).test(error.message);
const later = new Date(Date.now() + 86_400_000).toISOString();

async function makeKeys() {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const call = await createKey({ kind: "call", name: "Shop", apiId, callsPerHour: 5, allowedOrigins: ["https://shop.example.com"] }, ada.actor, deps());
  return { ada, call, management: await createKey({ kind: "management", name: "CI", scopes: ["apis:read", "apis:write"] }, ada.actor, deps()) };
}

test("what is named is changed, what is not stays, and null takes a limit away", async () => {
  const { ada, call, management } = await makeKeys();
  const change = (keyId: string, changes: object) => changeKey({ keyId, changes }, ada.actor, deps());
  const { history: _history, ...before } = await getKey({ keyId: call.id }, ada.actor, deps());
  assert.deepEqual(await change(call.id, { name: " Shop 2 ", expiresAt: later }), { ...before, name: "Shop 2", expiresAt: later, revision: 2 });
  assert.deepEqual(await change(call.id, { callsPerHour: null, allowedOrigins: [], allowedAddresses: ["192.0.2.0/24"], expiresAt: null }), { ...before, name: "Shop 2", callsPerHour: null, allowedOrigins: [], allowedAddresses: ["192.0.2.0/24"], revision: 3 });
  assert.deepEqual((await change(management.id, { scopes: ["apis:read", "keys:read", "apis:read"] })).scopes, ["apis:read", "keys:read"]);
});

test("what makes no sense is refused with words: nothing, unknown fields, a past expiry, scopes of a call key, pages of a management key", async () => {
  const { ada, call, management } = await makeKeys();
  const refused = (keyId: string, changes: object, words: RegExp) => assert.rejects(changeKey({ keyId, changes }, ada.actor, deps()), code("invalid", words), JSON.stringify(changes));
  await refused(call.id, {}, /Name what is to be changed/);
  await refused(call.id, { kind: "management" }, /kind/);
  await refused(call.id, { name: "  " }, /name/);
  await refused(call.id, { expiresAt: new Date(Date.now() - 1_000).toISOString() }, /past/);
  await refused(call.id, { scopes: ["apis:read"] }, /no scopes/);
  await refused(management.id, { allowedOrigins: ["https://shop.example.com"] }, /Only a call key/);
  await refused(management.id, { scopes: [] }, /at least one/);
  await rollKey({ keyId: call.id, graceSeconds: 60 }, ada.actor, deps());
  await refused(call.id, { expiresAt: null }, /rolled/);
  await revokeKey({ keyId: management.id }, ada.actor, deps());
  await assert.rejects(changeKey({ keyId: management.id, changes: { name: "x" } }, ada.actor, deps()), code("not_found"));
});

test("of two who change what they have read, the second is told that it is stale and changes nothing", async () => {
  const { ada, call } = await makeKeys();
  const change = (name: string) => changeKey({ keyId: call.id, changes: { name }, isExpected: (revision) => revision === 1 }, ada.actor, deps());
  const results = await Promise.allSettled([change("one"), change("two"), change("three")]);
  assert.equal(results.filter(({ status }) => status === "fulfilled").length, 1);
  for (const result of results) if (result.status === "rejected") assert.equal(result.reason.code, "precondition_failed");
  assert.equal((await getKey({ keyId: call.id }, ada.actor, deps())).revision, 2);
});

test("nobody changes another workspace's key, nor gives a key a scope that the actor lacks or lets one live longer that has more", async () => {
  const { ada, call, management } = await makeKeys();
  const eve = await fixture.makeActor();
  await assert.rejects(changeKey({ keyId: call.id, changes: { name: "x" } }, eve.actor, deps()), code("not_found"));
  await assert.rejects(getKey({ keyId: call.id }, eve.actor, deps()), code("not_found"));
  const weak = await makeKeyActor(fixture.admin, ada, ["keys:read", "keys:write", "apis:read"]);
  const boasting = { ...weak, scopes: ["keys:read", "keys:write", "apis:read", "apis:write", "secrets:write"] } as Actor;
  for (const actor of [weak, boasting]) {
    await assert.rejects(changeKey({ keyId: management.id, changes: { scopes: ["apis:read", "secrets:write"] } }, actor, deps()), code("forbidden"));
    await assert.rejects(changeKey({ keyId: management.id, changes: { expiresAt: later } }, actor, deps()), code("forbidden"), "it can do more than the actor");
  }
  assert.deepEqual((await changeKey({ keyId: management.id, changes: { scopes: ["apis:read"] } }, weak, deps())).scopes, ["apis:read"], "narrowing is allowed");
  const readOnly = await makeKeyActor(fixture.admin, ada, ["keys:read"]);
  await assert.rejects(changeKey({ keyId: call.id, changes: { name: "x" } }, readOnly, deps()), code("forbidden"));
  await assert.rejects(asUser(readOnly, fixture.db, (tx) => sql`select private.change_key(${call.id}::uuid, '{"name":"x"}'::jsonb, null)`.execute(tx)), code("forbidden"));
  const [row] = await asUser(eve.actor, fixture.db, (tx) => sql<{ outcome: string }>`select private.change_key(${call.id}::uuid, '{"name":"x"}'::jsonb, null) as outcome`.execute(tx)).then(({ rows }) => rows);
  assert.equal(row?.outcome, "absent");
});

test("a key's history tells what became of it and who did it: its maker, a management key, somebody who found it", async () => {
  const { ada, call, management } = await makeKeys();
  const robot = await makeKeyActor(fixture.admin, ada, ["keys:read", "keys:write"]);
  await changeKey({ keyId: call.id, changes: { name: "Shop 2", callsPerHour: null } }, robot, deps());
  await changeKey({ keyId: call.id, changes: { name: "Shop 2" } }, robot, deps());
  await setKeyDisabled({ keyId: call.id, isDisabled: true }, ada.actor, deps());
  await setKeyDisabled({ keyId: call.id, isDisabled: false }, ada.actor, deps());
  await rollKey({ keyId: call.id, graceSeconds: 60 }, ada.actor, deps());
  await reportLeakedKey({ key: call.secret, address: "192.0.2.9" }, deps());
  const { history } = await getKey({ keyId: call.id }, ada.actor, deps());
  const person = { by: ada.email, byKey: null };
  assert.deepEqual(history.map(({ at: _at, ...event }) => event), [
    { action: "created", fields: [], ...person }, { action: "changed", fields: ["name", "callsPerHour"], by: ada.email, byKey: "CI" }, { action: "disabled", fields: [], ...person },
    { action: "enabled", fields: [], ...person }, { action: "rolled", fields: [], ...person }, { action: "reported", fields: [], by: null, byKey: null },
  ]);
  await revokeKey({ keyId: management.id }, ada.actor, deps());
  assert.deepEqual((await getKey({ keyId: management.id }, ada.actor, deps())).history.map(({ action, by }) => [action, by]), [["created", ada.email], ["revoked", ada.email]]);
});
