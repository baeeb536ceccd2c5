import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { actorFromBearer } from "#lib/auth/bearer.ts";
import { connect, typed } from "#lib/db/connect.ts";
import { reportLeakedKey } from "#lib/keys/report-leaked-key.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { type Cable, layCable } from "./test-cable.ts";
import { startTestGateway, TEST_PEPPER, type TestApi, type TestGateway } from "./test-gateway.ts";

let cable: Cable;
let gateways: TestGateway[];
let bed: TestGateway;
before(async () => {
  cable = await layCable();
  bed = await startTestGateway();
  // The second one hears of changes through the cable.
  gateways = [bed, await startTestGateway({ beside: bed, listenUrl: (real) => cable.url(real) })];
});
after(async () => {
  for (const gateway of gateways.toReversed()) await gateway.stop();
  cable.close();
});

const call = async (gateway: TestGateway, { apiId, key }: TestApi): Promise<number> => {
  const response = await fetch(`${gateway.url}/${apiId}/x`, { headers: { "x-api-key": key } });
  await response.arrayBuffer();
  return response.status;
};
/** A key that every gateway knows by heart. */
async function knownKey(): Promise<TestApi> {
  const api = await bed.makeApi();
  for (const gateway of gateways) for (let calls = 0; calls < 3; calls += 1) assert.equal(await call(gateway, api), 200);
  return api;
}
/** How long it took until each refused; then it refuses for good. */
async function refusedAfterMs(api: TestApi): Promise<number> {
  const endedAt = performance.now();
  await Promise.all(gateways.map(async (gateway) => {
    while ((await call(gateway, api)) !== 401) assert.ok(performance.now() - endedAt < 1_000, "still accepted after a second");
  }));
  const tookMs = performance.now() - endedAt;
  for (const gateway of gateways) assert.equal(await call(gateway, api), 401);
  return tookMs;
}
const revoke = (api: TestApi) => bed.admin`update public.keys set revoked_at = now() where id = ${api.keyId}`;

test("a key that is revoked, disabled, ended, deleted or reported is refused by every gateway within a second, and no other is", async () => {
  const web = connect(bed.database.webUrl, "test-web", 1);
  const ends: ((api: TestApi) => PromiseLike<unknown>)[] = [
    revoke,
    (api) => bed.admin`update public.keys set disabled_at = now() where id = ${api.keyId}`,
    (api) => bed.admin`update public.keys set expires_at = now() where id = ${api.keyId}`,
    (api) => bed.admin`delete from public.keys where id = ${api.keyId}`,
    (api) => reportLeakedKey({ key: api.key, address: "192.0.2.1" }, { db: typed(web), peppers: [TEST_PEPPER] }),
  ];
  const other = await knownKey();
  for (const end of ends) {
    const api = await knownKey();
    await end(api);
    await refusedAfterMs(api);
  }
  for (const gateway of gateways) assert.equal(await call(gateway, other), 200);
  await web.end();
});

test("a management key that is revoked is refused by the REST API at once", async () => {
  const api = await bed.makeApi();
  const web = connect(bed.database.webUrl, "test-web", 1);
  const key = makeKey("management", TEST_PEPPER);
  const [user] = await bed.admin<{ id: string }[]>`select user_id as id from public.workspace_members where workspace_id = ${api.workspaceId}`;
  await bed.admin`insert into public.keys (workspace_id, kind, name, prefix, last_four, key_hash, scopes, created_by)
    values (${api.workspaceId}, 'management', 'CI', ${key.prefix}, ${key.lastFour}, ${key.hash}, '{apis:read}', ${user?.id ?? ""})`;
  const who = () => actorFromBearer(key.secret, { db: typed(web), peppers: [TEST_PEPPER], supabase: { url: "http://127.0.0.1:1", publishableKey: "unused" } });
  assert.equal((await who())?.kind, "managementKey");
  await bed.admin`update public.keys set revoked_at = now() where key_hash = ${key.hash}`;
  assert.equal(await who(), null);
  await web.end();
});

test("what is revoked while the connection that tells of it is killed and made anew is refused within a second", async () => {
  for (let round = 0; round < 5; round += 1) {
    const api = await knownKey();
    await bed.admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gateway-listen' and datname = current_database()`;
    await revoke(api);
    await refusedAfterMs(api);
  }
});

test("what is revoked while nothing tells of it, nor that nothing does, is refused within a second", async () => {
  const api = await knownKey();
  cable.hang(true);
  await revoke(api);
  await refusedAfterMs(api);
  const later = await knownKey();
  await revoke(later);
  await refusedAfterMs(later);
  cable.hang(false);
  cable.cut();
  const again = await knownKey();
  await revoke(again);
  await refusedAfterMs(again);
});
