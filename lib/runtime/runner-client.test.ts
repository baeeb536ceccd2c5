import assert from "node:assert/strict";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import http from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { AppError } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";
import { serveControl } from "./control-server.ts";
import { createFakeRuntime } from "./fake-runtime.ts";
import { publishSocket } from "./publish-socket.ts";
import { createRunnerClient } from "./runner-client.ts";
import { createSuccession } from "./succession.ts";

const directory = mkdtempSync(path.join(tmpdir(), "acs-"));
after(() => rmSync(directory, { recursive: true, force: true }));
const log = createLog("test", "error", () => {});

test("every method of the port works over the control socket, which only its owner may open", async () => {
  const socketPath = path.join(directory, "a.sock");
  const server = await serveControl(createFakeRuntime({ respond: ({ path: target }) => ({ status: 201, body: target }) }), socketPath, log);
  const client = createRunnerClient(socketPath);
  assert.equal(statSync(socketPath).mode & 0o777, 0o600);
  assert.deepEqual(await client.check({ "main.ts": "" }), []);
  assert.deepEqual(await client.build({ "main.ts": "é" }), { ok: true, bundle: "é", sizeBytes: 2 });
  const scratch = await client.openScratch("x", { secretNames: ["KEY"], fixtures: [{ method: "GET", url: "https://a.example/", status: 200, body: "" }] });
  await assert.rejects(client.openScratch("x", { fixtures: [{ method: "GET", url: "file:///etc/passwd", status: 200, body: "" }] }), { code: "malformed" });
  assert.equal(await scratch.failData("quota"), 0);
  assert.equal((await scratch.round().fetch({ method: "GET", path: "/b" })).body, "/b");
  assert.equal((await scratch.fetch({ method: "GET", path: "/a?b=1" })).body, "/a?b=1");
  await scratch.close();
  await assert.rejects(scratch.fetch({ method: "GET", path: "/" }), { code: "unavailable" });
  assert.equal((await client.wake("api_a")).isCold, true);
  await client.touch(["api_a"]);
  assert.equal((await client.status("api_a")).state, "awake");
  assert.equal((await client.list()).length, 1);
  await client.sleep("api_a");
  assert.equal((await client.health()).tier, "development");
  server.close();
  server.closeAllConnections();
});

test("a call of an API by the platform itself goes through the runner, whole", async () => {
  const runtimeSocket = path.join(directory, "runtime.sock");
  const api = http.createServer((request, response) => response.writeHead(201, { "content-type": "text/plain", "x-saw": `${request.method} ${request.url} ${request.headers["x-consumer-id"]}` }).end("made"));
  await new Promise<void>((resolve) => api.listen(runtimeSocket, resolve));
  const socketPath = path.join(directory, "d.sock");
  const server = await serveControl(createFakeRuntime({ wake: async () => ({ socketPath: runtimeSocket, versionId: "v", isCold: true, wakeMs: 1 }) }), socketPath, log);
  const reply = await createRunnerClient(socketPath).callApi({ apiId: "api_a", requestId: "1", method: "POST", target: "/books?a=1", headers: { "x-consumer-id": "c" }, body: "{}" });
  assert.deepEqual([reply.status, reply.body, reply.isCold, reply.headers["x-saw"]], [201, "made", true, "POST /books?a=1 c"]);
  for (const one of [server, api]) {
    one.close();
    one.closeAllConnections();
  }
});

test("a runner that hands over passes on what its successor has, and keeps the tests of the builds that it began", async () => {
  const folder = mkdtempSync(path.join(directory, "s-"));
  const start = async (pid: number, body: string) => {
    const own = path.join(folder, `runner-${pid}.sock`);
    const succession = createSuccession(own);
    const server = await serveControl(createFakeRuntime({ respond: () => ({ body }), build: async () => ({ ok: true, bundle: body, sizeBytes: 1 }) }), own, log, { succession });
    publishSocket(own, "runner.sock");
    return { own, succession, server };
  };
  const first = await start(1, "first");
  const client = createRunnerClient(path.join(folder, "runner.sock"));
  const scratch = await client.openScratch("x");
  const second = await start(2, "second");
  first.succession.retire();
  assert.equal((await scratch.fetch({ method: "GET", path: "/" })).body, "first", "through whichever of them");
  assert.deepEqual(await createRunnerClient(first.own).build({}), { ok: true, bundle: "second", sizeBytes: 1 });
  let isIdle = false;
  const idle = first.succession.idle().then(() => { isIdle = true; });
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isIdle, false);
  await scratch.close();
  await idle;
  for (const { server } of [first, second]) {
    server.close();
    server.closeAllConnections();
  }
});

test("an AppError keeps its code, message and headers; anything else tells nothing", async () => {
  const socketPath = path.join(directory, "b.sock");
  const backend = createFakeRuntime({
    wake: async () => Promise.reject(new AppError("bad_gateway", "The API fails while it starts: x", { headers: { "Retry-After": "7" } })),
    build: async () => Promise.reject(new Error("/srv/secret")),
  });
  const server = await serveControl(backend, socketPath, log);
  const client = createRunnerClient(socketPath);
  await assert.rejects(client.wake("api_a"), { name: "AppError", code: "bad_gateway", message: "The API fails while it starts: x", headers: { "Retry-After": "7" } });
  await assert.rejects(client.build({}), (error: AppError) => error.code === "internal" && !error.message.includes("secret"));
  server.close();
  server.closeAllConnections();
});

test("a call to a runner that is just starting again waits for it; without one it says unavailable", async () => {
  const socketPath = path.join(directory, "c.sock");
  const client = createRunnerClient(socketPath);
  const waiting = client.wake("api_a");
  const server = await serveControl(createFakeRuntime(), socketPath, log);
  assert.equal((await waiting).isCold, true);
  server.close();
  server.closeAllConnections();
  await assert.rejects(createRunnerClient(path.join(directory, "none.sock")).health(), { code: "unavailable" });
});
