import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { createServer, type RequestListener } from "node:http";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { ControlTimeout, controlRequest } from "./control-request.ts";

function serve(t: TestContext, answer: RequestListener): string {
  const directory = mkdtempSync("/tmp/acr-");
  const server = createServer(answer).listen(path.join(directory, "c"));
  t.after(() => {
    server.close();
    server.closeAllConnections();
    rmSync(directory, { recursive: true });
  });
  return path.join(directory, "c");
}

test("a reply comes with its status and no more text than anybody reads", async (t) => {
  const socket = serve(t, (_request, response) => response.writeHead(422).end("x".repeat(100_000)));
  const { status, text } = await controlRequest(socket, "POST", "{}", 5_000);
  assert.deepEqual([status, text.length], [422, 8192]);
});

test("a reply that breaks off is an error at once", async (t) => {
  const socket = serve(t, (_request, response) => {
    response.writeHead(422).write("half");
    setImmediate(() => response.destroy());
  });
  await assert.rejects(controlRequest(socket, "POST", "{}", 60_000), (error) => !(error instanceof ControlTimeout));
});

test("silence, and a reply that never ends, are over in time", async (t) => {
  await assert.rejects(controlRequest(serve(t, () => {}), "POST", "{}", 50), ControlTimeout);
  await assert.rejects(controlRequest(serve(t, (_request, response) => void response.writeHead(422).write("half")), "POST", "{}", 50), ControlTimeout);
});

test("nobody there is the connection's own error", () => assert.rejects(controlRequest("/nowhere/c", "PUT", "", 5_000), { code: "ENOENT" }));
