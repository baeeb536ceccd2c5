import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { Agent, request } from "undici";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

let bed: TestGateway;
let beside: TestGateway;
// A machine that is busy is no reason to answer 504.
before(async () => {
  bed = await startTestGateway({ wallMs: 60_000 });
  beside = await startTestGateway({ wallMs: 60_000, beside: bed });
});
after(async () => {
  await beside.stop();
  await bed.stop();
});

async function keyOf(calls: number, callsPerHour?: number): Promise<TestApi> {
  const api = await bed.makeApi(callsPerHour === undefined ? {} : { callsPerHour });
  await bed.admin`insert into private.key_allowances (key_id, calls, calls_left) values (${api.keyId}, ${calls}, ${calls})`;
  await bed.admin`update public.keys set expires_at = now() + interval '1 day' where id = ${api.keyId}`;
  return api;
}
const call = (api: TestApi, url = bed.url) => fetch(`${url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });

test("a key of 20 calls and 500 at once over two gateways: exactly 20 are served", async () => {
  const api = await keyOf(20);
  const served = bed.received.length + beside.received.length;
  const dispatcher = new Agent({ connections: 100 });
  const statuses = await Promise.all(Array.from({ length: 500 }, async (_item, index) => {
    const { statusCode, body } = await request(`${index % 2 ? bed.url : beside.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key }, dispatcher });
    await body.dump();
    return statusCode;
  }));
  await dispatcher.close();
  assert.deepEqual([statuses.filter((status) => status === 200).length, statuses.filter((status) => status === 402).length], [20, 480]);
  assert.equal(bed.received.length + beside.received.length - served, 20);
});

test("each reply tells what is left of the key, also to a page on another origin; the refusal leads to sign-up and uses up no call of the plan", async () => {
  const api = await keyOf(2, 100);
  for (const left of ["1", "0"]) {
    const reply = await call(api);
    assert.deepEqual([reply.status, reply.headers.get("x-ratelimit-limit"), reply.headers.get("x-ratelimit-remaining")], [200, "2", left]);
    assert.match(reply.headers.get("access-control-expose-headers") ?? "", /x-ratelimit-remaining/i);
  }
  const refused = await call(api);
  const body = (await refused.json()) as Record<string, unknown>;
  assert.deepEqual([refused.status, body["error"], body["used"], body["cap"], refused.headers.get("x-ratelimit-remaining")], [402, "spend_cap", 2, 2, "0"]);
  assert.match(String(body["message"]), /Sign up at \/signup/);
  const other = await bed.makeKey(api);
  assert.equal((await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": other.key } })).headers.get("x-ratelimit-remaining"), "97");
});

test("a call that the plan refuses takes nothing from the key", async () => {
  const api = await keyOf(20, 1);
  assert.deepEqual([(await call(api)).status, (await call(api)).status, (await call(api)).status], [200, 429, 429]);
  const [row] = await bed.admin<{ left: number }[]>`select calls_left as left from private.key_allowances where key_id = ${api.keyId}`;
  assert.equal(row?.left, 19);
});
