import assert from "node:assert/strict";
import net from "node:net";
import { test } from "node:test";
import { PATIENCE } from "./patience.ts";
import { startTestGateway } from "./test-gateway.ts";
import { playSlowAttack } from "./test-slow-attack.ts";

test("200 slow clients of every kind lose their connections, and other callers notice nothing", async () => {
  await playSlowAttack({ count: 200, patience: { headersMs: 1_000, keepAliveMs: 1_000, body: { bytes: 1_024, ms: 1_000 }, answer: { bytes: 16_384, ms: 1_000 }, sweepMs: 200 } });
});

const connectFrom = (port: number, localAddress: string) => new Promise<net.Socket>((resolve) => {
  const socket = net.connect({ port, host: "127.0.0.1", localAddress }, () => resolve(socket));
  socket.on("error", () => {});
});
const answerOf = (socket: net.Socket, request: string) => new Promise<string>((resolve) => {
  let text = "";
  socket.on("data", (chunk: Buffer) => {
    text += chunk.toString();
    if (text.includes("\r\n\r\n")) resolve(text);
  });
  socket.once("close", () => resolve(text));
  socket.write(request);
});

test("an address has so many connections and no more; another address, and one that it gave back, is served", async () => {
  const bed = await startTestGateway({ patience: { ...PATIENCE, connectionsPerAddress: 3 } });
  try {
    const api = await bed.makeApi();
    const call = `GET /${api.apiId}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: ${api.key}\r\n\r\n`;
    const held: net.Socket[] = [];
    for (let i = 0; i < 3; i += 1) {
      const socket = await connectFrom(bed.port, "127.0.2.1");
      held.push(socket);
      assert.match(await answerOf(socket, call), /^HTTP\/1\.1 200 /);
    }
    assert.equal(await answerOf(await connectFrom(bed.port, "127.0.2.1"), call), "");
    assert.match(await answerOf(await connectFrom(bed.port, "127.0.2.2"), call), /^HTTP\/1\.1 200 /);
    const [first] = held;
    await new Promise<void>((resolve) => first?.once("close", () => resolve()).destroy());
    for (let text = ""; !text.startsWith("HTTP/1.1 200"); ) text = await answerOf(await connectFrom(bed.port, "127.0.2.1"), call);
  } finally {
    await bed.stop();
  }
});

test("where connections run short, those that only stay give way to those that come", async () => {
  const bed = await startTestGateway({ patience: { ...PATIENCE, connections: 10 } });
  try {
    const api = await bed.makeApi();
    const call = `GET /${api.apiId}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: ${api.key}\r\n\r\n`;
    const idle = await Promise.all(Array.from({ length: 7 }, () => connectFrom(bed.port, "127.0.0.1")));
    const gone = idle.map((socket) => new Promise<void>((resolve) => socket.once("close", () => resolve())));
    for (const socket of idle) assert.match(await answerOf(socket, call), /^HTTP\/1\.1 200 /);
    assert.match(await answerOf(await connectFrom(bed.port, "127.0.0.1"), call), /^HTTP\/1\.1 200 /);
    await Promise.all(gone);
  } finally {
    await bed.stop();
  }
});

test("behind a trusted proxy it is the calls in flight of an address that are counted, not the proxy's connections", async () => {
  const bed = await startTestGateway({ trustedHops: 1, patience: { ...PATIENCE, connectionsPerAddress: 2 } });
  try {
    const api = await bed.makeApi();
    let letGo = (): void => {};
    const opened = new Promise<void>((resolve) => { letGo = resolve; });
    let waiting = 0;
    const both = Promise.withResolvers<void>();
    bed.answer((request, response) => {
      if (request.url !== "/wait") return void response.end("ok");
      waiting += 1;
      if (waiting === 2) both.resolve();
      void opened.then(() => response.end("ok"));
    });
    const call = (address: string, path: string) => fetch(`${bed.url}/${api.apiId}${path}`, { headers: { "x-api-key": api.key, "x-forwarded-for": `6.6.6.6, ${address}` } });
    const held = [call("192.0.2.1", "/wait"), call("192.0.2.1", "/wait")];
    await both.promise;
    const refused = await call("192.0.2.1", "/x");
    assert.deepEqual([refused.status, refused.headers.get("retry-after")], [429, "1"]);
    assert.equal((await call("192.0.2.2", "/x")).status, 200);
    letGo();
    for (const reply of await Promise.all(held)) assert.equal(await reply.text(), "ok");
    for (let status = 0; status !== 200; ) ({ status } = await call("192.0.2.1", "/x"));
  } finally {
    await bed.stop();
  }
});
