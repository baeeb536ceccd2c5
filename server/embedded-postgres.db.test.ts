import assert from "node:assert/strict";
import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { test, type TestContext } from "node:test";
import { connect } from "#lib/db/connect.ts";
import { startPostgres, type EmbeddedPostgres } from "./embedded-postgres.ts";

const password = "test";

async function temporaryDir(context: TestContext, mode = 0o755): Promise<string> {
  const root = await fs.mkdtemp(path.join(os.tmpdir(), "api-creator-test-"));
  await fs.chmod(root, mode);
  context.after(() => fs.rm(root, { recursive: true, force: true }));
  return path.join(root, "data");
}

async function query(server: EmbeddedPostgres, statement: string): Promise<unknown[]> {
  const sql = connect(server.url, "test", 1);
  return [...(await sql.unsafe(statement).finally(() => sql.end()))];
}

test("after kill -9 of Postgres the next start recovers every committed row, on the same port", async (context) => {
  const dataDir = await temporaryDir(context);
  const first = await startPostgres({ dataDir, password });
  await query(first, "create table kept (n int)");
  await query(first, "insert into kept select generate_series(1, 1000)");
  process.kill(first.pid, "SIGKILL");
  while (first.isAlive()) await new Promise(setImmediate);
  const second = await startPostgres({ dataDir, password, port: first.port });
  context.after(() => second.stop());
  assert.equal(second.isAttached, false);
  assert.equal(second.port, first.port);
  assert.deepEqual(await query(second, "select count(*)::int as n from kept"), [{ n: 1000 }]);
});

test("an orphan of a killed launcher is attached to, and can be stopped", async (context) => {
  const dataDir = await temporaryDir(context);
  const code = `const { startPostgres } = await import("#server/embedded-postgres.ts"); const s = await startPostgres({ dataDir: ${JSON.stringify(dataDir)}, password: "test" }); console.log(s.pid); setInterval(() => {}, 1000);`;
  const launcher = spawn(process.execPath, ["--input-type=module", "-e", code], { cwd: path.join(import.meta.dirname, ".."), stdio: ["ignore", "pipe", "inherit"] });
  const [pid] = (await once(launcher.stdout, "data")) as [Buffer];
  launcher.kill("SIGKILL");
  await once(launcher, "exit");
  const server = await startPostgres({ dataDir, password });
  assert.equal(server.isAttached, true);
  assert.equal(server.pid, Number(String(pid)));
  assert.equal((await query(server, "select 1")).length, 1);
  await server.stop();
  assert.equal(server.isAlive(), false);
});

test("a pid file whose number belongs to another program by now does not stop the start", async (context) => {
  const dataDir = await temporaryDir(context);
  const first = await startPostgres({ dataDir, password });
  await first.stop();
  await fs.writeFile(path.join(first.clusterDir, "postmaster.pid"), `${process.pid}\n${first.clusterDir}\n1\n1\n\n\n\nready\n`);
  const second = await startPostgres({ dataDir, password });
  assert.equal(second.isAttached, false);
  await second.stop();
});

test("root in a 0700 home gets a cluster that Postgres' own user may enter, and finds it again", { skip: process.getuid?.() !== 0 && "only root drops to another user" }, async (context) => {
  const dataDir = await temporaryDir(context, 0o700);
  const first = await startPostgres({ dataDir, password });
  context.after(() => fs.rm(first.clusterDir, { recursive: true, force: true }));
  await query(first, "create table kept (n int)");
  await first.stop();
  assert.ok(!first.clusterDir.startsWith(dataDir));
  const second = await startPostgres({ dataDir, password });
  assert.equal(second.clusterDir, first.clusterDir);
  assert.deepEqual(await query(second, "select count(*)::int as n from kept"), [{ n: 0 }]);
  await second.stop();
});

test("a taken port falls back to a free one", async (context) => {
  const first = await startPostgres({ dataDir: await temporaryDir(context), password });
  context.after(() => first.stop());
  const second = await startPostgres({ dataDir: await temporaryDir(context), password, port: first.port });
  context.after(() => second.stop());
  assert.notEqual(second.port, first.port);
});
