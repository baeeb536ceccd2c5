import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { Agent, request } from "undici";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { PrepaidCredit } from "#lib/rate-limit/prepaid-credit.ts";
import { until } from "../../supabase/tests/until.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
// A machine that is busy is no reason to answer 504.
before(async () => { bed = await startTestGateway({ wallMs: 60_000 }); });
after(() => bed.stop());

const PRICE = 2_500;
/** An API whose owner's calls are paid from a credit for so many of them. */
async function prepaidApi(calls: number, callsPerHour?: number): Promise<TestApi> {
  const api = await bed.makeApi(callsPerHour === undefined ? {} : { callsPerHour });
  await bed.admin`update public.apis set is_prepaid = true where id = ${api.apiId}`;
  // Half a price more than that pays for nothing.
  await bed.admin`insert into private.prepaid_credits (workspace_id, api_id, price_micros, balance_micros) values (${api.workspaceId}, ${api.apiId}, ${PRICE}, ${calls * PRICE + PRICE / 2})`;
  return api;
}
async function bookOf(api: TestApi) {
  const [row] = await bed.admin<{ balance: number; spent: number; held: number }[]>`select balance_micros as balance, spent_micros as spent,
    (select coalesce(sum(h.amount_micros), 0)::bigint from private.prepaid_holds h where h.api_id = c.api_id) as held from private.prepaid_credits c where api_id = ${api.apiId}`;
  return row ?? assert.fail("no credit");
}
const settled = (api: TestApi) => until(async () => (await bookOf(api)).held === 0, "the calls are settled");
const call = (api: TestApi) => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
const countOf = (statuses: number[]) => Object.fromEntries([...Map.groupBy(statuses, (status) => status)].map(([status, all]) => [status, all.length]));

test("credit for 10 and 1,000 calls at once over 250 connections: exactly 10 are served, and the book is right to the micro-unit", async () => {
  const api = await prepaidApi(11);
  // So that key and API are known to the gateway.
  assert.equal((await call(api)).status, 200);
  const served = bed.received.length;
  // More at once from this one process would look like a slow client on a busy machine.
  const dispatcher = new Agent({ connections: 250 });
  const statuses = await Promise.all(Array.from({ length: 1_000 }, async () => {
    const { statusCode, body } = await request(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key }, dispatcher });
    await body.dump();
    return statusCode;
  }));
  await dispatcher.close();
  assert.deepEqual(countOf(statuses), { 200: 10, 402: 990 });
  assert.equal(bed.received.length - served, 10);
  await settled(api);
  assert.deepEqual(await bookOf(api), { balance: PRICE / 2, spent: 11 * PRICE, held: 0 });
});

test("two gateways with 500 parallel calls each: 10 are served together", async () => {
  const api = await prepaidApi(10);
  const gateways = [openGatewayDb(bed.database.gatewayUrl, 2), openGatewayDb(bed.database.gatewayUrl, 2)];
  const outcomes = await Promise.all(gateways.flatMap((db) => {
    const credit = new PrepaidCredit(db);
    return Array.from({ length: 500 }, () => credit.take(api.workspaceId, api.apiId, randomUUID()));
  }));
  assert.equal(outcomes.filter(({ outcome }) => outcome === "taken").length, 10);
  for (const db of gateways) await db.close();
});

test("a call that the API fails or refuses, or that never reaches it, costs nothing; one that it answers costs its price", async () => {
  const api = await prepaidApi(3);
  for (const status of [500, 503, 404, 429, 401]) {
    bed.answer((_request, response) => response.writeHead(status).end());
    assert.equal((await call(api)).status, status);
    await settled(api);
    assert.equal((await bookOf(api)).balance, 3 * PRICE + PRICE / 2, `after ${status}`);
  }
  bed.answer((_request, response) => response.end("ok"));
  assert.equal((await call(api)).status, 200);
  await settled(api);
  assert.equal((await bookOf(api)).spent, PRICE);
});

test("the refusal names the credit and uses up no call of the plan; who is over the plan's limit pays nothing", async () => {
  const empty = await prepaidApi(0, 100);
  const refused = await call(empty);
  const body = (await refused.json()) as Record<string, unknown>;
  assert.deepEqual([refused.status, body["error"], body["limit"], body["balance_micros"], body["price_micros"]], [402, "spend_cap", "prepaid credit", PRICE / 2, PRICE]);
  for (let i = 0; i < 3; i += 1) assert.equal((await call(empty)).headers.get("x-ratelimit-remaining"), "100");
  const full = await prepaidApi(10, 2);
  const statuses = [];
  for (let i = 0; i < 4; i += 1) statuses.push((await call(full)).status);
  assert.deepEqual(statuses, [200, 200, 429, 429]);
  await settled(full);
  assert.equal((await bookOf(full)).spent, 2 * PRICE);
});

test("a gateway that dies between taking and telling: what was completed is spent, the rest goes back after a day, and twice changes nothing", async () => {
  const api = await prepaidApi(3);
  const db = openGatewayDb(bed.database.gatewayUrl, 1);
  const [completed, refused, broken] = [randomUUID(), randomUUID(), randomUUID()];
  assert.equal((await db.takePrepaid(api.workspaceId, api.apiId, [completed, refused, broken]))?.taken, 3);
  const usage = (id: string, isBilled: boolean) => bed.admin`insert into public.api_usage (id, workspace_id, api_id, request_id, method, status_code, response_time_ms, is_billed, created_at)
    values (${id}, ${api.workspaceId}, ${api.apiId}, 'r', 'GET', 200, 1, ${isBilled}, now() - interval '25 hours')`;
  await usage(completed, true);
  await usage(refused, false);
  const reconcile = async () => (await bed.admin<{ calls: number }[]>`select private.reconcile_prepaid() as calls`)[0]?.calls;
  assert.equal(await reconcile(), 0);
  await bed.admin`update private.prepaid_holds set taken_at = now() - interval '25 hours' where api_id = ${api.apiId}`;
  assert.equal(await reconcile(), 3);
  assert.deepEqual(await bookOf(api), { balance: 2 * PRICE + PRICE / 2, spent: PRICE, held: 0 });
  assert.equal(await reconcile(), 0);
  await db.settlePrepaid([{ id: broken, isBillable: false }, { id: completed, isBillable: true }]);
  assert.deepEqual(await bookOf(api), { balance: 2 * PRICE + PRICE / 2, spent: PRICE, held: 0 });
  await db.close();
});

test("without Postgres a prepaid call is not made, and what a lost answer took goes back", async () => {
  const api = await prepaidApi(2);
  const db = openGatewayDb(bed.database.gatewayUrl, 1);
  const credit = new PrepaidCredit({
    async takePrepaid(...asked) {
      await db.takePrepaid(...asked);
      throw new Error("the answer got lost");
    },
    settlePrepaid: (calls) => db.settlePrepaid(calls),
  });
  await assert.rejects(credit.take(api.workspaceId, api.apiId, randomUUID()), /lost/);
  assert.equal((await bookOf(api)).held, PRICE);
  await credit.close();
  assert.deepEqual(await bookOf(api), { balance: 2 * PRICE + PRICE / 2, spent: 0, held: 0 });
  await db.close();
});

test("an owner without credit for an API that others pay for calls it as before", async () => {
  const api = await bed.makeApi();
  await bed.admin`update public.apis set is_prepaid = true where id = ${api.apiId}`;
  assert.equal((await call(api)).status, 200);
});
