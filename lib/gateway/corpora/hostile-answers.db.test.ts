import assert from "node:assert/strict";
import net from "node:net";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestGateway, type TestApi, type TestGateway } from "../test-gateway.ts";
import { HOSTILE_ANSWERS, type HostileAnswer } from "./hostile-answers.ts";
import { openConnection } from "./test-connection.ts";

let bed: TestGateway;
let api: TestApi;
let runtime: net.Server;
let now: HostileAnswer | null = null;
const open = new Set<net.Socket>();

before(async () => {
  bed = await startTestGateway({ wallMs: 400, idleMs: 400, wake: async () => ({ socketPath: path.join(path.dirname(bed.socketPath), "hostile.sock"), versionId: api.versionId, isCold: false, wakeMs: 0 }) });
  runtime = net.createServer((socket) => {
    open.add(socket);
    socket.on("error", () => {}).once("close", () => open.delete(socket));
    socket.on("data", () => {
      socket.write(Buffer.from(now ? now.sends : "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\ngood", "latin1"));
      if (now?.ends) socket.end();
    });
  });
  await new Promise<void>((resolve) => runtime.listen(path.join(path.dirname(bed.socketPath), "hostile.sock"), () => resolve()));
  api = await bed.makeApi();
});
after(async () => {
  for (const socket of open) socket.destroy();
  runtime.close();
  await bed.stop();
});

/** What a caller gets, and what the next one on the same connection does. */
async function play(one: HostileAnswer): Promise<string[]> {
  const wrong: string[] = [];
  const connection = await openConnection(bed.port);
  const ask = (method: string): void => connection.send(`${method} /${api.apiId}/x HTTP/1.1\r\nHost: x\r\nX-API-Key: ${api.key}\r\n\r\n`);
  now = one;
  ask(one.method ?? "GET");
  const answer = await connection.next({ isHead: one.method === "HEAD" });
  now = null;
  if (one.gets === "broken") {
    if (answer !== null) wrong.push(`wanted a broken connection, got ${JSON.stringify(answer)}`);
    connection.close();
    return wrong;
  }
  if (answer === null || answer === "silent") return [`wanted ${one.gets}, got ${answer}`];
  if (answer.status !== one.gets) wrong.push(`wanted ${one.gets}, got ${answer.status}`);
  if (one.body !== undefined && answer.body !== one.body) wrong.push(`body ${JSON.stringify(answer.body)}`);
  if (answer.interim.length > 0) wrong.push(`interim ${answer.interim}`);
  for (const [name, value] of Object.entries(one.headers ?? {})) if ((answer.headers.get(name) ?? null) !== value) wrong.push(`${name}: ${answer.headers.get(name)}`);
  if (answer.headers.get("x-content-type-options") !== "nosniff" || !answer.headers.get("content-security-policy")?.startsWith("sandbox;")) wrong.push("without the platform's headers");
  if (answer.headers.get("x-request-id")?.includes(",")) wrong.push("a header of ours twice");
  ask("GET");
  const next = await connection.next();
  if (next === null || next === "silent" || next.body !== "good") wrong.push(`the next call got ${next === null || next === "silent" ? next : `${next.status} ${next.body}`}`);
  connection.close();
  return wrong;
}

test("whatever a runtime sends, its caller gets a whole answer, a refusal or a broken connection, and the next caller its own", async () => {
  const wrong: string[] = [];
  for (const one of HOSTILE_ANSWERS) wrong.push(...(await play(one)).map((what) => `${one.name}: ${what}`));
  assert.deepEqual(wrong, []);
});
