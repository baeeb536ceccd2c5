import assert from "node:assert/strict";
import { execFile } from "node:child_process";
import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { after, before, test } from "node:test";
import { setTimeout as wait } from "node:timers/promises";
import { connect } from "#lib/db/connect.ts";
import { startTestSupabase, type TestSupabase } from "../supabase/tests/test-supabase.ts";
import { until } from "../supabase/tests/until.ts";
import { readPostmaster } from "./postmaster.ts";

let dataDir: string;
let supabase: TestSupabase;
before(async () => {
  dataDir = await mkdtemp(path.join(os.tmpdir(), "api-creator-test-"));
  await chmod(dataDir, 0o755);
  supabase = await startTestSupabase({ dataDir });
});
after(async () => {
  await supabase.stop();
  await rm(dataDir, { recursive: true, force: true });
});

const postmaster = () => readPostmaster(path.join(dataDir, "postgres"));

test("after kill -9 of Postgres, the same addresses answer again by themselves, with all data", async () => {
  const { client, userId } = await supabase.signUp();
  const web = connect(supabase.webUrl, "test", 1);
  await web`select 1`;
  const pid = postmaster()?.pid ?? 0;
  process.kill(pid, "SIGKILL");
  await until(() => web`select 1`.then(() => postmaster()?.pid !== pid, () => false), "Postgres answers again", 30_000);
  await web.end();
  let seen: { id: string }[] | null = null;
  await until(async () => (seen = (await client.from("user_profiles").select("id")).data) !== null, "the REST server answers again");
  assert.deepEqual(seen, [{ id: userId }]);
});

test("after kill -9 of the process, the next start attaches to the orphaned Postgres, keeps every address and every session, and stops it at the end", async () => {
  const { client, userId } = await supabase.signUp();
  const pid = postmaster()?.pid;
  process.kill(supabase.pid, "SIGKILL");
  await wait(50);
  const next = await startTestSupabase({ dataDir });
  assert.equal(postmaster()?.pid, pid);
  assert.deepEqual([next.url, next.webUrl, next.adminUrl, next.publishableKey], [supabase.url, supabase.webUrl, supabase.adminUrl, supabase.publishableKey]);
  assert.deepEqual((await client.from("user_profiles").select("id")).data, [{ id: userId }]);
  await next.stop();
  assert.equal(postmaster(), undefined);
  supabase = await startTestSupabase({ dataDir });
});

test("a second start keeps the migrations' REVOKEs after the first request", async () => {
  const { client, userId } = await supabase.signUp();
  await client.from("workspaces").select("id");
  assert.equal((await client.from("user_profiles").update({ is_admin: true }).eq("id", userId)).error?.code, "42501");
  assert.equal((await client.from("keys").select("key_hash")).error?.code, "42501");
  const admin = connect(supabase.adminUrl, "test", 1);
  const grants = await admin`select grantee, privilege_type from information_schema.role_table_grants where table_schema = 'public' and grantee in ('anon', 'service_role')`;
  await admin.end();
  assert.deepEqual([...grants], []);
});

test("nothing but /auth/v1 and /rest/v1 answers, however the path is spelled", async () => {
  for (const spelling of ["/_system/info", "/_system/config", "/", "/rest/v1/../../_system/info", "/rest/v1/%2e%2e/%2e%2e/_system/info", "/rest/v1/..%2f..%2f_system/info",
    "/auth/v1/..%5c..%5c_system/info", "//_system/info", "/storage/v1/bucket", "/rest/v1x", "/REST/v1/workspaces"]) {
    const reply = await fetch(supabase.url + spelling, { headers: { apikey: supabase.publishableKey } });
    assert.equal(reply.status, 404, spelling);
    assert.doesNotMatch(await reply.text(), /postgres/i, spelling);
  }
});

test("a request without the publishable key, or with a made-up secret key, is refused", async () => {
  for (const headers of [{}, { apikey: "sb_secret_aaaaaaaaaaaaaaaaaaaaaa_aaaaaaaa" }, { authorization: `Bearer ${supabase.publishableKey}` }]) {
    assert.equal((await fetch(`${supabase.url}/rest/v1/workspaces`, { headers: headers as Record<string, string> })).status, 401, JSON.stringify(headers));
  }
});

test("the admin command finds the running database through DATA_DIR and changes plan, limit and administrators", async () => {
  const { email, userId } = await supabase.signUp();
  const admin = connect(supabase.adminUrl, "test", 1);
  const [membership] = await admin<{ id: string }[]>`select workspace_id as id from public.workspace_members where user_id = ${userId}`;
  const workspaceId = membership?.id ?? "";
  const run = (...words: string[]) => new Promise<{ code: number; out: string }>((resolve) => {
    execFile(process.execPath, ["server/admin.ts", ...words], { cwd: path.join(import.meta.dirname, ".."), env: { ...process.env, DATA_DIR: dataDir } },
      (error, stdout, stderr) => resolve({ code: Number(error?.code ?? 0), out: stdout + stderr }));
  });
  assert.deepEqual(await run("grant", email), { code: 0, out: `${email} is an administrator now.\n` });
  assert.equal((await run("plan", workspaceId, "pro")).code, 0);
  assert.equal((await run("limit", workspaceId, "5000", "--generations", "50")).code, 0);
  const [row] = await admin`select w.plan, calls_per_hour, generations_per_hour, is_admin from public.workspaces w join public.user_profiles p on p.id = w.created_by where w.id = ${workspaceId}`;
  await admin.end();
  assert.deepEqual({ ...row }, { plan: "pro", calls_per_hour: 5000, generations_per_hour: 50, is_admin: true });
  assert.deepEqual((await run("plan", workspaceId, "gold")).code, 1);
  assert.match((await run("grant", "nobody@example.com")).out, /^There is no account/);
  assert.equal((await run("nonsense")).code, 2);
});

test("stopped while it starts a killed Postgres again, it leaves none behind", async () => {
  const own = await mkdtemp(path.join(os.tmpdir(), "api-creator-test-"));
  const stopped = await startTestSupabase({ dataDir: own });
  const clusterDir = path.join(own, "postgres");
  const { pid = 0 } = readPostmaster(clusterDir) ?? {};
  process.kill(pid, "SIGKILL");
  await until(() => (readPostmaster(clusterDir)?.pid ?? pid) !== pid, "a new Postgres has begun");
  await stopped.stop();
  assert.equal(readPostmaster(clusterDir), undefined);
  await rm(own, { recursive: true, force: true });
});
