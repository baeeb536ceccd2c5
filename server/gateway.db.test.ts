import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import http, { type Server } from "node:http";
import type { AddressInfo } from "node:net";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { startTestGateway, TEST_PEPPER, type TestGateway } from "#lib/gateway/test-gateway.ts";
import { rawRequest } from "#lib/gateway/test-raw-request.ts";
import { until } from "../supabase/tests/until.ts";
import { freePort } from "./free-port.ts";

/** The real process, with its own spool; database, keys and the runtimes' stand-in come from the bed. */
let bed: TestGateway;
let folder: string;
let web: Server;
let runner: Server;
let supabase: Server;
const seen: { url: string; headers: http.IncomingHttpHeaders }[] = [];

before(async () => {
  bed = await startTestGateway();
  folder = mkdtempSync(path.join(os.tmpdir(), "gw-"));
  web = http.createServer((request, response) => {
    seen.push({ url: request.url ?? "", headers: request.headers });
    response.end("web");
  });
  supabase = http.createServer((request, response) => {
    seen.push({ url: request.url ?? "", headers: request.headers });
    response.setHeader("Set-Cookie", "a=b");
    request.resume().on("end", () => response.end("supabase"));
  });
  runner = http.createServer((request, response) => {
    let body = "";
    request.on("data", (chunk) => { body += chunk; }).on("end", () => void answerRunner(request.url ?? "", body).then((ok) => response.end(JSON.stringify({ ok }))));
  });
  await Promise.all([listen(web, path.join(folder, "web.sock")), listen(runner, path.join(folder, "runner.sock")), listen(supabase, 0)]);
});
after(async () => {
  for (const server of [web, runner, supabase]) {
    server.closeAllConnections();
    server.close();
  }
  await bed.stop();
  rmSync(folder, { recursive: true, force: true });
});

const listen = (server: Server, on: string | number) => new Promise<void>((resolve) => server.listen(on, () => resolve()));

async function answerRunner(url: string, body: string): Promise<unknown> {
  if (url === "/health") return { status: "healthy", tier: "namespaces", layers: [], awake: 3, parked: 1 };
  if (url !== "/wake") return null;
  const { apiId } = JSON.parse(body) as { apiId: string };
  const [row] = await bed.admin<{ id: string }[]>`select live_version_id as id from public.apis where id = ${apiId}`;
  return { socketPath: bed.socketPath, versionId: row?.id, isCold: true, wakeMs: 1 };
}

interface Started { child: ChildProcess; url: string; message: { type: string; message?: string } }
async function start(port: number, more: Record<string, string> = {}): Promise<Started> {
  const child = fork(path.join(import.meta.dirname, "gateway.ts"), [], {
    stdio: ["ignore", "ignore", "inherit", "ipc"],
    env: {
      NODE_ENV: "test", PATH: "/usr/bin:/bin", HOST: "127.0.0.1", PORT: String(port), DATA_DIR: folder, RUN_DIR: folder, KEY_PEPPER: TEST_PEPPER.secret, GATEWAY_DATABASE_URL: bed.database.gatewayUrl,
      SUPABASE_URL: `http://127.0.0.1:${(supabase.address() as AddressInfo).port}`, SIGN_IN_ATTEMPTS_PER_15_MIN: "3", ...more,
    },
  });
  const message = await new Promise<Started["message"]>((resolve) => child.once("message", (one) => resolve(one as Started["message"])));
  return { child, url: `http://127.0.0.1:${port}`, message };
}
const exited = (child: ChildProcess) => new Promise<number | null>((resolve) => (child.exitCode !== null ? resolve(child.exitCode) : child.once("exit", resolve)));

test("pages go to web with forwarding headers of ours, accounts to Supabase without cookies, the rest of Supabase nowhere", async () => {
  const { child, url } = await start(await freePort());
  const forged = { "x-forwarded-for": "6.6.6.6", "x-forwarded-host": "evil.example", "x-middleware-subrequest": "middleware", cookie: "session=1" };
  assert.equal(await (await fetch(`${url}/dashboard?a=%20b`, { headers: forged })).text(), "web");
  const page = seen.at(-1);
  assert.equal(page?.url, "/dashboard?a=%20b");
  assert.deepEqual([page?.headers["x-forwarded-for"], page?.headers["x-forwarded-host"], page?.headers["x-forwarded-proto"], page?.headers["x-middleware-subrequest"], page?.headers.cookie],
    ["127.0.0.1", new URL(url).host, "http", undefined, "session=1"]);
  const rest = await fetch(`${url}/rest/v1/apis?select=id`, { headers: forged });
  assert.equal(await rest.text(), "supabase");
  assert.equal(rest.headers.get("set-cookie"), null);
  assert.deepEqual([seen.at(-1)?.url, seen.at(-1)?.headers.cookie, seen.at(-1)?.headers["x-forwarded-for"]], ["/rest/v1/apis?select=id", undefined, "127.0.0.1"]);
  assert.equal(await (await fetch(`${url}/_system/info`)).text(), "web");
  for (const path of ["token?grant_type=password", "logout", "user", "verify", ".well-known/jwks.json"]) assert.equal(await (await fetch(`${url}/auth/v1/${path}`)).text(), "supabase", path);
  for (const path of ["", "/", "/admin/users", "/userx", "/factors/x", "/user/"]) {
    const reply = await fetch(`${url}/auth/v1${path}`);
    assert.deepEqual([reply.status, reply.headers.get("content-type")], [404, "application/problem+json"], path);
  }
  assert.equal((await fetch(`${url}/auth/v1/%2e%2e%2f%2e%2e/_system/info`)).status, 400);
  child.kill("SIGTERM");
  assert.equal(await exited(child), 0);
});

test("a password can't be guessed: attempts are limited, refreshes are not", async () => {
  const { child, url } = await start(await freePort());
  const signIn = (grant: string) => fetch(`${url}/auth/v1/token?grant_type=${grant}`, { method: "POST", body: JSON.stringify({ email: "a@example.com", password: "x" }) });
  const statuses: number[] = [];
  for (let i = 0; i < 5; i += 1) statuses.push((await signIn("password")).status);
  assert.deepEqual(statuses, [200, 200, 200, 429, 429]);
  assert.equal((await signIn("refresh_token")).status, 200);
  child.kill("SIGTERM");
  await exited(child);
});

test("live, ready and health say what they know; a missing web is a readable 503 and not ready", async () => {
  const { child, url } = await start(await freePort());
  assert.equal((await fetch(`${url}/live`)).status, 200);
  assert.equal((await fetch(`${url}/ready`)).status, 200);
  const health = (await (await fetch(`${url}/health`)).json()) as Record<string, unknown>;
  assert.deepEqual(Object.keys(health), ["status", "timestamp", "version", "tier", "database", "active_apps", "redis"]);
  assert.deepEqual([health.status, health.tier, health.database, health.active_apps], ["healthy", "namespaces", "connected", 3]);
  const { timestamp: _now, ...root } = (await (await fetch(`${url}/`, { headers: { accept: "application/json" } })).json()) as Record<string, unknown>;
  assert.deepEqual({ ...root, timestamp: health.timestamp }, health, "the root, for whoever accepts only JSON");
  child.kill("SIGTERM");
  await exited(child);
  const alone = await start(await freePort(), { RUN_DIR: mkdtempSync(path.join(folder, "empty-")) });
  const page = await fetch(`${alone.url}/`, { headers: { accept: "text/html" } });
  assert.deepEqual([page.status, page.headers.get("retry-after")], [503, "2"]);
  assert.match(await page.text(), /starting/);
  const ready = await fetch(`${alone.url}/ready`);
  assert.deepEqual([ready.status, ((await ready.json()) as { missing: string[] }).missing], [503, ["runner", "web"]]);
  alone.child.kill("SIGTERM");
  await exited(alone.child);
});

test("a taken port is told in words, and a Postgres that is away at the start crashes nothing", async () => {
  const taken = await start(bed.port);
  assert.equal(taken.message.type, "failed");
  assert.match(taken.message.message ?? "", new RegExp(`Port ${bed.port} .* is taken`));
  assert.equal(await exited(taken.child), 1);
  const away = await start(await freePort(), { GATEWAY_DATABASE_URL: "postgres://app_gateway:x@127.0.0.1:1/none" });
  const api = await bed.makeApi();
  const response = await fetch(`${away.url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  assert.deepEqual([response.status, ((await response.json()) as { error: string }).error], [503, "unavailable"]);
  assert.equal((await fetch(`${away.url}/live`)).status, 200);
  away.child.kill("SIGTERM");
  assert.equal(await exited(away.child), 0);
});

test("a stop finishes the call in flight", async () => {
  const api = await bed.makeApi();
  const { child, url } = await start(await freePort());
  bed.answer((_request, response) => void setTimeout(() => response.end("slow but whole"), 600));
  const slow = fetch(`${url}/${api.apiId}/x`, { headers: { "x-api-key": api.key } });
  await new Promise((resolve) => setTimeout(resolve, 200));
  child.kill("SIGTERM");
  assert.equal(await (await slow).text(), "slow but whole");
  assert.equal(await exited(child), 0);
  assert.equal((await bed.admin`select 1 from public.api_usage where api_id = ${api.apiId}`).length, 1);
  bed.answer((_request, response) => { response.end("ok"); });
});

test("kill -9 under load, five times: every completed response has its row, none twice", async () => {
  const api = await bed.makeApi();
  const completed = new Set<string>();
  const port = await freePort();
  let calls = 0;
  for (let round = 0; round < 5; round += 1) {
    const { child, url } = await start(port);
    let isOver = false;
    const workers = Array.from({ length: 20 }, async () => {
      while (!isOver) {
        const id = `kill-${calls += 1}`;
        await fetch(`${url}/${api.apiId}/x`, { headers: { "x-api-key": api.key, "x-request-id": id } }).then(async (response) => {
          await response.text();
          if (response.status === 200) completed.add(id);
        }, () => { isOver = true; });
      }
    });
    await until(() => completed.size > (round + 1) * 40 + round, "calls are answered", 60_000);
    child.kill("SIGKILL");
    await exited(child);
    isOver = true;
    await Promise.all(workers);
  }
  const last = await start(port);
  last.child.kill("SIGTERM");
  await exited(last.child);
  const rows = await bed.admin<{ id: string }[]>`select request_id as id from public.api_usage where api_id = ${api.apiId} and status_code = 200`;
  const stored = new Set(rows.map((row) => row.id));
  assert.ok(completed.size > 100, `${completed.size} calls completed`);
  assert.equal(rows.length, stored.size);
  assert.deepEqual([...completed].filter((id) => !stored.has(id)), []);
  assert.ok(stored.size - completed.size <= 5 * 20, `${stored.size - completed.size} extra rows`);
});

test("what a client sends behind an upgrade never reaches web as a request of its own; an upgrade that web takes passes both ways", async (context) => {
  const { child, url } = await start(await freePort());
  context.after(() => child.kill("SIGKILL"));
  const port = Number(new URL(url).port);
  const forged = "GET /forged HTTP/1.1\r\nHost: x\r\nX-Forwarded-For: 6.6.6.6\r\nX-Middleware-Subrequest: middleware\r\n\r\n";
  const before = seen.length;
  const refused = await rawRequest(port, `GET /dashboard HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n${forged}`, 5_000);
  assert.match(refused.text, /^HTTP\/1\.1 200 [\s\S]*Connection: close/);
  assert.deepEqual(seen.slice(before).map((one) => one.url), ["/dashboard"]);
  web.once("upgrade", (_request, socket) => {
    socket.write("HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhello ");
    socket.on("data", (chunk: Buffer) => socket.end(`you said ${chunk.toString()}`));
  });
  const both = await rawRequest(port, "GET /ws HTTP/1.1\r\nHost: x\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\nhi", 5_000);
  assert.match(both.text, /^HTTP\/1\.1 101 [\s\S]*\r\n\r\nhello you said hi$/);
  child.kill("SIGTERM");
  await exited(child);
});
