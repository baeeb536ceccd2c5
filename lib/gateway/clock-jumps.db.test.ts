import assert from "node:assert/strict";
import { after, before, test, type TestContext } from "node:test";
import { until } from "../../supabase/tests/until.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

const HOUR = 3_600_000;
const JUMPS: readonly [string, number][] = [["an hour on", HOUR], ["an hour back", -HOUR], ["a day on", 24 * HOUR], ["a day back", -24 * HOUR]];

let bed: TestGateway;
before(async () => {
  bed = await startTestGateway();
});
after(() => bed.stop());

const call = async (api: TestApi, key = api.key): Promise<number> => {
  const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": key } });
  await response.arrayBuffer();
  return response.status;
};
/** Sets this machine's clock; the database keeps its own time. */
function setClock(t: TestContext, byMs: number): void {
  const real = Date.now.bind(Date);
  t.mock.method(Date, "now", () => real() + byMs);
}
const rowsOf = async (api: TestApi): Promise<number> => (await bed.admin`select 1 from public.api_usage where api_id = ${api.apiId}`).length;

for (const [name, byMs] of JUMPS) {
  test(`with the clock set ${name} calls go on, a revocation holds within a second though nobody tells of it, and each call has its usage row`, async (t) => {
    const api = await bed.makeApi();
    assert.equal(await call(api), 200);
    setClock(t, byMs);
    for (let n = 0; n < 3; n += 1) assert.equal(await call(api), 200);
    await bed.admin`select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'gateway-listen' and datname = current_database()`;
    await bed.admin`update public.keys set revoked_at = now() where id = ${api.keyId}`;
    const revokedAt = performance.now();
    let calls = 5;
    for (; (await call(api)) !== 401; calls += 1) assert.ok(performance.now() - revokedAt < 1_000, "still accepted after a second");
    await until(async () => (await rowsOf(api)) === calls, `${calls} usage rows`);
  });

  test(`with the clock set ${name} a limit that was used up stays so, and is not used up twice`, async (t) => {
    const api = await bed.makeApi({ callsPerHour: 5 });
    for (let n = 0; n < 3; n += 1) assert.equal(await call(api), 200);
    setClock(t, byMs);
    assert.deepEqual([await call(api), await call(api), await call(api), await call(api)], [200, 200, 429, 429]);
  });
}

test("a key's expiry is a time of day: it ends when the clock is set past it, and works again when the clock is set back", async (t) => {
  const api = await bed.makeApi();
  await bed.admin`update public.keys set expires_at = now() + interval '30 minutes' where id = ${api.keyId}`;
  assert.equal(await call(api), 200);
  setClock(t, HOUR);
  assert.equal(await call(api), 401);
  t.mock.restoreAll();
  assert.equal(await call(api), 200);
});
