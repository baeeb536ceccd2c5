import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { actorFromBearer } from "#lib/auth/bearer.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { openGatewayDb, type GatewayDb } from "#lib/db/gateway-db.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { createKey } from "./create-key.ts";
import { newestOf, possibleHashes, type Pepper } from "./key-format.ts";
import { reportLeakedKey } from "./report-leaked-key.ts";

let fixture: VerbFixture;
let gateways: GatewayDb[];
before(async () => {
  fixture = await startVerbFixture();
  gateways = [openGatewayDb(fixture.database.gatewayUrl, 2), openGatewayDb(fixture.database.gatewayUrl, 2)];
});
after(async () => {
  await Promise.all(gateways.map((gateway) => gateway.close()));
  await fixture.stop();
});

const [newer, older] = [{ version: 2, secret: "p".repeat(32) }, { version: 1, secret: "q".repeat(32) }];
const find = (secret: string, peppers: Pepper[], gateway = gateways[0]) => gateway?.findCallKey(possibleHashes(secret, peppers), newestOf(peppers).version);
const act = (secret: string, peppers: Pepper[]) => actorFromBearer(secret, { db: fixture.db, peppers, supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" } });
const versionOf = async (id: string) => (await fixture.admin<{ version: number; revision: number }[]>`select pepper_version as version, revision from public.keys where id = ${id}`)[0];
async function makeKeys() {
  const ada = await fixture.makeActor();
  const { apiId } = await seedApi(fixture.admin, ada);
  const deps = { db: fixture.db, clock: { now: () => Date.now() }, peppers: [older] };
  return { call: await createKey({ kind: "call", name: "Shop", apiId }, ada.actor, deps), management: await createKey({ kind: "management", name: "CI", scopes: ["apis:read"] }, ada.actor, deps) };
}

test("keys of an older pepper work at once, are hashed by the new one when they are used, and then work without the older one", async () => {
  const { call, management } = await makeKeys();
  assert.equal(await find(call.secret, [newer]), null, "before, only the older one knows it");
  assert.equal(await act(management.secret, [newer]), null);
  assert.equal((await find(call.secret, [newer, older]))?.keyId, call.id);
  assert.equal((await act(management.secret, [newer, older]))?.kind, "managementKey");
  for (const { id } of [call, management]) assert.deepEqual({ ...(await versionOf(id)) }, { version: 2, revision: 1 }, "hashed anew, which is no edit");
  assert.equal((await find(call.secret, [newer]))?.keyId, call.id);
  assert.equal((await act(management.secret, [newer]))?.kind, "managementKey");
  assert.equal(await find(call.secret, [older]), null);
});

test("two gateways that meet a key of an older pepper at the same moment both find it", async () => {
  for (let round = 0; round < 10; round += 1) {
    const { call } = await makeKeys();
    const found = await Promise.all([0, 1, 0, 1].map((which) => find(call.secret, [newer, older], gateways[which])));
    assert.deepEqual(found.map((key) => key?.keyId), [call.id, call.id, call.id, call.id]);
  }
});

test("while machines change over one by one, each finds what another has hashed", async () => {
  const { call } = await makeKeys();
  assert.equal((await find(call.secret, [older, newer]))?.keyId, call.id, "told of the new pepper, which doesn't hash yet");
  assert.equal((await versionOf(call.id))?.version, 1);
  assert.equal((await find(call.secret, [newer, older], gateways[1]))?.keyId, call.id);
  assert.equal((await find(call.secret, [older, newer]))?.keyId, call.id);
});

test("a key of an older pepper that is reported ends, and is not hashed anew afterwards", async () => {
  const { call } = await makeKeys();
  assert.deepEqual(await reportLeakedKey({ key: call.secret, address: "192.0.2.1" }, { db: fixture.db, peppers: [newer, older] }), { isRevoked: true });
  assert.equal((await find(call.secret, [newer, older]))?.isUsable, false);
  assert.equal((await versionOf(call.id))?.version, 1);
});

test("the last use of a management key is noted at once, and then at most once a minute", async () => {
  const { management } = await makeKeys();
  const lastUse = async () => (await fixture.admin<{ at: Date | null; writes: string }[]>`select last_used_at as at, xmin::text as writes from public.keys where id = ${management.id}`)[0];
  await act(management.secret, [older]);
  const first = await lastUse();
  assert.ok(first?.at && Math.abs(first.at.getTime() - Date.now()) < 60_000);
  for (let use = 0; use < 5; use += 1) await act(management.secret, [older]);
  assert.deepEqual(await lastUse(), first, "no write");
  await fixture.admin`update public.keys set last_used_at = now() - interval '61 seconds' where id = ${management.id}`;
  await act(management.secret, [older]);
  assert.ok(((await lastUse())?.at?.getTime() ?? 0) >= first.at.getTime());
});

test("keys are found in a database that takes no writes, and what is to be noted waits until it does", async () => {
  const { call, management } = await makeKeys();
  const { admin, database } = fixture;
  const [here] = await admin<{ name: string }[]>`select quote_ident(current_database()) as name`;
  const setReadOnly = (value: string) => Promise.all(["app_gateway", "app_web"].map((role) => admin.unsafe(`alter role ${role} in database ${here?.name} ${value}`)));
  await setReadOnly("set default_transaction_read_only = on");
  const gateway = openGatewayDb(database.gatewayUrl, 1);
  const web = connect(database.webUrl, "test-read-only", 1);
  assert.equal((await find(call.secret, [newer, older], gateway))?.keyId, call.id);
  const actor = await actorFromBearer(management.secret, { db: typed(web), peppers: [newer, older], supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" } });
  assert.equal(actor?.kind, "managementKey");
  assert.equal((await versionOf(call.id))?.version, 1);
  await setReadOnly("reset default_transaction_read_only");
  await Promise.all([gateway.close(), web.end()]);
  assert.equal((await find(call.secret, [newer, older]))?.keyId, call.id);
  assert.equal((await versionOf(call.id))?.version, 2);
});
