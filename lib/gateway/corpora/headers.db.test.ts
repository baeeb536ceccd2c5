import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { headersOf } from "#lib/http/raw-headers.ts";
import { startTestGateway, type TestGateway } from "../test-gateway.ts";
import { rawRequest } from "../test-raw-request.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

/** What a caller sends, the header to look at, and what the API is given of it. */
const HEADERS: readonly (readonly [send: string, name: string, given: readonly string[]])[] = [
  ...["X-Forwarded-For", "X-Forwarded-Proto-Version", "X-Forwarded-Anything", "Forwarded", "Via", "X-Real-IP", "X-Client-IP", "True-Client-IP", "CF-Connecting-IP", "X-Original-URL", "X-Original-Host", "X-Rewrite-URL", "X-Middleware-Subrequest", "x-middleware-rewrite", "X-Api-Creator-Admin", "X-API-CREATOR-CONSUMER", "Cookie", "Cookie2",
    "Keep-Alive", "Proxy-Authorization", "Proxy-Connection", "TE", "Trailer", "HTTP2-Settings"].map((name) => [`${name}: forged`, name.toLowerCase(), []] as const),
  ["Host: evil.example", "host", ["api.example.test"]],
  ["X-Forwarded-Host: evil.example", "x-forwarded-host", ["api.example.test"]],
  ["X-Forwarded-Proto: gopher", "x-forwarded-proto", ["http"]],
  ["X-Forwarded-Prefix: /evil", "x-forwarded-prefix", ["/{A}"]],
  ["X-Mine: yes", "x-mine", ["yes"]],
  ["X-Mine: one\r\nX-Mine: two", "x-mine", ["one", "two"]],
  ["X-Mine: a, b ;c=\"d\"", "x-mine", ["a, b ;c=\"d\""]],
  ["X-Mine:", "x-mine", [""]],
  ["Accept-Encoding: gzip, br", "accept-encoding", ["gzip, br"]],
  ["Range: bytes=0-1", "range", ["bytes=0-1"]],
  ["If-None-Match: W/\"a\"", "if-none-match", ["W/\"a\""]],
  ["Origin: null", "origin", ["null"]],
  ["Connection: X-Mine\r\nX-Mine: yes", "x-mine", []],
  ["Connection: keep-alive, X-A,x-mine\r\nX-Mine: yes", "x-mine", []],
  ["Connection: X-Request-ID\r\nX-Request-ID: abc", "x-request-id", ["abc"]],
  ["Connection: X-Consumer-Id, X-Forwarded-Host, Host", "x-forwarded-host", ["api.example.test"]],
  ["Connection: Host", "host", ["api.example.test"]],
  ["Authorization: Bearer the-apis-own", "authorization", ["Bearer the-apis-own"]],
  ["Authorization: Basic dTpw", "authorization", ["Basic dTpw"]],
  ["Authorization: Bearer {KA}", "authorization", []],
  ["Authorization: bearer  {KA}", "authorization", []],
  ["X-Request-ID: a b", "x-request-id", []],
  ["traceparent: 00-00000000000000000000000000000000-2222222222222222-01\r\ntracestate: a=b", "tracestate", []],
  ["traceparent: 00-11111111111111111111111111111111-2222222222222222-01\r\ntracestate: a=b", "tracestate", ["a=b"]],
];

test("of the headers that a caller sends, an API is given its own, and none that we or a proxy say", async () => {
  const api = await bed.makeApi();
  const wrong: string[] = [];
  for (const [send, name, given] of HEADERS) {
    const lines = send.replaceAll("{KA}", api.key);
    const host = lines.startsWith("Host:") ? "" : "Host: x\r\n";
    const before = bed.received.length;
    const reply = await rawRequest(bed.port, `GET /${api.apiId}/x HTTP/1.1\r\n${host}X-API-Key: ${api.key}\r\n${lines}\r\n${lines.includes("Connection:") ? "" : "Connection: close\r\n"}\r\n`, lines.includes("Connection:") ? 200 : 3_000);
    const found = headersOf(bed.received.at(-1)?.rawHeaders ?? [], name).filter((value) => !(name === "x-request-id" && /^[0-9a-f-]{36}$/.test(value)));
    const wanted = given.map((value) => value.replace("{A}", api.apiId));
    if (reply.status !== 200 || bed.received.length !== before + 1 || JSON.stringify(found) !== JSON.stringify(wanted)) wrong.push(`${send}: ${reply.status}, ${name} was ${JSON.stringify(found)}`);
    const consumer = headersOf(bed.received.at(-1)?.rawHeaders ?? [], "x-consumer-id");
    if (consumer.length !== 1 || !/^con_[\w-]{22}$/.test(consumer[0] ?? "")) wrong.push(`${send}: X-Consumer-Id was ${JSON.stringify(consumer)}`);
  }
  assert.deepEqual(wrong, []);
});

test("a request's id and trace are one in the answer, the error body, the log, the usage row and what the API is given", async () => {
  const api = await bed.makeApi();
  const trace = "11111111111111111111111111111111";
  const call = (key: string, id: string, traceparent: string) => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": key, "x-request-id": id, traceparent } });
  const good = await call(api.key, "end-to-end.1", `00-${trace}-2222222222222222-01`);
  await good.text();
  const given = bed.received.at(-1)?.rawHeaders ?? [];
  assert.deepEqual([good.headers.get("x-request-id"), headersOf(given, "x-request-id")], ["end-to-end.1", ["end-to-end.1"]]);
  assert.match(headersOf(given, "traceparent").join(), new RegExp(`^00-${trace}-(?!2{16})[0-9a-f]{16}-01$`));
  const line = bed.log.find((one) => one["requestId"] === "end-to-end.1");
  assert.equal(line?.["status"], 200);
  for (let rows: readonly unknown[] = []; rows.length === 0; ) rows = await bed.admin`select 1 from public.api_usage where request_id = 'end-to-end.1'`;
  const refused = await call("apic_wrong", "end-to-end.2", "rubbish");
  assert.deepEqual([refused.headers.get("x-request-id"), ((await refused.json()) as { request_id: string }).request_id], ["end-to-end.2", "end-to-end.2"]);
  assert.equal(bed.log.find((one) => one["requestId"] === "end-to-end.2")?.["status"], 401);
  for (const invalid of ["rubbish", `00-${trace}-0000000000000000-01`, `ff-${trace}-2222222222222222-01`, `00-${trace.toUpperCase().replaceAll("1", "A")}-2222222222222222-01`]) {
    const reply = await call(api.key, "bad id!", invalid);
    await reply.text();
    const now = bed.received.at(-1)?.rawHeaders ?? [];
    assert.match(headersOf(now, "traceparent").join(), /^00-(?!1{32}|a{32})[0-9a-f]{32}-[0-9a-f]{16}-00$/, invalid);
    assert.match(reply.headers.get("x-request-id") ?? "", /^[0-9a-f-]{36}$/);
  }
});

test("every answer tells what it took, a cold one also that it was", async () => {
  const api = await bed.makeApi();
  const call = () => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  const [cold, warm, refused] = [await call(), await call(), await fetch(`${bed.url}/${api.apiId}/x`)];
  for (const reply of [cold, warm, refused]) {
    await reply.text();
    assert.match(reply.headers.get("x-process-time") ?? "", /^\d+\.\d$/);
    assert.match(reply.headers.get("server-timing") ?? "", /(^|, )total;dur=\d+\.\d$/);
  }
  assert.deepEqual([cold, warm, refused].map((reply) => reply.headers.get("x-cold-start")), ["1", null, null]);
  assert.match(cold.headers.get("server-timing") ?? "", /^wake;dur=12\.5, /);
});
