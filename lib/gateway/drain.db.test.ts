import assert from "node:assert/strict";
import type { ServerResponse } from "node:http";
import { after, before, test } from "node:test";
import { WebSocket, WebSocketServer } from "ws";
import { openConnection } from "./corpora/test-connection.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";

let first: TestGateway;
before(async () => { first = await startTestGateway(); });
after(() => first.stop());

/** A gateway of its own on the one database: each is drained for good. */
async function start(): Promise<{ bed: TestGateway; api: TestApi; ask: (path: string) => string; held: Map<string, ServerResponse>; whenHeld: (path: string) => Promise<ServerResponse> }> {
  const bed = await startTestGateway({ beside: first });
  const api = await bed.makeApi();
  const held = new Map<string, ServerResponse>();
  const waiting = new Map<string, (response: ServerResponse) => void>();
  bed.answer((request, response) => {
    const path = request.url ?? "";
    if (path === "/x") return void response.end("ok");
    if (path === "/stream") response.write("one ");
    held.set(path, response);
    waiting.get(path)?.(response);
  });
  const whenHeld = (path: string) => new Promise<ServerResponse>((resolve) => {
    const known = held.get(path);
    if (known) resolve(known);
    else waiting.set(path, resolve);
  });
  return { bed, api, held, whenHeld, ask: (path) => `GET /${api.apiId}${path} HTTP/1.1\r\nHost: x\r\nX-API-Key: ${api.key}\r\n\r\n` };
}

test("a gateway that drains finishes its calls and streams, tells their connections to close, ends idle ones and takes no new one", async () => {
  const { bed, ask, whenHeld } = await start();
  const [idle, call, stream] = await Promise.all([openConnection(bed.port), openConnection(bed.port), openConnection(bed.port)]);
  idle.send(ask("/x"));
  const served = await idle.next();
  assert.ok(served !== null && served !== "silent");
  assert.deepEqual([served.body, served.headers.get("connection")], ["ok", "keep-alive"]);
  call.send(ask("/hold"));
  stream.send(ask("/stream"));
  const [holding, streaming] = await Promise.all([whenHeld("/hold"), whenHeld("/stream")]);
  const drained = bed.door.drain(60_000);
  assert.equal(await idle.next(), null);
  assert.equal(await (await openConnection(bed.port)).next(), null);
  holding.end("held");
  streaming.end("two");
  const [answer, whole] = [await call.next(), await stream.next()];
  assert.ok(answer !== null && answer !== "silent" && whole !== null && whole !== "silent");
  assert.deepEqual([answer.status, answer.body, answer.headers.get("connection")], [200, "held", "close"]);
  assert.deepEqual([whole.status, whole.body], [200, "one two"]);
  assert.deepEqual([await call.next(), await stream.next()], [null, null]);
  await drained;
  await bed.stop();
});

test("what has not ended when the grace is over is cut, and never looks complete", async () => {
  const { bed, ask, whenHeld } = await start();
  const stream = await openConnection(bed.port);
  stream.send(ask("/stream"));
  await whenHeld("/stream");
  await bed.door.drain(100);
  assert.equal(await stream.next(), null);
  await bed.stop();
});

test("WebSockets are told to connect again (1012), on both sides, before the rest drains", async () => {
  const { bed, api } = await start();
  const server = new WebSocketServer({ server: bed.upstream });
  const atApi = new Promise<number>((resolve) => server.on("connection", (socket) => socket.on("close", resolve)));
  const client = new WebSocket(`ws://127.0.0.1:${bed.port}/${api.apiId}/live`, { headers: { "x-api-key": api.key } });
  const atClient = new Promise<number>((resolve) => client.on("close", resolve));
  await new Promise<void>((resolve, reject) => client.on("open", () => resolve()).on("error", reject));
  bed.gateway.closeSockets();
  assert.deepEqual(await Promise.all([atClient, atApi]), [1012, 1012]);
  await bed.door.drain(60_000);
  await bed.stop();
});
