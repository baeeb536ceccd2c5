import assert from "node:assert/strict";
import { type ChildProcess, fork, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";
import { findLauncher } from "#server/claim-data-dir.ts";
import { askForRestart } from "#server/launcher-control.ts";
import { type BuiltApi, buildApi, callApi, makeAccount } from "../fixtures/account.ts";
import { makeAuthority } from "../fixtures/certificates.ts";
import { freePort } from "#server/free-port.ts";
import { until } from "../fixtures/product.ts";

/** The product as three launchers, as on a host with gateway and runner and another one with web; certificates between them. */
const folder = mkdtempSync(join(tmpdir(), "api-creator-machines-"));
const runDir = mkdtempSync("/tmp/acm-");
const started: { name: string; process: ChildProcess; output: string }[] = [];
let url = "";
let api: BuiltApi;
let token = "";

async function startDatabase(): Promise<Record<string, string>> {
  mkdirSync(join(folder, "database"));
  const database = fork("server/supabase.ts", ["--slot=0"], { execArgv: ["--disable-warning=ExperimentalWarning"], env: { ...process.env, DATA_DIR: join(folder, "database"), RUN_DIR: runDir, PUBLIC_URL: url, LOG_LEVEL: "error" }, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  started.push({ name: "database", process: database, output: "" });
  return new Promise((resolve, reject) => {
    database.once("exit", () => reject(new Error("the database did not start")));
    database.on("message", (message: { type: string; env?: Record<string, string> }) => message.type === "ready" && resolve(message.env ?? {}));
  });
}

function startMachine(role: string, settings: Record<string, string>): void {
  const child = spawn(process.execPath, ["server/start.mjs"], { env: { ...process.env, LOG_LEVEL: "warn", ANTHROPIC_API_KEY: "", ...settings, ROLE: role, DATA_DIR: join(folder, role) }, stdio: ["ignore", "pipe", "pipe"] });
  const machine = { name: role, process: child, output: "" };
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (machine.output += chunk.toString()));
  started.push(machine);
}
const said = () => started.map(({ name, output }) => `${name}: ${output}`).join("\n");

before(async () => {
  const [port, webPort, runnerPort] = [await freePort(), await freePort(), await freePort()];
  url = `http://localhost:${port}`;
  const all = { PORT: String(port), PUBLIC_URL: url };
  const given = await startDatabase();
  const files = makeAuthority(folder, "ours").certify("localhost");
  startMachine("runner", { ...all, ...given, ...files, RUN_DIR: runDir, RUNNER_LISTEN: `localhost:${runnerPort}` });
  startMachine("gateway", { ...all, ...given, ...files, RUN_DIR: runDir, WEB_URL: `https://localhost:${webPort}` });
  startMachine("web", { ...all, ...given, ...files, WEB_LISTEN: `localhost:${webPort}`, RUNNER_URL: `https://localhost:${runnerPort}` });
  await until("every machine is ready", async () => (await fetch(`${url}/ready`)).status === 200, 240_000).catch((error: Error) => assert.fail(`${error.message}\n${said()}`));
  token = (await makeAccount(url)).accessToken;
});
after(async () => {
  for (const { process: child } of started.toReversed()) {
    if (child.exitCode !== null || child.signalCode !== null) continue;
    child.kill("SIGTERM");
    await once(child, "exit");
  }
  for (const path of [folder, runDir]) rmSync(path, { recursive: true, force: true });
});

test("web builds with the runner of another machine, and what it built is called, tried and shown there", async () => {
  const built = await buildApi(url, token, "Manage books with title, author and year");
  assert.equal(built.status, 200, `${JSON.stringify(built.body)}\n${said()}`);
  api = built.body;
  assert.equal((await callApi(api, "POST", "/books", { title: "Dune", author: "Frank Herbert", year: 1965 })).status, 201);
  const tried = await fetch(`${url}/api/v1/apis/${api.apiId}/try`, { method: "POST", headers: { authorization: `Bearer ${token}`, "content-type": "application/json" }, body: JSON.stringify({ method: "GET", path: "/books" }) });
  const reply = (await tried.json()) as { status: number; body: string };
  assert.equal(reply.status, 200, JSON.stringify(reply));
  assert.match(reply.body, /Dune/);
});

test("pages come from the other machine", async () => {
  const page = await fetch(`${url}/login`, { headers: { accept: "text/html" } });
  assert.equal(page.status, 200);
  assert.match(await page.text(), /<html/);
});

for (const role of ["web", "runner"]) {
  test(`a rolling restart of the machine with ${role} hands its listening socket over, and everything works on`, async () => {
    await askForRestart(findLauncher(join(folder, role)) ?? assert.fail("it takes no commands"), undefined);
    assert.equal((await callApi(api, "GET", "/books")).status, 200);
    assert.equal((await fetch(`${url}/login`, { headers: { accept: "text/html" } })).status, 200);
    assert.equal((await buildApi(url, token, "Manage recipes with name and rating")).status, 200, said());
  });
}
