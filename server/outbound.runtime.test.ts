import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import { gzipSync } from "node:zlib";
import { approveHost } from "#lib/apis/approve-host.ts";
import { deleteApi } from "#lib/apis/delete-api.ts";
import { listHosts } from "#lib/apis/list-hosts.ts";
import { revokeHost } from "#lib/apis/revoke-host.ts";
import { setApiStatus } from "#lib/apis/set-api-status.ts";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import { createLogSink } from "#lib/logs/create-log-sink.ts";
import { deleteApiSecret } from "#lib/secrets/delete-api-secret.ts";
import { listApiSecrets } from "#lib/secrets/list-api-secrets.ts";
import { setApiSecret } from "#lib/secrets/set-api-secret.ts";
import { recentOutboundCalls } from "#lib/usage/recent-outbound-calls.ts";
import { guestBundle } from "../supabase/tests/guest-bundle.ts";
import { callSocket } from "../supabase/tests/live-apis.ts";
import { memoryOfRuntimes } from "../supabase/tests/memory-of-runtimes.ts";
import { seedApi } from "../supabase/tests/seed-api.ts";
import { startTestInternet, type TestInternet } from "../supabase/tests/test-internet.ts";
import { startTestSandbox, type TestSandbox } from "../supabase/tests/test-sandbox.ts";
import { until } from "../supabase/tests/until.ts";
import { startVerbFixture, type VerbFixture } from "../supabase/tests/verb-fixture.ts";
import { createOutboundLog } from "./outbound-log.ts";
import { createOutboundRights } from "./outbound-rights.ts";
import { createVersionSource } from "./runner-ports.ts";

// Owners' verbs, Postgres with the runner's own role, the real sandbox and workerd: only the Internet is ours.
const ENCRYPTION_KEY = "0123456789abcdef0123456789ABCDEF";
let fixture: VerbFixture;
let internet: TestInternet;
let sandbox: TestSandbox;
let sql: Sql;
let closeLogs: () => Promise<unknown>;
let clock = 0;
const lines: string[] = [];

before(async () => {
  fixture = await startVerbFixture();
  sql = connect(fixture.database.runnerUrl, "test-runner", 4);
  const log = createLog("test", "debug", (line) => lines.push(line));
  const [logs, outboundLog] = [createLogSink(sql, log), createOutboundLog(sql, log)];
  closeLogs = () => Promise.all([logs.close(), outboundLog.close()]);
  internet = await startTestInternet({ rights: createOutboundRights(sql, ENCRYPTION_KEY, () => clock), outboundLog });
  sandbox = await startTestSandbox({ database: fixture.database, versions: createVersionSource(sql), logs, outbound: internet.deps });
});
after(async () => {
  await sandbox.close();
  await internet.close();
  await closeLogs();
  await sql.end();
  await fixture.stop();
});

async function deploy(body: string) {
  const owner = await fixture.makeActor();
  const { apiId, versionId } = await seedApi(fixture.admin, owner);
  await fixture.admin`update public.versions set hosts = '{api.example.com,other.example.com}', secret_names = '{TOKEN,KEY}' where id = ${versionId}`;
  await fixture.admin`update public.version_bundles set bundle = ${guestBundle(body)} where version_id = ${versionId}`;
  const deps = { db: fixture.db, encryptionKey: ENCRYPTION_KEY };
  const call = async (target = "/", requestId: string = randomUUID()) => JSON.parse((await callSocket((await sandbox.backend.wake(apiId)).socketPath, target, { "x-request-id": requestId })).body) as Record<string, unknown>;
  return { apiId, versionId, actor: owner.actor, deps, call };
}
/** Approvals and secrets are looked up again. */
const later = () => void (clock += 500);

test("an approval opens a host and its revocation closes it for a runtime that is awake, at the next look at the rights", async () => {
  internet.serve((_request, _body, response) => void response.end("served"));
  const { apiId, actor, deps, call } = await deploy(`return (await fetch("https://api.example.com/")).text();`);
  const wait = /has to approve the host/;
  assert.match(String((await call())["error"]), wait);
  await approveHost({ apiId, host: "API.example.com" }, actor, deps);
  later();
  assert.equal(await call() as unknown, "served");
  await revokeHost({ apiId, host: "api.example.com" }, actor, deps);
  later();
  assert.match(String((await call())["error"]), wait);
  assert.equal((await sandbox.backend.status(apiId)).wakes, 1);
  await until(async () => (await recentOutboundCalls({ apiId }, actor, deps)).length === 3, "recorded");
  assert.deepEqual((await recentOutboundCalls({ apiId }, actor, deps)).map(({ host, statusCode }) => [host, statusCode]), [["api.example.com", null], ["api.example.com", 200], ["api.example.com", null]]);
});

test("what another API's owner approved, or this one's for another version, opens nothing", async () => {
  const [mine, theirs] = [await deploy(`return (await fetch("https://api.example.com/")).text();`), await deploy("return 1;")];
  await approveHost({ apiId: theirs.apiId, host: "api.example.com" }, theirs.actor, theirs.deps);
  later();
  assert.match(String((await mine.call())["error"]), /has to approve/);
  await approveHost({ apiId: mine.apiId, host: "api.example.com" }, mine.actor, mine.deps);
  await fixture.admin`update public.versions set hosts = '{other.example.com}' where id = ${mine.versionId}`;
  later();
  assert.match(String((await mine.call())["error"]), /doesn't declare that host/);
});

test("a secret reaches its host for real, and is nowhere else: not in the reply, logs, tables, listings or the runtime's memory", async () => {
  const canary = `canary-${randomUUID()}`;
  const received: string[] = [];
  internet.serve((request, body, response) => {
    received.push(`${request.headers.authorization} ${request.url} ${body}`);
    // An upstream that says everything back, packed, though nobody asked for that.
    const said = JSON.stringify({ headers: request.headers, url: request.url, body });
    response.writeHead(200, { "x-echo": String(request.headers.authorization), "content-encoding": "gzip" }).end(gzipSync(said));
  });
  const { apiId, actor, deps, call } = await deploy(`const { TOKEN } = env.SECRETS; console.log("twin-of-the-canary", TOKEN);
    const r = await fetch("https://api.example.com/pay?key=" + TOKEN, { method: "POST", headers: { authorization: "Bearer " + TOKEN, "content-type": "application/json" }, body: JSON.stringify({ token: TOKEN }) });
    globalThis.kept = [...(globalThis.kept ?? []), await r.text(), TOKEN]; return { echo: r.headers.get("x-echo"), text: globalThis.kept[0] };`);
  await approveHost({ apiId, host: "api.example.com" }, actor, deps);
  await setApiSecret({ apiId, name: "TOKEN", value: canary }, actor, deps);
  later();
  const requestId = randomUUID();
  const reply = await call("/", requestId);
  assert.deepEqual(received, [`Bearer ${canary} /pay?key=${canary} {"token":"${canary}"}`]);
  assert.equal(reply["echo"], "Bearer [redacted]");
  assert.match(String(reply["text"]), /"url":"\/pay\?key=\[redacted\]"/);

  const places: Record<string, string> = { reply: JSON.stringify(reply), listing: JSON.stringify(await listApiSecrets({ apiId }, actor, deps)) };
  await until(async () => (await fixture.admin`select 1 from public.outbound_calls where request_id = ${requestId}`).length === 1 && (await fixture.admin`select 1 from public.request_logs where request_id = ${requestId}`).length > 0, "logged");
  places["tables"] = await everyRow(fixture.admin);
  places["log lines"] = lines.join("");
  assert.match(places["tables"], /twin-of-the-canary/);
  for (const [place, text] of Object.entries(places)) for (const form of [canary, Buffer.from(canary).toString("hex"), Buffer.from(canary).toString("base64").slice(0, -4)]) assert.ok(!text.includes(form), place);

  const memory = memoryOfRuntimes([canary, "twin-of-the-canary"]);
  assert.ok(memory.processes > 0 && (memory.found["twin-of-the-canary"] ?? 0) > 0, "the twin: memory was read");
  assert.equal(memory.found[canary], 0);
});

test("a secret goes to its own hosts only, over https only, and not once it is deleted; what callers send in names none", async () => {
  const received: string[] = [];
  internet.serve((request, body, response) => {
    received.push(`${request.headers.authorization} ${request.url} ${body}`);
    response.end("ok");
  });
  const { apiId, actor, deps, call } = await deploy(`const to = url.searchParams.get("to"), text = url.searchParams.get("text");
    const r = await fetch(to, { method: "POST", headers: { authorization: env.SECRETS[url.searchParams.get("name")] ?? "none" }, body: text ?? "" }); return { status: r.status };`);
  for (const host of ["api.example.com", "other.example.com"]) await approveHost({ apiId, host }, actor, deps);
  await setApiSecret({ apiId, name: "TOKEN", value: "value-of-token", hosts: ["api.example.com"] }, actor, deps);
  later();
  const go = async (to: string, name: string, text = "") => call(`/?to=${encodeURIComponent(to)}&name=${name}&text=${encodeURIComponent(text)}`);
  assert.deepEqual(await go("https://api.example.com/", "TOKEN"), { status: 200 });
  assert.match(String((await go("https://other.example.com/", "TOKEN"))["error"]), /^The secret TOKEN is not meant for other\.example\.com/);
  assert.match(String((await go("http://api.example.com/", "TOKEN"))["error"]), /over https only/);
  assert.match(String((await go("https://api.example.com/", "KEY"))["error"]), /^The secret KEY is not set/);
  assert.deepEqual(await go("https://api.example.com/{{secret:TOKEN}}", "none", "{{secret:TOKEN}}"), { status: 200 });
  assert.deepEqual(received, ["value-of-token / ", "none /%7B%7Bsecret:TOKEN%7D%7D {{secret:TOKEN}}"]);
  await deleteApiSecret({ apiId, name: "TOKEN" }, actor, deps);
  later();
  assert.match(String((await go("https://api.example.com/", "TOKEN"))["error"]), /^The secret TOKEN is not set/);
});

test("a paused API keeps its secrets and approvals, and a deleted one until it is purged: it may be restored", async () => {
  const { apiId, actor, deps } = await deploy("return 1;");
  await approveHost({ apiId, host: "api.example.com" }, actor, deps);
  await setApiSecret({ apiId, name: "TOKEN", value: "value-of-token" }, actor, deps);
  const left = async () => [(await fixture.admin`select 1 from public.secrets where api_id = ${apiId}`).length, (await fixture.admin`select 1 from public.approved_hosts where api_id = ${apiId}`).length];
  await setApiStatus({ apiId, status: "paused" }, actor, deps);
  assert.deepEqual(await left(), [1, 1]);
  await deleteApi({ apiId }, actor, deps);
  assert.deepEqual(await left(), [1, 1]);
});

test("a member who only reads approves nothing and sets nothing", async () => {
  const { apiId, actor, deps } = await deploy("return 1;");
  const viewer = await fixture.makeActor();
  await fixture.admin`insert into public.workspace_members (workspace_id, user_id, role) values (${actor.workspaceId}, ${viewer.userId}, 'viewer')`;
  const reader = { ...viewer.actor, workspaceId: actor.workspaceId };
  for (const refused of [approveHost({ apiId, host: "api.example.com" }, reader, deps), setApiSecret({ apiId, name: "TOKEN", value: "value-of-token" }, reader, deps)]) await assert.rejects(refused, { code: "forbidden" });
  assert.equal((await listHosts({ apiId }, reader, deps)).length, 2);
  await approveHost({ apiId, host: "api.example.com" }, actor, deps);
  await assert.rejects(revokeHost({ apiId, host: "api.example.com" }, reader, deps), { code: "forbidden" });
});

test("a secret that is moved to another API's row, or sealed with another key, does not open, and the refusal says what to do", async () => {
  const [mine, theirs] = [await deploy("return 1;"), await deploy(`return (await fetch("https://api.example.com/", { headers: { a: env.SECRETS.TOKEN } })).status;`)];
  await setApiSecret({ apiId: mine.apiId, name: "TOKEN", value: "value-of-mine" }, mine.actor, mine.deps);
  await setApiSecret({ apiId: theirs.apiId, name: "TOKEN", value: "value-of-theirs" }, theirs.actor, theirs.deps);
  await approveHost({ apiId: theirs.apiId, host: "api.example.com" }, theirs.actor, theirs.deps);
  await fixture.admin`update public.secrets set ciphertext = (select ciphertext from public.secrets where api_id = ${mine.apiId}) where api_id = ${theirs.apiId}`;
  later();
  assert.match(String((await theirs.call())["error"]), /^The secret TOKEN can't be opened any more: the server's ENCRYPTION_KEY changed/);
});

async function everyRow(admin: Sql): Promise<string> {
  const tables = await admin<{ name: string }[]>`select format('%I.%I', schemaname, tablename) as name from pg_tables where schemaname in ('public', 'private', 'auth')`;
  const rows: string[] = [];
  for (const { name } of tables) for (const { row } of await admin.unsafe<{ row: string }[]>(`select to_jsonb(t)::text as row from ${name} t`)) rows.push(row);
  return rows.join("\n");
}
