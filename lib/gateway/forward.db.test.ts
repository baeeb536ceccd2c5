import assert from "node:assert/strict";
import { randomBytes } from "node:crypto";
import http from "node:http";
import { ReadableStream } from "node:stream/web";
import { after, before, test } from "node:test";
import { headerOf } from "#lib/http/raw-headers.ts";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";
import { rawRequest } from "./test-raw-request.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway({ wallMs: 700, idleMs: 1_000 }); });
after(() => bed.stop());

const last = () => {
  const one = bed.received.at(-1);
  assert.ok(one);
  return one;
};
const raw = (key: string, line: string, headers = "", body = "", quietMs?: number) =>
  rawRequest(bed.port, `${line} HTTP/1.1\r\nHost: evil.example\r\nX-API-Key: ${key}\r\n${headers}\r\n${body}`, quietMs);

test("path and query arrive byte for byte", async () => {
  const api = await bed.makeApi();
  for (const target of ["/a//b", "/a%2Fb?x=%20+&y&y=1", "/%E2%82%AC?nxtPid=1", "/a/./b?q=../../x&r=%zz", "/a;b=c/@:!$&'()*+,=~", "/?", "/a?b?c"]) {
    assert.equal((await raw(api.key, `GET /${api.apiId}${target}`)).status, 200, target);
    assert.equal(last().url, target);
  }
  assert.equal((await raw(api.key, `GET /${api.apiId}?a=b`)).status, 200);
  assert.equal(last().url, "/?a=b");
});

test("a path that two parsers could read differently is a 400 and never forwarded", async () => {
  const api = await bed.makeApi();
  const before = bed.received.length;
  for (const target of ["/../x", "/a/..", "/%2e%2e/x", "/a/%2E./x", "/a%2f..%2fb", "/a\\b", "/a%00b", "/%zz", "/%", "/a%4", "/a#b"]) {
    assert.equal((await raw(api.key, `GET /${api.apiId}${target}`)).status, 400, target);
  }
  assert.equal(bed.received.length, before);
});

test("every method and every byte of a body arrive, sized or chunked", async () => {
  const api = await bed.makeApi();
  for (const method of ["POST", "PUT", "PATCH", "DELETE", "QUERY"]) {
    const body = randomBytes(100_000);
    const response = await fetch(`${bed.url}/${api.apiId}/x`, { method, body, headers: { "x-api-key": api.key } });
    await response.text();
    assert.equal(response.status, 200);
    assert.equal(last().method, method);
    assert.deepEqual(last().body, body);
  }
  const parts = [randomBytes(70_000), randomBytes(10)];
  const chunked = await fetch(`${bed.url}/${api.apiId}/x`, { method: "POST", body: ReadableStream.from(parts), duplex: "half", headers: { "x-api-key": api.key } } as unknown as RequestInit);
  await chunked.text();
  assert.deepEqual(last().body, Buffer.concat(parts));
});

test("the answer comes back byte for byte, compressed or not, with its status and repeated headers", async () => {
  const api = await bed.makeApi();
  const body = randomBytes(300_000);
  bed.answer((_request, response) => {
    response.writeHead(207, [["Content-Type", "application/octet-stream"], ["Content-Encoding", "gzip"], ["Content-Length", String(body.length)], ["Link", "</a>"], ["Link", "</b>"], ["X-Latin", "caf\u00e9"]].flat());
    response.end(body);
  });
  const got = await new Promise<{ response: http.IncomingMessage; body: Buffer }>((resolve, reject) => {
    http.get(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } }, (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk)).on("end", () => resolve({ response, body: Buffer.concat(chunks) })).on("error", reject);
    });
  });
  assert.equal(got.response.statusCode, 207);
  assert.deepEqual(got.body, body);
  assert.equal(got.response.headers["x-latin"], "caf\u00e9");
  assert.equal(got.response.headers.link, "</a>, </b>");
  bed.answer((_request, response) => { response.end("ok"); });
});

test("HEAD keeps the length and sends no body", async () => {
  const api = await bed.makeApi();
  bed.answer((_request, response) => { response.writeHead(200, { "Content-Length": "1234" }); response.end(); });
  const reply = await raw(api.key, `HEAD /${api.apiId}/x`);
  assert.match(reply.text, /content-length: 1234/i);
  assert.ok(reply.text.endsWith("\r\n\r\n"));
  bed.answer((_request, response) => { response.end("ok"); });
});

test("an API never sees cookies, the key, our session, forged or hop-by-hop headers; it does see its own", async () => {
  const api = await bed.makeApi();
  const session = `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify({ iss: "http://x/auth/v1", sub: "u" })).toString("base64url")}.c2ln`;
  const hostile = `Cookie: a=b\r\nAuthorization: Bearer ${session}\r\nX-Forwarded-For: 1.2.3.4\r\nForwarded: for=1.2.3.4\r\nX-Consumer-Id: forged\r\nX-Api-Creator-Admin: 1\r\nConnection: X-Secret-Hop, close\r\nX-Secret-Hop: 1\r\nTE: trailers\r\nProxy-Authorization: x\r\nX-Mine: yes\r\nX-Request-ID: abc-1\r\ntraceparent: 00-11111111111111111111111111111111-2222222222222222-01\r\n`;
  assert.equal((await raw(api.key, `GET /${api.apiId}/x`, hostile)).status, 200);
  const seen = last().rawHeaders;
  for (const name of ["cookie", "authorization", "x-api-key", "forwarded", "x-forwarded-for", "x-api-creator-admin", "x-secret-hop", "te", "proxy-authorization"]) assert.equal(headerOf(seen, name), undefined, name);
  assert.equal(headerOf(seen, "host"), "api.example.test");
  assert.equal(headerOf(seen, "x-mine"), "yes");
  assert.equal(headerOf(seen, "x-request-id"), "abc-1");
  assert.match(headerOf(seen, "traceparent") ?? "", /^00-1{32}-(?!2{16})[0-9a-f]{16}-01$/);
  assert.match(headerOf(seen, "x-consumer-id") ?? "", /^con_[\w-]{22}$/);
  assert.equal((await raw(api.key, `GET /${api.apiId}/x`, "Authorization: Bearer the-apis-own-token\r\n")).status, 200);
  assert.equal(headerOf(last().rawHeaders, "authorization"), "Bearer the-apis-own-token");
});

test("an API can't set cookies, policies or our headers, and its pages are sandboxed", async () => {
  const api = await bed.makeApi();
  const dropped = ["Set-Cookie", "Clear-Site-Data", "Service-Worker-Allowed", "Strict-Transport-Security", "Refresh", "NEL", "Report-To", "Alt-Svc", "Server", "X-Cold-Start", "X-Api-Creator-Foo"];
  bed.answer((_request, response) => {
    for (const name of dropped) response.setHeader(name, "hostile");
    response.setHeader("X-RateLimit-Limit", "hostile");
    response.setHeader("Content-Security-Policy", "hostile");
    response.setHeader("X-Request-ID", "hostile");
    response.setHeader("Access-Control-Allow-Credentials", "true");
    response.setHeader("Content-Type", "text/html");
    response.end("<script>1</script>");
  });
  await raw(api.key, `GET /${api.apiId}/x`);
  const { text } = await raw(api.key, `GET /${api.apiId}/x`);
  assert.ok(!text.includes("hostile"), text);
  assert.match(text, /Content-Security-Policy: sandbox; default-src 'none'; frame-ancestors 'none'\r\n/);
  assert.match(text, /X-Content-Type-Options: nosniff\r\n/);
  assert.match(text, /Access-Control-Allow-Origin: \*\r\n/);
  assert.doesNotMatch(text, /allow-credentials/i);
  bed.answer((_request, response) => { response.end("ok"); });
});

test("a preflight is answered by the gateway without a key, and a service worker is refused", async () => {
  const api = await bed.makeApi();
  const before = bed.received.length;
  const response = await fetch(`${bed.url}/${api.apiId}/x`, { method: "OPTIONS", headers: { origin: "http://a.example", "access-control-request-method": "PATCH", "access-control-request-headers": "x-mine, authorization" } });
  assert.equal(response.status, 204);
  assert.equal(response.headers.get("access-control-allow-origin"), "*");
  assert.match(response.headers.get("access-control-allow-headers") ?? "", /Authorization.*x-mine/);
  assert.match(response.headers.get("access-control-allow-methods") ?? "", /PATCH/);
  assert.equal((await raw(api.key, `GET /${api.apiId}/sw.js`, "Service-Worker: script\r\n")).status, 403);
  assert.equal(bed.received.length, before);
  assert.equal((await raw(api.key, `OPTIONS /${api.apiId}/x`)).status, 200);
  assert.equal(last().method, "OPTIONS");
});

test("a stream passes event by event, not at its end", async () => {
  const api = await bed.makeApi();
  let send: (text: string | null) => void = () => {};
  bed.answer((_request, response) => {
    response.writeHead(200, { "Content-Type": "text/event-stream" });
    response.flushHeaders();
    send = (text) => (text === null ? response.end() : response.write(text));
  });
  const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  const reader = response.body?.getReader();
  assert.ok(reader);
  for (const text of ["one", "two", "three"]) {
    send(text);
    assert.equal(Buffer.from((await reader.read()).value ?? []).toString(), text);
  }
  send(null);
  assert.equal((await reader.read()).done, true);
  bed.answer((_request, response) => { response.end("ok"); });
});

test("a client that leaves stops the API's work", async () => {
  const api = await bed.makeApi();
  const stopped = new Promise<void>((resolve) => {
    bed.answer((_request, response) => {
      response.writeHead(200);
      response.write("x");
      response.once("close", () => resolve());
    });
  });
  const abort = new AbortController();
  const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key }, signal: abort.signal });
  await response.body?.getReader().read();
  abort.abort();
  await stopped;
  bed.answer((_request, response) => { response.end("ok"); });
});

test("an API that does not answer is a 504, one that crashes a 502, one that is too large a 502", async () => {
  const api = await bed.makeApi();
  const get = () => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  bed.answer(() => {});
  assert.equal((await get()).status, 504);
  bed.answer((request) => request.socket.destroy());
  assert.equal((await get()).status, 502);
  bed.answer((_request, response) => { response.writeHead(200, { "Content-Length": String(11 * 1024 * 1024) }); response.write("x"); });
  assert.equal((await get()).status, 502);
  bed.answer((_request, response) => { response.end(Buffer.alloc(10 * 1024 * 1024 + 1)); });
  bed.answer((_request, response) => { response.writeHead(200); response.write(Buffer.alloc(6 * 1024 * 1024)); response.end(Buffer.alloc(6 * 1024 * 1024)); });
  await assert.rejects(get().then((response) => response.arrayBuffer()));
  bed.answer((_request, response) => { response.end("ok"); });
});

test("a body over 1 MB is a 413, sized or chunked", async () => {
  const api = await bed.makeApi();
  bed.answer((request, response) => { request.on("end", () => response.end("ok")); });
  const body = Buffer.alloc(1024 * 1024 + 1);
  const headers = { "x-api-key": api.key };
  assert.equal((await fetch(`${bed.url}/${api.apiId}/x`, { method: "POST", headers, body })).status, 413);
  const chunked = await fetch(`${bed.url}/${api.apiId}/x`, { method: "POST", headers, body: ReadableStream.from([body]), duplex: "half" } as unknown as RequestInit);
  assert.equal(chunked.status, 413);
  assert.equal((await fetch(`${bed.url}/${api.apiId}/x`, { method: "POST", headers, body: body.subarray(1) })).status, 200);
});

test("long addresses and headers are refused", async () => {
  const api = await bed.makeApi();
  assert.equal((await raw(api.key, `GET /${api.apiId}/${"a".repeat(16 * 1024)}`)).status, 413);
  assert.equal((await raw(api.key, `GET /${api.apiId}/x`, `X-Big: ${"a".repeat(33 * 1024)}\r\n`)).status, 413);
  assert.equal((await raw(api.key, `GET /${api.apiId}/x`, `X-Big: ${"a".repeat(60 * 1024)}\r\n`)).status, 413);
});

test("ambiguous messages are a 400, and the connection is closed before a second one is read", async () => {
  const api = await bed.makeApi();
  const before = bed.received.length;
  const smuggled = `GET /${api.apiId}/smuggled HTTP/1.1\r\nHost: a\r\nX-API-Key: ${api.key}\r\n\r\n`;
  for (const headers of ["Content-Length: 4\r\nTransfer-Encoding: chunked\r\n", "Transfer-Encoding: chunked\r\nContent-Length: 4\r\n", "Content-Length: 0\r\nContent-Length: 5\r\n", "Content-Length: 5, 5\r\n",
    "X-Fold: a\r\n b\r\n", "Transfer-Encoding: xchunked\r\n", "Transfer-Encoding : chunked\r\n", "Content-Length: +5\r\n", "X-Bare: a\rb\r\n", "X\u0000: a\r\n"]) {
    const reply = await raw(api.key, `POST /${api.apiId}/x`, headers, `0\r\n\r\n${smuggled}`);
    assert.equal(reply.status, 400, headers);
    assert.equal(reply.isClosed, true, headers);
  }
  assert.ok(!bed.received.slice(before).some((one) => one.url === "/smuggled"));
});

test("a runtime that went away is woken again, three times at most; calls that wait share one wake", async () => {
  const api = await bed.makeApi();
  const before = bed.wakes.length;
  await Promise.all(Array.from({ length: 10 }, () => fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } })));
  assert.equal(bed.wakes.length, before + 1);
  bed.upstream.closeAllConnections();
  await new Promise((resolve) => bed.upstream.close(resolve));
  assert.equal((await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } })).status, 502);
  // The first try may go to the address that was seen a moment ago.
  const again = bed.wakes.length - before - 1;
  assert.ok(again === 2 || again === 3, `woken again ${again} times`);
  await new Promise<void>((resolve) => bed.upstream.listen(bed.socketPath, resolve));
  assert.equal((await fetch(`${bed.url}/${api.apiId}/x`, { method: "POST", body: "hello", headers: { "x-api-key": api.key } })).status, 200);
  assert.equal(last().body.toString(), "hello");
});
