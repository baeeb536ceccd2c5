import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import { guestBundle } from "../../supabase/tests/guest-bundle.ts";
import { startLiveGateway, type LiveGateway } from "../../supabase/tests/live-gateway.ts";
import { openSocket } from "../../supabase/tests/test-socket.ts";
import { until } from "../../supabase/tests/until.ts";
import type { TestApi } from "./test-gateway.ts";

const IDLE_MS = 4_000;
let live: LiveGateway;
before(async () => { live = await startLiveGateway({ runtimeIdleMs: 2_000, socketIdleMs: IDLE_MS }); });
after(() => live.close());

/** Answers with what it gets; a word in it makes it do something. */
const ECHO = guestBundle(`const { 0: client, 1: server } = new WebSocketPair(); server.accept(); server.binaryType = "arraybuffer"; const seen = env.DATA.collection("seen");
  console.log("opened");
  server.addEventListener("message", async ({ data }) => {
    if (data === "bye") return server.close(4001, "done");
    if (data === "spin") for (;;);
    if (data === "store") return server.send("stored " + (await seen.insert({ text: "x" })).text);
    if (data === "flood") { for (let n = 0; n < 64; n++) server.send("x".repeat(60_000)); return server.send("end"); }
    console.log("got", typeof data === "string" ? data.length : data.byteLength); server.send(data);
  });
  server.addEventListener("close", async ({ code, reason }) => { await seen.insert({ id: "closed " + code + " " + reason }); if (code !== 1006) server.close(code, reason); });
  return new Response(null, { status: 101, webSocket: client, headers: request.headers.get("sec-websocket-protocol") ? { "sec-websocket-protocol": "chat" } : {} });`);
const HONO = `import { OpenAPIHono } from "@hono/zod-openapi";
  import { upgradeWebSocket } from "hono/cloudflare-workers";
  import type { Env } from "api-creator";
  const app = new OpenAPIHono<{ Bindings: Env }>();
  app.get("/live", upgradeWebSocket((c) => ({
    async onMessage(event, ws) { const { DATA } = c.env as Env; await DATA.collection<{ text: string }>("said").insert({ text: String(event.data) }); ws.send("said " + String(event.data)); },
    onClose() { console.log("left"); },
  })));
  export default app;`;

const open = (api: TestApi, ...rest: string[][]) => openSocket(`${live.bed.url}/${api.apiId}/live`, api.key, ...rest);
const seen = async (api: TestApi) => (await live.admin<{ id: string }[]>`select id from public.documents where api_id = ${api.apiId}`).map((row) => row.id);
const state = async (api: TestApi) => (await live.sandbox.backend.status(api.apiId)).state;

test("text and binary pass both ways in order, a ping is answered, data is stored, and what is printed meanwhile carries the call's request id", async () => {
  const api = await live.deploy(ECHO);
  const { socket, next, headers } = await open(api);
  const big = "x".repeat(900_000);
  for (const message of ["one", Buffer.from([1, 2, 255]), big, "store"]) socket.send(message);
  assert.deepEqual([await next(), await next(), await next(), await next()], ["one", [1, 2, 255], big, "stored x"]);
  socket.ping();
  assert.equal(await next(), "pong");
  const requestId = String(headers["x-request-id"]);
  const printed = () => live.logged.filter((entry) => entry.apiId === api.apiId && entry.requestId === requestId).flatMap(({ lines }) => lines.map(([, text]) => text));
  await until(() => printed().length === 4, "what it printed");
  assert.deepEqual(printed(), ["opened", "got 3", "got 3", "got 900000"]);
  socket.close();
});

test("a Hono app with upgradeWebSocket, checked and built as any other, talks", async () => {
  const files = { "main.ts": HONO };
  assert.deepEqual(await live.sandbox.backend.check(files), []);
  const built = await live.sandbox.backend.build(files);
  assert.ok(built.ok);
  const api = await live.deploy(built.bundle);
  const { socket, next } = await open(api);
  socket.send("hello");
  assert.equal(await next(), "said hello");
  socket.close(1000);
  await until(() => live.logged.some(({ apiId, lines }) => apiId === api.apiId && lines.some(([, text]) => text === "left")), "its onClose");
});

test("close codes and reasons pass both ways, and a client that vanishes is told to the code", async () => {
  const api = await live.deploy(ECHO);
  const first = await open(api);
  first.socket.send("bye");
  assert.deepEqual(await first.closed, { code: 4001, reason: "done" });
  const second = await open(api);
  second.socket.close(4002, "mine");
  assert.deepEqual(await second.closed, { code: 4002, reason: "mine" });
  const third = await open(api);
  third.socket.terminate();
  await until(async () => (await seen(api)).some((id) => id.startsWith("closed 1006")), "the code hears that the client is gone");
  await until(async () => (await seen(api)).includes("closed 4002 mine"), "the code hears why the client left");
});

test("a sub-protocol is agreed between client and code, an extension never", async () => {
  const { socket } = await open(await live.deploy(ECHO), ["chat", "other"]);
  assert.deepEqual([socket.protocol, socket.extensions], ["chat", ""]);
  socket.close();
});

test("without a key there is no socket; with one it is metered as one call, whatever is sent", async () => {
  const api = await live.deploy(ECHO);
  await assert.rejects(openSocket(`${live.bed.url}/${api.apiId}/live`, ""), { status: 401 });
  const { socket, next, closed } = await open(api);
  for (const text of ["a", "b", "c"]) {
    socket.send(text);
    await next();
  }
  socket.close();
  await closed;
  const usage = () => live.admin<{ status_code: number; is_billed: boolean }[]>`select status_code, is_billed from public.api_usage where api_id = ${api.apiId} order by id`;
  await until(async () => (await usage()).length === 2, "both calls are metered");
  assert.deepEqual((await usage()).map((row) => [row.status_code, row.is_billed]), [[401, false], [101, true]]);
});

test("a message over the plan's size closes with 1009 on both sides; what came before it arrived", async () => {
  const api = await live.deploy(ECHO);
  const { socket, next, closed } = await open(api);
  socket.send("before");
  assert.equal(await next(), "before");
  socket.send("x".repeat(1024 * 1024 + 1));
  assert.equal((await closed).code, 1009);
  await until(async () => (await seen(api)).some((id) => id.startsWith("closed 1009")), "the code hears it");
});

test("one API has at most its plan's sockets open; a closed one makes room", async () => {
  const api = await live.deploy(ECHO);
  const sockets = await Promise.all(Array.from({ length: 20 }, () => open(api)));
  await assert.rejects(open(api), (error: Error & { status: number }) => error.status === 429 && /20 WebSockets open; 20 are allowed/.test(error.message));
  sockets[0]?.socket.close();
  await sockets[0]?.closed;
  await until(() => open(api).then((one) => one.socket.close(), () => false).then((answer) => answer !== false), "a place is free");
  for (const { socket } of sockets) socket.close();
});

test("as many sockets as the largest plan allows and three hundred calls at once are all served by one runtime", async () => {
  const api = await live.deploy(guestBundle(`if (url.pathname !== "/live") { await new Promise((r) => setTimeout(r, 500)); return 1; }
    const { 0: client, 1: server } = new WebSocketPair(); server.accept(); server.addEventListener("message", ({ data }) => server.send(data)); return new Response(null, { status: 101, webSocket: client });`));
  await live.admin`update public.workspaces set plan = 'enterprise' where id = ${api.workspaceId}`;
  const sockets = await Promise.all(Array.from({ length: PLAN_LIMITS.enterprise.openSockets }, () => open(api)));
  const replies = await Promise.all(Array.from({ length: 300 }, () => live.fetch(api, "/slow").then((reply) => reply.status)));
  assert.deepEqual([...new Set(replies)], [200]);
  for (const { socket, next } of sockets) {
    socket.send("still here");
    assert.equal(await next(), "still here");
    socket.terminate();
  }
});

test("a runtime that is killed closes its sockets with 1011 and the reason", async () => {
  const { socket, closed } = await open(await live.deploy(ECHO));
  socket.send("spin");
  const { code, reason } = await closed;
  assert.equal(code, 1011);
  assert.match(reason, /blocked/);
});

test("a runtime that is put to sleep or replaced closes its sockets with 1012 when its time to finish is over", async () => {
  const api = await live.deploy(ECHO);
  const { closed } = await open(api);
  await live.sandbox.backend.sleep(api.apiId);
  assert.deepEqual(await closed, { code: 1012, reason: "The API was restarted. Connect again" });
});

test("a runtime with an open socket stays awake while its neighbour falls asleep, and sleeps after the socket is gone", async () => {
  const [open1, idle] = await Promise.all([live.deploy(ECHO), live.deploy(ECHO)]);
  const { socket, next, closed } = await open(open1);
  const chat = setInterval(() => socket.send("hello"), 100);
  await live.fetch(idle, "/").catch(() => {});
  await until(async () => (await state(idle)) === "asleep", "the neighbour sleeps");
  assert.equal(await state(open1), "awake");
  assert.equal(await next(), "hello");
  clearInterval(chat);
  socket.close();
  await closed;
  await until(async () => (await state(open1)) === "asleep", "it sleeps too");
});

test("a socket on which nothing is sent is closed with 1001", async () => {
  const { closed } = await open(await live.deploy(ECHO));
  assert.deepEqual(await closed, { code: 1001, reason: "Nothing was sent for 4 s" });
});

test("a client that does not read gets all of it later", async () => {
  const api = await live.deploy(ECHO);
  const { socket, next } = await open(api);
  socket.pause();
  socket.send("flood");
  await until(async () => (await live.sandbox.backend.status(api.apiId)).state === "awake", "it answers");
  socket.resume();
  for (let n = 0; n < 64; n += 1) assert.equal((await next()).length, 60_000);
  assert.equal(await next(), "end");
  socket.close();
});

test("a gateway that stops closes its sockets with 1012", async () => {
  const { closed } = await open(await live.deploy(ECHO));
  live.bed.gateway.closeSockets();
  assert.deepEqual(await closed, { code: 1012, reason: "The gateway restarts. Connect again" });
});
