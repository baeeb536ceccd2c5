import assert from "node:assert/strict";
import { once } from "node:events";
import net from "node:net";
import { after, before, test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { PATIENCE } from "./patience.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";
import { until } from "../../supabase/tests/until.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway(); });
after(() => bed.stop());

/** A client that reads, and never closes its side by itself. */
async function openStubborn(port: number): Promise<{ socket: net.Socket; text: () => string }> {
  const socket = net.connect({ port, host: "127.0.0.1", allowHalfOpen: true });
  let text = "";
  socket.on("data", (chunk) => { text += chunk.toString("latin1"); }).on("error", () => {});
  await once(socket, "connect");
  return { socket, text: () => text };
}
const upgradeOf = (apiId: string, key = "") => `GET /${apiId}/live HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\n${key === "" ? "" : `X-API-Key: ${key}\r\n`}\r\n`;
const connectionsOf = (gateway: TestGateway) => new Promise<number>((resolve) => gateway.door.server.getConnections((_error, count) => resolve(count)));
const rowsOf = (api: TestApi) => bed.admin<{ status_code: number; is_billed: boolean }[]>`select status_code, is_billed from public.api_usage where api_id = ${api.apiId} order by created_at, id`;

test("a refused upgrade gives its connection back, also when its client never closes and goes on sending", async () => {
  const api = await bed.makeApi();
  const clients = await Promise.all([1, 2, 3].map(() => openStubborn(bed.port)));
  for (const { socket } of clients) socket.write(upgradeOf(api.apiId));
  await until(async () => clients.every(({ text }) => text().startsWith("HTTP/1.1 401")), "the refusals");
  for (const { socket } of clients) socket.write("more");
  await until(async () => (await connectionsOf(bed)) === 0, "no connection is held");
  for (const { socket } of clients) socket.destroy();
});

test("behind a proxy, upgrades that are open count as calls in flight of their address", async () => {
  const behind = await startTestGateway({ beside: bed, trustedHops: 1, patience: { ...PATIENCE, connectionsPerAddress: 2 } });
  const sockets = new WebSocketServer({ server: behind.upstream });
  try {
    const api = await bed.makeApi();
    const open = (address: string) => new WebSocket(`ws://127.0.0.1:${behind.port}/${api.apiId}/live`, { headers: { "x-api-key": api.key, "x-forwarded-for": address } });
    const taken = [open("192.0.2.1"), open("192.0.2.1")];
    await Promise.all(taken.map((socket) => once(socket, "open")));
    const statusOf = (socket: WebSocket) => new Promise<number>((resolve) => socket.on("open", () => resolve(101)).on("unexpected-response", (_request, response) => resolve(response.statusCode ?? 0)).on("error", () => {}));
    assert.equal(await statusOf(open("192.0.2.1")), 429);
    const other = open("192.0.2.2");
    assert.equal(await statusOf(other), 101);
    for (const socket of [...taken, other]) socket.terminate();
    await until(async () => {
      const again = open("192.0.2.1");
      const status = await statusOf(again);
      again.terminate();
      return status === 101;
    }, "the places are given back");
  } finally {
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
    await behind.stop();
  }
});

test("an API that answers an upgrade with what is no HTTP answer gets 502, and the gateway and the API's sockets go on", async () => {
  const api = await bed.makeApi();
  for (const sends of ["HTTP/1.1 099 x\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 101 Switching Protocols\r\nContent-Length: 0\r\n\r\n", "HTTP/1.1 999 x\r\nContent-Length: 0\r\n\r\n", "nonsense\r\n\r\n"]) {
    bed.upstream.once("upgrade", (_request, socket) => socket.end(sends));
    const { socket, text } = await openStubborn(bed.port);
    socket.write(upgradeOf(api.apiId, api.key));
    await until(async () => text() !== "", `an answer to ${sends}`);
    assert.match(text(), /^HTTP\/1\.1 502 /, sends);
    socket.destroy();
  }
  const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  assert.equal(response.status, 200);
});

test("a key that is revoked ends its open WebSocket and its stream within a second, and no other key's", async () => {
  const api = await bed.makeApi();
  const other = await bed.makeKey(api);
  const sockets = new WebSocketServer({ server: bed.upstream });
  bed.answer((_request, response) => { response.write("tick"); });
  try {
    const open = async (key: string) => {
      const socket = new WebSocket(`ws://127.0.0.1:${bed.port}/${api.apiId}/live`, { headers: { "x-api-key": key } });
      await once(socket, "open");
      const stream = await fetch(`${bed.url}/${api.apiId}/ticks`, { headers: { "x-api-key": key } });
      const reader = stream.body?.getReader() ?? assert.fail();
      await reader.read();
      return { socket, reader };
    };
    const [revoked, kept] = [await open(api.key), await open(other.key)];
    const startedAt = performance.now();
    const closed = once(revoked.socket, "close");
    await bed.admin`update public.keys set revoked_at = now() where id = ${api.keyId}`;
    const [code] = (await closed) as [number];
    assert.equal(code, 1008);
    await assert.rejects(revoked.reader.read(), "it breaks off, and doesn't look complete");
    assert.ok(performance.now() - startedAt < 1_000, "within a second");
    const isQuiet = await Promise.race([once(kept.socket, "close").then(() => false), kept.reader.read().then(() => false, () => false), new Promise((resolve) => setTimeout(() => resolve(true), 300))]);
    assert.equal(isQuiet, true);
    kept.socket.terminate();
    await kept.reader.cancel();
  } finally {
    bed.answer((_request, response) => { response.end("ok"); });
    for (const socket of sockets.clients) socket.terminate();
    sockets.close();
  }
});

test("a client that leaves while it sends its body is no failure of ours: 499, unbilled", async () => {
  const api = await bed.makeApi();
  const { socket } = await openStubborn(bed.port);
  socket.write(`POST /${api.apiId}/x HTTP/1.1\r\nHost: a\r\nX-API-Key: ${api.key}\r\nContent-Length: 1000\r\n\r\nhalf`);
  await until(async () => bed.wakes.includes(api.apiId), "the call is under way");
  socket.resetAndDestroy();
  await until(async () => (await rowsOf(api)).length === 1, "its row");
  assert.deepEqual((await rowsOf(api)).map((row) => [row.status_code, row.is_billed]), [[499, false]]);
  assert.ok(!bed.log.some(({ event, apiId }) => event === "gateway.failed" && apiId === api.apiId));
});

test("a body that its client sends slowly is not told as an API that did not answer", async () => {
  const patient = await startTestGateway({ beside: bed, wallMs: 600 });
  try {
    const api = await bed.makeApi();
    const { socket, text } = await openStubborn(patient.port);
    socket.write(`POST /${api.apiId}/x HTTP/1.1\r\nHost: a\r\nX-API-Key: ${api.key}\r\nContent-Length: 4\r\nConnection: close\r\n\r\nha`);
    await new Promise((resolve) => setTimeout(resolve, 900));
    socket.write("lf");
    await until(async () => text() !== "", "an answer");
    assert.match(text(), /^HTTP\/1\.1 200 /);
    socket.destroy();
  } finally {
    await patient.stop();
  }
});

test("who leaves in the middle of an answer has had it: it is billed", async () => {
  const api = await bed.makeApi();
  bed.answer((_request, response) => { response.write("almost all of it"); });
  const gone = new AbortController();
  const response = await fetch(`${bed.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key }, signal: gone.signal });
  await response.body?.getReader().read();
  gone.abort();
  await until(async () => (await rowsOf(api)).length === 1, "its row");
  assert.deepEqual((await rowsOf(api)).map((row) => [row.status_code, row.is_billed]), [[200, true]]);
  bed.answer((_request, reply) => { reply.end("ok"); });
});

test("requests that wait for their turn on one connection have a bound in bytes", async () => {
  const api = await bed.makeApi();
  bed.answer(() => {});
  const { socket } = await openStubborn(bed.port);
  const request = (padding: number) => `GET /${api.apiId}/x HTTP/1.1\r\nHost: a\r\nX-API-Key: ${api.key}\r\nX-Pad: ${"a".repeat(padding)}\r\n\r\n`;
  socket.write(request(1) + request(10_000).repeat(8));
  await new Promise((resolve) => setTimeout(resolve, 200));
  assert.equal(await connectionsOf(bed), 1, "some may wait");
  socket.write(request(10_000).repeat(8));
  await until(async () => (await connectionsOf(bed)) === 0, "too many bytes wait");
  socket.destroy();
  bed.answer((_request, response) => { response.end("ok"); });
});
