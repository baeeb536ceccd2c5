import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { connect } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as delay } from "node:timers/promises";
import { createLog } from "#lib/log.ts";
import type { DataOperation } from "../host-ports.ts";
import type { ConsoleLine } from "../runtime.ts";
import { EgressRefused, type OutboundCall } from "./egress.ts";
import { openHostServer, type HostServer, type HostTenant } from "./host-server.ts";

const directory = mkdtempSync(path.join(tmpdir(), "ach-"));
const socketPath = path.join(directory, "h.sock");
const ran: { requestId: string; count: number }[] = [];
const fetched: OutboundCall[] = [];
const printed: { requestId: string; lines: ConsoleLine[] }[] = [];
let server: HostServer;
/** Turns of two operations that run, and how they end. */
const running = new Map<string, () => void>();
const slow = (requestId: string) => new Promise<void>((resolve) => running.set(requestId, resolve));
const tenant: HostTenant = {
  name: "api_aaaaaaaaaaaaaaaa",
  async runData(requestId: string, operations: readonly DataOperation[]) {
    if (operations.length === 2) await slow(requestId);
    if (operations.length === 3) throw new Error("password=hunter2 at /srv/secret");
    ran.push({ requestId, count: operations.length });
    return operations.map(() => ({ ok: null }));
  },
  async egress(call) {
    fetched.push(call);
    if (call.url.host === "broken.example") throw new Error("password=hunter2 at /srv/secret");
    if (call.url.host !== "known.example") throw new EgressRefused(`not ${call.url.host}`);
    return { status: 201, headers: { "content-type": "text/x" }, body: "known" };
  },
  onConsole: (requestId, lines) => void printed.push({ requestId, lines }),
};

before(async () => {
  server = await openHostServer(socketPath, createLog("test", "error", () => {}));
});
after(() => {
  server.close();
  rmSync(directory, { recursive: true, force: true });
});

function post(target: string, body: string, headers: Record<string, string> = {}, method = "POST"): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const call = request({ socketPath, method, path: target, headers, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
    });
    call.on("error", reject);
    call.end(body);
  });
}

/** What comes back to these bytes until the socket is closed. */
async function raw(bytes: string): Promise<string> {
  const socket = connect(socketPath);
  socket.write(bytes);
  let text = "";
  for await (const chunk of socket as AsyncIterable<Buffer>) text += chunk.toString();
  return text;
}

test("before it has a tenant the socket serves nobody", async () => {
  assert.equal((await post("/data", "[]")).status, 503);
  assert.equal((await post("http://known.example/", "")).status, 403);
  server.assign(tenant);
  assert.equal((await post("/data", '[["get","a","b"]]', { "x-request-id": "r0" })).status, 200);
  assert.deepEqual([ran, fetched], [[{ requestId: "r0", count: 1 }], []]);
});

test("malformed, too many and too large operations are refused before the store sees them", async () => {
  const before = ran.length;
  for (const body of ["", "{", "null", "{}", '"x"', "[1]", '[{"0":"get"}]']) assert.equal((await post("/data", body)).status, 400, body);
  assert.equal((await post("/data", JSON.stringify(Array.from({ length: 101 }, () => ["get", "a", "b"])))).status, 413);
  assert.equal((await post("/data", `[["insert","a",{"x":"${"y".repeat(1 << 20)}"}]]`)).status, 413);
  assert.equal((await post("/data", "", {}, "GET")).status, 404);
  assert.equal((await post("/control", "[]")).status, 404);
  assert.equal(ran.length, before);
});

test("a failure of the store tells the runtime nothing of the host", async () => {
  const reply = await post("/data", '[["get","a","b"],["get","a","b"],["get","a","b"]]');
  assert.equal(reply.status, 503);
  assert.doesNotMatch(reply.body, /hunter2|secret/);
});

test("console lines are cut to their limits and belong to a well-formed request id", async () => {
  const lines = [["log", "a"], ["shout", "b"], ["error", 5], "x", ["warn", "z".repeat(9000)], ["info", "nul\0 half\ud800"]];
  assert.equal((await post("/logs", JSON.stringify(lines), { "x-request-id": "r1" })).status, 204);
  await post("/logs", JSON.stringify(lines), { "x-request-id": "a b" });
  await post("/logs", "{}", { "x-request-id": "r2" });
  assert.deepEqual(printed, [{ requestId: "r1", lines: [["log", "a"], ["warn", "z".repeat(8000)], ["info", "nul half\ufffd"]] }]);
});

test("what the code fetches goes to its tenant's egress with method, URL and body, and to no service of the host", async () => {
  const before = [ran.length, printed.length];
  assert.deepEqual(await post("https://known.example/a?b=1#c", "hello", { "x-a": "1" }, "PUT"), { status: 201, body: "known" });
  const last = fetched.at(-1);
  assert.deepEqual([last?.method, last?.url.href, last?.headers["x-a"], String(last?.body)], ["PUT", "https://known.example/a?b=1#c", "1", "hello"]);
  for (const target of ["http://host/data", "http://host/logs", "http://localhost/data"]) assert.equal((await post(target, '[["get","a","b"]]')).status, 403, target);
  assert.deepEqual([ran.length, printed.length], before);
});

test("other schemes, broken addresses, tunnels and large bodies are refused before the egress sees them", async () => {
  const before = fetched.length;
  for (const target of ["ftp://known.example/", "file:///etc/passwd", "*", "https://"]) assert.equal((await post(target, "")).status, 403, target);
  assert.match((await post("http://known.example/", "x".repeat((1 << 20) + 1))).body, /1024 KB/);
  await assert.rejects(post("known.example", ""));
  for (const text of ["CONNECT known.example:443 HTTP/1.1\r\nHost: known.example:443\r\n\r\n", "GET http://known.example/ HTTP/1.1\r\nConnection: upgrade\r\nUpgrade: websocket\r\n\r\n"]) {
    assert.match(await raw(text), /^HTTP\/1\.1 403 [^]*X-Platform-Refusal: 1[^]*with fetch only/);
  }
  assert.equal(fetched.length, before);
});

test("a failure of the egress tells the runtime nothing of the host", async () => {
  const reply = await post("http://broken.example/", "");
  assert.equal(reply.status, 503);
  assert.doesNotMatch(reply.body, /hunter2|secret/);
});

test("of one runtime's turns eight run at once; the others wait for them, and all are answered in the end", async () => {
  const replies = Array.from({ length: 20 }, (_none, index) => post("/data", '[["count","a"],["count","b"]]', { "x-request-id": `slow-${index}` }));
  while (running.size < 8) await new Promise(setImmediate);
  // By the time that these are answered, the others have arrived as well.
  for (let trip = 0; trip < 20; trip += 1) await post("/logs", "[]", { "x-request-id": "trip" });
  assert.equal(running.size, 8);
  for (let ended = 0; ended < 20;) {
    await new Promise(setImmediate);
    for (const [requestId, end] of running) {
      ended += 1;
      running.delete(requestId);
      end();
    }
  }
  assert.deepEqual((await Promise.all(replies)).map(({ status }) => status), Array.from({ length: 20 }, () => 200));
});

test("turns that are given up while they wait for their place leave it to others", async () => {
  const replies = Array.from({ length: 8 }, (_none, index) => post("/data", '[["count","a"],["count","b"]]', { "x-request-id": `first-${index}` }));
  while (running.size < 8) await new Promise(setImmediate);
  // More than there are places. Each has arrived once its connection is answered a turn of another kind.
  const waiting = await Promise.all(Array.from({ length: 9 }, async () => {
    const socket = connect(socketPath);
    const arrived = new Promise((resolve) => socket.once("data", resolve));
    socket.write('POST /logs HTTP/1.1\r\nHost: host\r\nContent-Length: 2\r\n\r\n[]POST /data HTTP/1.1\r\nHost: host\r\nContent-Length: 15\r\n\r\n[["get","a","b"');
    await arrived;
    return socket;
  }));
  for (const socket of waiting) socket.destroy();
  for (let trip = 0; trip < 20; trip += 1) await post("/logs", "[]", { "x-request-id": "trip" });
  for (const end of running.values()) end();
  running.clear();
  assert.deepEqual((await Promise.all(replies)).map(({ status }) => status), Array.from({ length: 8 }, () => 200));
  const reply = await Promise.race([post("/data", '[["get","a","b"]]', { "x-request-id": "after" }), delay(5_000, null, { ref: false })]);
  assert.equal(reply?.status, 200, "a place is free again");
});
