import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import { after, before, beforeEach, test } from "node:test";
import { brotliCompressSync, gzipSync } from "node:zlib";
import { Readable } from "node:stream";
import { buffer } from "node:stream/consumers";
import { startTestInternet, type TestInternet, UPSTREAM_ADDRESS } from "../../../supabase/tests/test-internet.ts";
import { until } from "../../../supabase/tests/until.ts";
import { EgressRefused, type OutboundCall, type OutboundReply } from "./egress.ts";
import { createLiveEgress, type LiveEgressDeps } from "./live-egress.ts";

let internet: TestInternet;
before(async () => {
  internet = await startTestInternet();
  Object.assign(internet.rights, { declared: ["api.example.com"], approved: ["api.example.com"] });
});
after(() => internet.close());
beforeEach(() => void (internet.records.length = 0));

const egressWith = (deps: Partial<LiveEgressDeps> = {}) => createLiveEgress({ apiId: "api_aaaaaaaaaaaaaaaa", versionId: "v1" }, { ...internet.deps, ...deps });
const call = (path = "/", changed: Partial<OutboundCall> = {}): OutboundCall => {
  const target = `https://api.example.com${path}`;
  return { method: "GET", target, url: new URL(target), headers: {}, body: Buffer.alloc(0), requestId: "r1", mark: "", signal: new AbortController().signal, ...changed };
};
const bodyOf = async ({ body }: OutboundReply): Promise<Buffer> => (typeof body === "string" ? Buffer.from(body) : buffer(body));
const refusal = (words: RegExp) => (error: unknown) => error instanceof EgressRefused && words.test(error.message);

test("headers of the connection, of the platform and of forwarding stay here; what a host sets for them does not come back", async () => {
  let seen: unknown;
  internet.serve((request, _body, response) => {
    seen = request.headers;
    response.writeHead(200, { "x-platform-refusal": "1", "alt-svc": "h3", "x-b": "2", "keep-alive": "timeout=5", "x-hop": "1", connection: "close, x-hop" }).end("ok");
  });
  const headers = { "x-a": "1", host: "evil.example", connection: "x-gone", "x-gone": "1", "x-platform-request": "r", "x-platform-mark": "m", "x-forwarded-for": "1.1.1.1", "proxy-authorization": "x", "transfer-encoding": "chunked", "accept-encoding": "gzip", expect: "100-continue" };
  const reply = await egressWith()(call("/", { headers, method: "POST", body: Buffer.from("hi") }));
  assert.equal(String(await bodyOf(reply)), "ok");
  assert.deepEqual(seen, { "x-a": "1", host: "api.example.com", "user-agent": "api-creator", accept: "*/*", "accept-encoding": "identity", connection: "close", "content-length": "2" });
  assert.deepEqual(Object.keys(reply.headers).toSorted(), ["date", "x-b"]);
});

test("a packed reply comes unpacked, and one in an unknown packing is refused", async () => {
  const pack: Record<string, (text: string) => Buffer> = { gzip: gzipSync, br: brotliCompressSync };
  internet.serve((request, _body, response) => {
    const encoding = (request.url ?? "").slice(1);
    response.writeHead(200, { "content-encoding": encoding }).end(pack[encoding]?.("unpacked") ?? "x");
  });
  for (const encoding of ["gzip", "br"]) {
    const reply = await egressWith()(call(`/${encoding}`));
    assert.deepEqual([String(await bodyOf(reply)), reply.headers["content-encoding"]], ["unpacked", undefined]);
  }
  await assert.rejects(egressWith()(call("/compress")), refusal(/packed in a way/));
});

test("a reply over its limit breaks off, be it said before, streamed or packed small, and the record says so", async () => {
  const limits = { replyBytes: 1 << 20 };
  const zeros = Buffer.alloc((1 << 20) + 1);
  internet.serve((request, _body, response) => {
    if (request.url === "/said") response.writeHead(200, { "content-length": zeros.length }).end(zeros);
    if (request.url === "/streamed") Readable.from(Array.from({ length: 20 }, () => randomBytes(1 << 16))).pipe(response);
    if (request.url === "/bomb") response.writeHead(200, { "content-encoding": "gzip" }).end(gzipSync(zeros));
  });
  await assert.rejects(egressWith({ limits })(call("/said")), refusal(/larger than 1 MB/));
  for (const path of ["/streamed", "/bomb"]) await assert.rejects(egressWith({ limits })(call(path)).then(bodyOf), refusal(/larger than 1 MB/), path);
  assert.deepEqual(internet.records.map(({ status, reason }) => [status, reason]), Array.from({ length: 3 }, () => [200, "The reply is larger than 1 MB."]));
});

test("a host that is silent, or never ends, or whose name servers are silent, is given up in time, and with whoever waited", async () => {
  internet.serve((request, _body, response) => void (request.url === "/endless" && response.writeHead(200).write("a")));
  await assert.rejects(egressWith({ limits: { headMs: 30 } })(call("/silent")), refusal(/^api\.example\.com did not answer within 0\.03 s\.$/));
  await assert.rejects(egressWith({ limits: { headMs: 30 }, resolve: () => new Promise(() => {}) })(call("/")), refusal(/did not answer/));
  await assert.rejects(egressWith({ limits: { wholeMs: 60 } })(call("/endless")).then(bodyOf));
  const leaving = new AbortController();
  const waited = egressWith()(call("/silent", { signal: leaving.signal }));
  await until(() => internet.asked.length > 0, "asked");
  leaving.abort();
  await assert.rejects(waited, refusal(/ended before the reply/));
  assert.deepEqual(internet.records.map(({ status }) => status), [null, null, 200, null]);
});

test("what headers can't hold, and methods that no fetch sends, are refused with words that hold no value", async () => {
  internet.rights.secrets = [{ name: "KEY", hosts: ["api.example.com"], reveal: () => "two\nlines-of-a-secret" }];
  const mark = "0123456789abcdef";
  await assert.rejects(egressWith()(call("/", { headers: { authorization: `{{secret:KEY:${mark}}}` }, mark })), refusal(/^A header or the address of this request holds a character that can't be sent there\.$/));
  internet.rights.secrets = [];
  for (const method of ["TRACE", "CONNECT"]) await assert.rejects(egressWith()(call("/", { method })), refusal(/does not send/));
  assert.doesNotMatch(JSON.stringify(internet.records), /lines-of/);
});

test("one call has its number of requests, the API its number at once and in a minute; what waits for a place gets it", async () => {
  let clock = 0;
  let most = 0;
  const held: (() => void)[] = [];
  internet.serve((_request, _body, response) => void response.end("ok"));
  // Two come this far together, and go on together: a third would be seen.
  const resolve = async () => {
    await new Promise<void>((release) => {
      most = Math.max(most, held.push(release));
      if (held.length === 2) setImmediate(() => held.splice(0).forEach((go) => go()));
    });
    return [UPSTREAM_ADDRESS];
  };
  const egress = egressWith({ resolve, now: () => clock, limits: { perCall: 8, atOncePerCall: 2, atOnce: 12, perMinute: 12 } });
  const burst = (requestId: string, count: number) => Promise.allSettled(Array.from({ length: count }, async () => bodyOf(await egress(call("/", { requestId })))));
  const reasons = (results: PromiseSettledResult<unknown>[]) => results.flatMap((result) => (result.status === "rejected" ? [String(result.reason)] : []));
  const first = reasons(await burst("a", 9));
  assert.deepEqual([first.length, most], [1, 2]);
  assert.match(first[0] ?? "", /One call of this API makes at most 8 requests/);
  const second = reasons(await burst("b", 5));
  assert.equal(second.length, 1);
  assert.match(second[0] ?? "", /at most 12 requests to other services in a minute/);
  clock = 60_000;
  assert.deepEqual(reasons(await burst("c", 8)), []);
});

test("a refused or failed request gives its place back", async () => {
  const egress = egressWith({ limits: { atOncePerCall: 1, atOnce: 2, perCall: 1000 } });
  internet.serve((_request, _body, response) => void response.end("ok"));
  for (const target of ["https://strange.example.com/", "http://127.0.0.1/", "https://api.example.com:22/"]) for (let time = 0; time < 3; time += 1) await assert.rejects(egress(call("/", { target, url: new URL(target) })));
  internet.serve((request) => request.socket.destroy());
  for (let time = 0; time < 3; time += 1) await assert.rejects(egress(call()), refusal(/could not be reached: it closed the connection/));
  internet.serve((_request, _body, response) => void response.end("ok"));
  assert.equal(String(await bodyOf(await egress(call()))), "ok");
});
