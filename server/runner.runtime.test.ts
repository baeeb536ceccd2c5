import assert from "node:assert/strict";
import { fork, type ChildProcess } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import path from "node:path";
import { after, test } from "node:test";
import { ANY_LIBRARIES, bundleText } from "#lib/runtime/compile/bundle-text.ts";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import { descendants } from "../supabase/tests/process-tree.ts";

const directory = mkdtempSync("/tmp/acn-");
after(() => rmSync(directory, { recursive: true, force: true }));
const NOWHERE = "postgres://x:y@127.0.0.1:1/none";
const API = bundleText(`exports.default = { fetch: () => new Response("hello") };`, ANY_LIBRARIES);

async function start(): Promise<ChildProcess> {
  const env = { DATA_DIR: path.join(directory, "data"), RUN_DIR: directory, RUNNER_DATABASE_URL: NOWHERE, JOBS_DATABASE_URL: NOWHERE, LOG_LEVEL: "error", NODE_ENV: "test" } as const;
  const runner = fork(path.join(import.meta.dirname, "runner.ts"), { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  const message = await new Promise<unknown>((resolve) => runner.once("message", resolve));
  assert.equal((message as { type: string }).type, "ready");
  return runner;
}
const ended = (runner: ChildProcess) => new Promise<number | null>((resolve) => runner.once("exit", resolve));

async function allGone(pids: number[]): Promise<void> {
  const giveUpAt = Date.now() + 5000;
  while (pids.some((pid) => existsSync(`/proc/${pid}`))) {
    assert.ok(Date.now() < giveUpAt, "processes are left");
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

test("without Postgres the runner starts and compiles; killed, it leaves no process; started again, it serves on the same socket", async () => {
  const client = createRunnerClient(path.join(directory, "runner.sock"));
  const first = await start();
  const scratch = await client.openScratch(API);
  assert.equal((await scratch.fetch({ method: "GET", path: "/" })).body, "hello");
  await assert.rejects(client.wake("api_aaaaaaaaaaaaaaaa"), { code: "unavailable", message: /database/ });
  const started = descendants(first.pid ?? 0);
  assert.ok(started.length >= 3, "sandboxed processes are running");
  const killed = ended(first);
  first.kill("SIGKILL");
  await killed;
  await allGone(started);
  const second = await start();
  assert.equal((await client.health()).status, "healthy");
  await assert.rejects(scratch.fetch({ method: "GET", path: "/" }), { code: "unavailable" });
  const inSecond = descendants(second.pid ?? 0);
  const stopped = ended(second);
  second.kill("SIGTERM");
  assert.equal(await stopped, 0);
  await allGone(inSecond);
  assert.deepEqual(existsSync(path.join(directory, "r")) ? readdirSync(path.join(directory, "r")) : [], []);
});
