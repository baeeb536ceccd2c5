import assert from "node:assert/strict";
import { after, before, beforeEach, test } from "node:test";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { startTestInternet, type TestInternet } from "../../../supabase/tests/test-internet.ts";
import { until } from "../../../supabase/tests/until.ts";

let internet: TestInternet;
let apis: LiveApis;
before(async () => {
  internet = await startTestInternet();
  apis = await startLiveApis({ outbound: internet.deps });
});
after(async () => {
  await apis.close();
  await internet.close();
});
beforeEach(() => {
  Object.assign(internet.rights, { declared: ["api.example.com", "other.example.com", "waiting.example.com"], approved: ["api.example.com", "other.example.com"], secrets: [] });
  internet.records.length = 0;
  internet.serve((_request, body, response) => void response.end(body));
});

/** What `body` returns in an API of its own. */
async function run(body: string, headers: Record<string, string> = {}): Promise<unknown> {
  const apiId = await apis.deploy(guestBundle(body));
  return JSON.parse((await apis.call(apiId, "/", headers)).body);
}

test("an approved host is reached with method, path, query, headers and body, and answers as any fetch does", async () => {
  const seen: unknown[] = [];
  internet.serve((request, body, response) => {
    seen.push([request.method, request.url, request.headers.host, request.headers["x-a"], body]);
    response.writeHead(201, { "content-type": "text/x", "x-b": "2", "set-cookie": ["a=1", "b=2"] }).end("made");
  });
  const out = await run(`const r = await fetch("https://api.example.com/v1/x?q=1#h", { method: "POST", headers: { "x-a": "1" }, body: "hello" });
    return [r.status, r.ok, r.headers.get("x-b"), r.headers.getSetCookie(), await r.text(), r.url, r.redirected];`, { "x-request-id": "req-1" });
  assert.deepEqual(out, [201, true, "2", ["a=1", "b=2"], "made", "https://api.example.com/v1/x?q=1", false]);
  assert.deepEqual(seen, [["POST", "/v1/x?q=1", "api.example.com", "1", "hello"]]);
  await until(() => internet.records.length === 1, "recorded");
  const [record] = internet.records;
  assert.deepEqual([record?.requestId, record?.method, record?.host, record?.status, record?.requestBytes, record?.responseBytes, record?.reason], ["req-1", "POST", "api.example.com", 201, 5, 4, null]);
});

test("a host that is not approved, or not declared, is refused with what to do, and recorded", async () => {
  const out = (await run(`return Promise.all(["waiting", "strange"].map((name) => fetch("https://" + name + ".example.com/").then(() => "reached", (error) => error.message)));`)) as string[];
  assert.match(out[0] ?? "", /^This API may not reach waiting\.example\.com yet: its owner has to approve the host on the API's page under "Hosts and secrets", or with POST \/api\/v1\/apis\/api_\w{16}\/hosts\.$/);
  assert.match(out[1] ?? "", /^This API may not reach strange\.example\.com: its live version doesn't declare that host\.$/);
  assert.deepEqual(internet.records.map(({ host, status, reason }) => [host, status, reason]).toSorted(), [["strange.example.com", null, out[1]], ["waiting.example.com", null, out[0]]]);
});

test("each redirect is a call of its own: to an approved host it is followed, to another it is refused", async () => {
  internet.serve((request, _body, response) => {
    const to = new URL(request.url ?? "", "http://x").searchParams.get("to");
    if (to) response.writeHead(302, { location: to }).end();
    else response.end(`at ${request.headers.host} with ${request.headers.authorization}`);
  });
  const out = await run(`const go = (to, init) => fetch("https://api.example.com/?to=" + encodeURIComponent(to), { headers: { authorization: "Bearer x" }, ...init }).then(async (r) => [r.status, r.redirected, await r.text()], (error) => error.message);
    return [await go("/end"), await go("https://other.example.com/"), await go("https://strange.example.com/"), await go("http://127.0.0.1/"), (await go("https://strange.example.com/", { redirect: "manual" }))[0]];`);
  assert.deepEqual(out, [
    [200, true, "at api.example.com with Bearer x"], [200, true, "at other.example.com with undefined"], "This API may not reach strange.example.com: its live version doesn't declare that host.",
    "fetch can't reach 127.0.0.1: an address in numbers can't be approved: use the service's name.", 302,
  ]);
});

test("a reply streams: its beginning is read before its end is written", async () => {
  let finish = () => {};
  internet.serve((request, _body, response) => {
    if (request.url === "/go") {
      finish();
      return void response.end("gone");
    }
    response.writeHead(200, { "content-type": "text/event-stream" }).write("data: one\n\n");
    finish = () => void response.end("data: two\n\n");
  });
  const out = await run(`const reader = (await fetch("https://api.example.com/events")).body.getReader(); const text = async () => new TextDecoder().decode((await reader.read()).value);
    const first = await text(); await (await fetch("https://api.example.com/go")).text(); return [first, await text(), (await reader.read()).done];`);
  assert.deepEqual(out, ["data: one\n\n", "data: two\n\n", true]);
});

test("WebSocket connections and sockets to other services are refused", async () => {
  const out = (await run(`const tries = {
      ws: async () => new WebSocket("wss://api.example.com/"), upgrade: async () => fetch("https://api.example.com/", { headers: { upgrade: "websocket" } }),
      socket: async () => { const s = (await import("cloudflare:sockets")).connect("api.example.com:443"); await s.opened; }, secure: async () => { const s = (await import("cloudflare:sockets")).connect("api.example.com:443", { secureTransport: "on" }); await s.opened; },
    };
    const out = {}; for (const [name, attempt] of Object.entries(tries)) { try { await attempt(); out[name] = "reached"; } catch (error) { out[name] = String(error.message); } } return out;`)) as Record<string, string>;
  assert.match(out["ws"] ?? "", /can't open WebSocket connections/);
  assert.match(out["upgrade"] ?? "", /reaches other services with fetch only/);
  for (const name of ["socket", "secure"]) assert.doesNotMatch(out[name] ?? "reached", /reached/, name);
  const only = "An API reaches other services with fetch only: WebSocket connections and sockets of its own are refused.";
  // A secure socket may be refused by the runtime itself.
  const recorded = new Set(internet.records.map(({ method, host, status, reason }) => JSON.stringify([method, host, status, reason])));
  assert.deepEqual(recorded, new Set(["GET", "CONNECT"].map((method) => JSON.stringify([method, "api.example.com", null, only]))));
});

test("Node's own client goes the same way out", async () => {
  const asked = internet.asked.length;
  const out = await run(`const http = await import("node:http"); const go = (target) => new Promise((done) => { const sent = http.request(target, (r) => { let text = ""; r.on("data", (c) => { text += c; }); r.on("end", () => done([r.statusCode, text])); }); sent.on("error", (e) => done(["error", String(e.message)])); sent.end(); });
    return [await go("http://127.0.0.1/"), await go("http://waiting.example.com/")];`);
  for (const [status] of out as [unknown, string][]) assert.ok(status === 403 || status === "error", JSON.stringify(out));
  assert.deepEqual([internet.asked.length - asked, internet.strays, internet.canaryHits()], [0, [], 0]);
  assert.deepEqual(internet.records.map(({ host, status }) => [host, status]), [["127.0.0.1", null], ["waiting.example.com", null]]);
});
