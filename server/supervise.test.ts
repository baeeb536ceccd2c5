import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { after, test } from "node:test";
import { Pool } from "undici";
import { createLog } from "#lib/log.ts";
import type { ChildMessage } from "./child.ts";
import { supervise, type SupervisedChild } from "./supervise.ts";

const folder = mkdtempSync(path.join(tmpdir(), "supervise-"));
const script = path.join(folder, "child.mjs");
const running: SupervisedChild[] = [];
after(async () => {
  await Promise.all(running.map((child) => child.stop(1_000)));
  rmSync(folder, { recursive: true, force: true });
});

/** Answers with its version; goes on with the socket that it is given; ends when it is retired and its clients have gone. */
const SERVER = (version: string) => `
import http from "node:http";
import net from "node:net";
let isRetired = false;
const server = http.createServer((request, response) => { if (isRetired) response.shouldKeepAlive = false; response.end("${version}"); });
process.on("message", ({ type }) => {
  if (type === "hand-over") process.send({ type: "listening-socket" }, server);
  if (type === "retire") { isRetired = true; net.Server.prototype.close.call(server, () => process.exit(0)); }
});
process.on("SIGTERM", () => process.exit(0));
const fd = process.argv.find((one) => one.startsWith("--listen-fd="))?.split("=")[1];
server.listen(fd ? { fd: Number(fd) } : { port: 0, host: "127.0.0.1" }, () => process.send({ type: "ready", port: server.address().port }));`;

async function start(version: string): Promise<{ child: SupervisedChild; origin: string }> {
  writeFileSync(script, SERVER(version));
  let port: unknown;
  const onReady = (message: ChildMessage) => void (port = message["port"]);
  const child = await supervise({ name: "server", script, env: process.env, log: createLog("test", "error", () => {}), handsOverSocket: true, onReady });
  running.push(child);
  return { child, origin: `http://127.0.0.1:${String(port)}` };
}
const ask = async (pool: Pool) => (await pool.request({ method: "GET", path: "/" })).body.text();

test("its successor takes over the listening socket: kept-alive clients get every answer, the last ones from the new process", async () => {
  const { child, origin } = await start("one");
  const pool = new Pool(origin, { connections: 4 });
  const answers: string[] = [];
  let isOver = false;
  const asking = Array.from({ length: 4 }, async () => {
    while (!isOver) answers.push(await ask(pool));
  });
  const { pid } = child;
  writeFileSync(script, SERVER("two"));
  await child.roll();
  isOver = true;
  await Promise.all(asking);
  assert.notEqual(child.pid, pid);
  for (let round = 0; round < 8; round += 1) answers.push(await ask(pool));
  assert.equal(answers[0], "one");
  assert.equal(answers.at(-1), "two");
  await pool.close();
});

test("a new process that does not start leaves the old one serving, and its words are told", async () => {
  const { child, origin } = await start("old");
  const pool = new Pool(origin, { connections: 1 });
  const { pid } = child;
  writeFileSync(script, `process.send({ type: "failed", message: "a setting is missing" });`);
  await assert.rejects(child.roll(), /The new server did not become ready: a setting is missing. The old one goes on/);
  writeFileSync(script, `process.exit(3);`);
  await assert.rejects(child.roll(), /it ended before it was ready \(code 3\)/);
  assert.equal(child.pid, pid);
  assert.equal(await ask(pool), "old");
  await pool.close();
});
