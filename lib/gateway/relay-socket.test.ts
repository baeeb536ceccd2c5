import assert from "node:assert/strict";
import { Duplex } from "node:stream";
import { test } from "node:test";
import { relaySocket, type SocketEnd } from "./relay-socket.ts";

const NONE = { client: Buffer.alloc(0), upstream: Buffer.alloc(0) };
const text = (words: string): Buffer => Buffer.concat([Buffer.from([0x81, words.length]), Buffer.from(words)]);

/** A side whose other end is the test: `written` is what reached it, `take` lets one more write through. */
function side() {
  const written: Buffer[] = [];
  const waiting: (() => void)[] = [];
  const duplex = new Duplex({
    highWaterMark: 64, read() {},
    write(chunk: Buffer, _encoding, done) {
      written.push(chunk);
      waiting.push(done);
    },
  });
  return { duplex, written, take: () => waiting.shift()?.() };
}

function open(options: Partial<Parameters<typeof relaySocket>[3]> = {}) {
  const [client, api] = [side(), side()];
  const { promise: ended, resolve } = Promise.withResolvers<SocketEnd>();
  const relay = relaySocket(client.duplex, api.duplex, NONE, { maxMessageBytes: 1_000, idleMs: 60_000, lifeMs: 60_000, explainEnd: async () => ({ code: 1011, reason: "It crashed." }), onClosed: resolve, ...options });
  return { client, api, relay, ended, end: () => { client.duplex.destroy(); api.duplex.destroy(); return ended; } };
}
const turn = () => new Promise((resolve) => setImmediate(resolve));

test("a side that takes nothing stops the other from being read, and is read again when it takes", async () => {
  const { client, api, end } = open();
  api.duplex.push(text("x".repeat(100)));
  await turn();
  assert.equal(api.duplex.isPaused(), true);
  assert.equal(client.duplex.isPaused(), false);
  client.take();
  await turn();
  assert.equal(api.duplex.isPaused(), false);
  await end();
});

test("a close that comes within a frame breaks the connection instead of writing into the frame", async () => {
  const { client, api, relay, end } = open();
  api.duplex.push(text("hello").subarray(0, 4));
  await turn();
  relay.close(1012, "restart");
  client.take();
  await turn();
  assert.equal(Buffer.concat(client.written).toString("latin1"), text("hello").subarray(0, 4).toString("latin1"));
  assert.equal(client.duplex.writableEnded, true);
  assert.equal((await end()).code, 1012);
});

test("a life that is over closes with 1012, and the figures tell what passed", async () => {
  const { client, api, ended } = open({ lifeMs: 20 });
  client.duplex.push(text("one"));
  api.duplex.push(Buffer.concat([text("two"), text("three")]));
  client.duplex.once("finish", () => client.duplex.destroy());
  api.duplex.once("finish", () => api.duplex.destroy());
  const pumping = setInterval(() => { client.take(); api.take(); }, 1);
  assert.deepEqual(await ended, { code: 1012, messagesIn: 1, messagesOut: 2, bytesIn: 5, bytesOut: 12 });
  clearInterval(pumping);
  assert.match(Buffer.concat(client.written).toString("latin1"), /open for its longest time/);
});

test("a client that is gone before the relay opens ends the runtime's side at once", async () => {
  const [client, api] = [side(), side()];
  client.duplex.destroy();
  const { promise: ended, resolve } = Promise.withResolvers<SocketEnd>();
  relaySocket(client.duplex, api.duplex, NONE, { maxMessageBytes: 1, idleMs: 60_000, lifeMs: 60_000, explainEnd: async () => ({ code: 1011, reason: "" }), onClosed: resolve });
  await ended;
  assert.equal(api.duplex.destroyed, true);
});

test("a runtime's side that ends without a close frame is explained to the client in one", async () => {
  const { client, api, end } = open();
  api.duplex.push(null);
  api.duplex.destroy();
  await turn();
  client.take();
  await turn();
  assert.match(Buffer.concat(client.written).toString("latin1"), /^\x88\x0d\x03\xf3It crashed\.$/);
  assert.equal((await end()).code, 1011);
});
