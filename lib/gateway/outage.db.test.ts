import assert from "node:assert/strict";
import net from "node:net";
import { after, before, test } from "node:test";
import { makeKey } from "#lib/keys/key-format.ts";
import { until } from "../../supabase/tests/until.ts";
import { startTestGateway, TEST_PEPPER, type TestGateway } from "./test-gateway.ts";

/** Between gateway and Postgres, so that the one can lose the other. */
let bed: TestGateway;
let isCut = false;
/** Connections are made, and nothing comes through them. */
let isHung = false;
const sockets = new Set<net.Socket>();
let target = { host: "127.0.0.1", port: 0 };
const cable = net.createServer((near) => {
  if (isCut) return void near.destroy();
  const far = net.connect(target);
  for (const [one, other] of [[near, far], [far, near]] as const) {
    sockets.add(one);
    if (isHung) one.pause();
    one.on("error", () => other.destroy());
    one.on("close", () => {
      sockets.delete(one);
      other.destroy();
    });
  }
  if (!isHung) near.pipe(far).pipe(near);
});
function setCut(next: boolean): void {
  isCut = next;
  if (next) for (const socket of sockets) socket.destroy();
}
function setHung(next: boolean): void {
  isHung = next;
  // What leads nowhere doesn't begin to work again: the gateway itself has to give it up.
  if (next) for (const socket of sockets) socket.unpipe().pause();
}
before(async () => {
  await new Promise<void>((resolve) => cable.listen(0, "127.0.0.1", () => resolve()));
  bed = await startTestGateway({
    gatewayUrl(real) {
      const url = new URL(real);
      target = { host: url.hostname, port: Number(url.port) };
      url.hostname = "127.0.0.1";
      url.port = String((cable.address() as net.AddressInfo).port);
      return url.href;
    },
  });
});
after(async () => {
  await bed.stop();
  cable.close();
  for (const socket of sockets) socket.destroy();
});

const call = async (apiId: string, key: string) => {
  const response = await fetch(`${bed.url}/${apiId}/x`, { headers: { "x-api-key": key } });
  await response.arrayBuffer();
  return response.status;
};

test("with Postgres away known keys keep working and their usage arrives later; unknown keys get a 503", async () => {
  const api = await bed.makeApi({ callsPerHour: 100 });
  // The news of the API's own creation drops what was just learnt: let it arrive.
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await call(api.apiId, api.key), 200);
  setCut(true);
  const startedAt = performance.now();
  for (let i = 0; i < 20; i += 1) assert.equal(await call(api.apiId, api.key), 200);
  assert.ok(performance.now() - startedAt < 8_000, "calls must not wait for the database each");
  assert.equal(await call(api.apiId, makeKey("call", TEST_PEPPER).secret), 503);
  setCut(false);
  const until = Date.now() + 15_000;
  let rows = 0;
  while (rows < 21 && Date.now() < until) {
    rows = (await bed.admin`select 1 from public.api_usage where api_id = ${api.apiId} and status_code = 200`).length;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  assert.equal(rows, 21);
});

test("with Postgres hanging known keys keep working, nobody waits for it again and again, and connections that lead nowhere are given up", async () => {
  const api = await bed.makeApi({ callsPerHour: 1_000_000 });
  await new Promise((resolve) => setTimeout(resolve, 300));
  assert.equal(await call(api.apiId, api.key), 200);
  setHung(true);
  const startedAt = performance.now();
  let calls = 1;
  // Longer than what the change feed was heard to prove.
  for (; performance.now() - startedAt < 5_000; calls += 1) assert.equal(await call(api.apiId, api.key), 200);
  assert.ok(calls > 100, `only ${calls} calls were served in five seconds`);
  assert.equal(await call(api.apiId, makeKey("call", TEST_PEPPER).secret), 503);
  setHung(false);
  await until(async () => (await bed.admin`select 1 from public.api_usage where api_id = ${api.apiId} and status_code = 200`).length === calls, "all usage", 20_000);
  await until(async () => (await call(api.apiId, makeKey("call", TEST_PEPPER).secret)) === 401, "unknown keys are asked about again");
});

test("a revocation is not missed when the connection that listens was just lost", async () => {
  const api = await bed.makeApi();
  assert.equal(await call(api.apiId, api.key), 200);
  await bed.admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gateway-listen' and datname = current_database()`;
  await bed.admin`update public.keys set revoked_at = now() where id = ${api.keyId}`;
  const revokedAt = Date.now();
  // A second is promised; a machine that runs all tests takes some more. Taken for a connection that is merely silent, it would hide the revocation for good.
  while ((await call(api.apiId, api.key)) !== 401) assert.ok(Date.now() - revokedAt < 5_000, "still accepted after five seconds");
});
