import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { until } from "../../supabase/tests/until.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

const CANARY = "canary4f1c9e7b2a";
let gateway: TestGateway;
before(async () => {
  gateway = await startTestGateway();
});
after(() => gateway.stop());

interface Row {
  path: string;
  query: string | null;
  status: number;
  wake_ms: number | null;
  error_code: string | null;
  detail: { headers: Record<string, string>; otherHeaders: string[]; body: { text: string } | null; reply: { text: string } | null; limit: { limit: number } | null; replyHeaders: Record<string, string>; requestBytes: number };
}
async function recordsOf(api: TestApi, count: number): Promise<Row[]> {
  let rows: Row[] = [];
  await until(async () => (rows = await gateway.admin<Row[]>`select path, query, status, wake_ms, error_code, detail from public.call_records where api_id = ${api.apiId} order by id`).length >= count, `${count} records`);
  return rows;
}

test("a call is kept with what came in, what came back, its limit and its wake, and without what is secret", async () => {
  const api = await gateway.makeApi();
  gateway.answer((_request, response) => response.writeHead(201, { "content-type": "application/json", "x-made-by": "us" }).end(JSON.stringify({ id: "b1", token: CANARY })));
  await fetch(`${gateway.url}/${api.apiId}/books?page=2&token=${CANARY}`, {
    method: "POST", body: JSON.stringify({ title: "Dune", password: CANARY }),
    headers: { "x-api-key": api.key, authorization: `Bearer ${CANARY}`, cookie: `a=${CANARY}`, "x-shop-login": CANARY, "content-type": "application/json", accept: "application/json" },
  });
  const [row] = await recordsOf(api, 1);
  assert.ok(row);
  assert.deepEqual([row.path, row.query, row.status, row.wake_ms, row.error_code], ["/books", "page=2&token=[hidden]", 201, 12.5, null]);
  assert.deepEqual([row.detail.body?.text, row.detail.reply?.text], ['{"title":"Dune","password":"[hidden]"}', '{"id":"b1","token":"[hidden]"}']);
  assert.deepEqual([row.detail.headers["accept"], row.detail.replyHeaders["x-made-by"], row.detail.limit?.limit], ["application/json", "us", 1_000_000]);
  assert.ok(row.detail.replyHeaders["x-ratelimit-limit"]);
  for (const name of ["authorization", "x-api-key", "cookie", "x-shop-login"]) assert.ok(row.detail.otherHeaders.includes(name), name);
  const all = JSON.stringify(row);
  for (const secret of [CANARY, api.key.slice(14)]) assert.equal(all.includes(secret), false);
});

test("a refused call is kept with the platform's reason, and the answer never waits for the record", async () => {
  const api = await gateway.makeApi();
  const refused = await fetch(`${gateway.url}/${api.apiId}/books`, { headers: { "x-api-key": `${api.key}x` } });
  assert.equal(refused.status, 401);
  const [row] = await recordsOf(api, 1);
  assert.deepEqual([row?.status, row?.error_code], [401, "unauthenticated"]);
  assert.match(row?.detail.reply?.text ?? "", /This key can't call this API/);
});

test("what isn't JSON isn't kept, and breaks no record: binary, long, with characters that Postgres can't hold", async () => {
  const api = await gateway.makeApi();
  const bodies = [Buffer.from([0, 255, 254, 1]), Buffer.from(JSON.stringify("x".repeat(9_000))), Buffer.from(JSON.stringify({ a: "x\0y" })), Buffer.from('{"a\\u0000b": "\\ud800"}')];
  gateway.answer((_request, response) => response.writeHead(200, { "content-type": "text/html" }).end(Buffer.from("<script>\0\xff</script>", "latin1")));
  for (const body of bodies) await fetch(`${gateway.url}/${api.apiId}/raw`, { method: "POST", body, headers: { "x-api-key": api.key } });
  const rows = await recordsOf(api, bodies.length);
  assert.deepEqual(rows.map(({ detail }) => detail.body !== null), [false, false, true, true]);
  assert.deepEqual(rows.map(({ detail }) => detail.requestBytes), bodies.map(({ length }) => length));
  assert.ok(rows.every(({ detail }) => detail.reply === null));
});
