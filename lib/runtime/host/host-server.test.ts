import assert from "node:assert/strict";
import { mkdtempSync, rmSync } from "node:fs";
import { request } from "node:http";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import type { ConsoleLine, DataSpace } from "../runtime.ts";
import { openHostServer, type HostServer } from "./host-server.ts";

const space: DataSpace = { kind: "live", apiId: "api_aaaaaaaaaaaaaaaa", workspaceId: "w" };
const directory = mkdtempSync(path.join(tmpdir(), "ach-"));
const socketPath = path.join(directory, "h.sock");
const ran: { space: DataSpace; count: number }[] = [];
const printed: { requestId: string; lines: ConsoleLine[] }[] = [];
let server: HostServer;

before(async () => {
  const documents = {
    run: async (of: DataSpace, operations: readonly unknown[]) => {
      if (operations.length === 3) throw new Error("password=hunter2 at /srv/secret");
      ran.push({ space: of, count: operations.length });
      return operations.map(() => ({ ok: null }));
    },
    dropScratch: async () => {},
  };
  server = await openHostServer(socketPath, documents, createLog("test", "error", () => {}));
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

test("before it has a tenant the socket serves nobody", async () => {
  assert.equal((await post("/data", "[]")).status, 503);
  server.assign({ space, onConsole: (requestId, lines) => void printed.push({ requestId, lines }) });
  assert.equal((await post("/data", '[["get","a","b"]]')).status, 200);
  assert.deepEqual(ran, [{ space, count: 1 }]);
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
  assert.deepEqual(printed, [{ requestId: "r1", lines: [["log", "a"], ["warn", "z".repeat(4000)], ["info", "nul half\ufffd"]] }]);
});
