import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { connect } from "#lib/db/connect.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { createKey } from "./create-key.ts";
import { possibleHashes } from "./key-format.ts";
import { listKeys } from "./list-keys.ts";
import { rollKey } from "./roll-key.ts";
import { revokeKey } from "./revoke-key.ts";
import { setKeyDisabled } from "./set-key-disabled.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

const peppers = [{ version: 2, secret: "p".repeat(32) }];
const deps = () => ({ db: fixture.db, clock: { now: () => Date.now() }, peppers });
const code = (expected: string, words?: RegExp) => (error: { code?: string; message: string }) => error.code === expected && (words ?? /./).test(error.message);

async function makeCallKey() {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  return { ada, apiId, key: await createKey({ kind: "call", name: "Shop", apiId }, ada.actor, deps()) };
}
/** What the gateway finds for a secret. */
async function asGateway(secret: string): Promise<{ isUsable: boolean; expiresInSeconds: number | null; apiId: string } | null> {
  const gateway = connect(fixture.database.gatewayUrl, "test-gateway", 1);
  const [row] = await gateway`select is_usable, api_id, extract(epoch from expires_at - now())::float as left from private.find_call_key(array[${possibleHashes(secret, peppers)[0] ?? ""}::bytea])`;
  await gateway.end();
  return row ? { isUsable: row["is_usable"], expiresInSeconds: row["left"], apiId: row["api_id"] } : null;
}

test("a rolled key and its successor both work during the grace, and the old one ends with it", async () => {
  const { ada, apiId, key } = await makeCallKey();
  const rolled = await rollKey({ keyId: key.id, graceSeconds: 60 }, ada.actor, deps());
  assert.notEqual(rolled.secret, key.secret);
  assert.deepEqual([rolled.name, rolled.kind, rolled.apiId, rolled.apiName, rolled.expiresAt], ["Shop", "call", apiId, "Books", null]);
  const [old, next] = [await asGateway(key.secret), await asGateway(rolled.secret)];
  assert.ok(old?.isUsable && old.expiresInSeconds !== null && old.expiresInSeconds > 30 && old.expiresInSeconds <= 60, JSON.stringify(old));
  assert.deepEqual(next, { isUsable: true, expiresInSeconds: null, apiId });
  const listed = (await listKeys({ apiId }, ada.actor, deps())).items.filter(({ name }) => name === "Shop");
  assert.deepEqual(listed.map(({ id, state, isReplaced }) => [id, state, isReplaced]).toSorted(), [[key.id, "active", true], [rolled.id, "active", false]].toSorted());
  await fixture.admin`update public.keys set expires_at = now() - interval '1 second' where id = ${key.id}`;
  assert.equal((await asGateway(key.secret))?.isUsable, false);
});

test("without a grace the old key is revoked at once; a grace never makes a key live longer than it would have", async () => {
  const { ada, apiId, key } = await makeCallKey();
  await rollKey({ keyId: key.id, graceSeconds: 0 }, ada.actor, deps());
  assert.equal((await asGateway(key.secret))?.isUsable, false);
  const soon = new Date(Date.now() + 30_000).toISOString();
  const brief = await createKey({ kind: "call", name: "Brief", apiId, expiresAt: soon }, ada.actor, deps());
  const rolled = await rollKey({ keyId: brief.id, graceSeconds: 86_400 }, ada.actor, deps());
  assert.equal(rolled.expiresAt, soon);
  assert.ok(((await asGateway(brief.secret))?.expiresInSeconds ?? 99) <= 30);
});

test("what does not work, or was rolled already, is not rolled, and says why", async () => {
  const { ada, apiId, key } = await makeCallKey();
  await rollKey({ keyId: key.id }, ada.actor, deps());
  await assert.rejects(rollKey({ keyId: key.id }, ada.actor, deps()), code("conflict", /rolled already/));
  const other = await createKey({ kind: "call", name: "Other", apiId }, ada.actor, deps());
  await setKeyDisabled({ keyId: other.id, isDisabled: true }, ada.actor, deps());
  await assert.rejects(rollKey({ keyId: other.id }, ada.actor, deps()), code("conflict", /disabled/));
  await setKeyDisabled({ keyId: other.id, isDisabled: false }, ada.actor, deps());
  await fixture.admin`update public.keys set expires_at = now() - interval '1 second' where id = ${other.id}`;
  await assert.rejects(rollKey({ keyId: other.id }, ada.actor, deps()), code("conflict", /expired/));
  await revokeKey({ keyId: other.id }, ada.actor, deps());
  await assert.rejects(rollKey({ keyId: other.id }, ada.actor, deps()), code("not_found"));
  await assert.rejects(rollKey({ keyId: key.id, graceSeconds: 7 as never }, ada.actor, deps()), code("invalid", /0, 60, 3600, 86400/));
});

test("two who roll the same key at once make one successor", async () => {
  const { ada, apiId, key } = await makeCallKey();
  const results = await Promise.allSettled([1, 2, 3].map(() => rollKey({ keyId: key.id, graceSeconds: 60 }, ada.actor, deps())));
  assert.deepEqual(results.map(({ status }) => status).toSorted(), ["fulfilled", "rejected", "rejected"]);
  assert.equal((await listKeys({ apiId }, ada.actor, deps())).items.filter(({ name }) => name === "Shop").length, 2);
});

test("a disabled key is refused until it is enabled again; a revoked one can't come back", async () => {
  const { ada, key } = await makeCallKey();
  await setKeyDisabled({ keyId: key.id, isDisabled: true }, ada.actor, deps());
  assert.equal((await asGateway(key.secret))?.isUsable, false);
  await setKeyDisabled({ keyId: key.id, isDisabled: false }, ada.actor, deps());
  assert.equal((await asGateway(key.secret))?.isUsable, true);
  await revokeKey({ keyId: key.id }, ada.actor, deps());
  await assert.rejects(setKeyDisabled({ keyId: key.id, isDisabled: false }, ada.actor, deps()), code("not_found"));
});

test("nobody rolls or disables another workspace's key, nor gets scopes by rolling that the actor lacks", async () => {
  const { key } = await makeCallKey();
  const eve = await fixture.makeActor();
  await assert.rejects(rollKey({ keyId: key.id }, eve.actor, deps()), code("not_found"));
  await assert.rejects(setKeyDisabled({ keyId: key.id, isDisabled: true }, eve.actor, deps()), code("not_found"));
  const strong = await createKey({ kind: "management", name: "Strong", scopes: ["secrets:write"] }, eve.actor, deps());
  const weak = await makeKeyActor(fixture.admin, eve, ["keys:read", "keys:write"]);
  await assert.rejects(rollKey({ keyId: strong.id }, weak, deps()), (error: { code?: string; cause?: { code?: string } }) => [error.code, error.cause?.code].includes("42501") || error.code === "forbidden");
  const boasting = { ...weak, scopes: ["keys:read", "keys:write", "secrets:write"] } as Actor;
  await assert.rejects(rollKey({ keyId: strong.id }, boasting, deps()));
  assert.deepEqual((await listKeys({ kind: "management" }, eve.actor, deps())).items.filter(({ name }) => name === "Strong").map(({ isReplaced }) => isReplaced), [false]);
});
