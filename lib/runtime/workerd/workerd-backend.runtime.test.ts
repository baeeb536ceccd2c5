import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { request } from "node:http";
import path from "node:path";
import { after, before, test } from "node:test";
import { connect, type Sql } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import { startTestDatabase, type TestDatabase } from "../../../supabase/tests/test-database.ts";
import type { ConsoleLine, FetchFixture, LiveVersion, ScratchReply } from "../runtime.ts";
import { createWorkerdBackend, type WorkerdBackend } from "./workerd-backend.ts";

let database: TestDatabase;
let admin: Sql;
let sql: Sql;
let backend: WorkerdBackend;
let directory: string;
const live = new Map<string, LiveVersion>();
const logged: { apiId: string; requestId: string; lines: ConsoleLine[] }[] = [];
const failed = new Map<string, string>();

before(async () => {
  database = await startTestDatabase();
  admin = connect(database.adminUrl, "test-admin", 2);
  sql = connect(database.runnerUrl, "test-runner", 8);
  directory = mkdtempSync("/tmp/acr-");
  const log = createLog("test", "error");
  backend = await createWorkerdBackend({
    ...{ runDirectory: directory, cacheDirectory: path.join(directory, "cache"), minTier: "development", warm: 1, limits: {}, log },
    versions: { loadLive: async (apiId) => live.get(apiId) ?? null, fail: async (apiId, reason) => void failed.set(apiId, reason) },
    documents: createDocumentStore(sql, log),
    logs: { write: (entry) => void logged.push(entry) },
  });
});
after(async () => {
  await backend.close(200);
  await Promise.all([admin.end(), sql.end()]);
  await database.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** An API whose bundle answers with `body`, the source of a function `(request, env) => Response | value`. */
async function makeApi(body: string, versionId: string = randomUUID()): Promise<string> {
  const { workspaceId } = await database.makeUser();
  const apiId = `api_${randomUUID().replaceAll("-", "").slice(0, 16)}`;
  await admin`insert into public.apis (id, workspace_id, name, prompt, endpoint_url) values (${apiId}, ${workspaceId}, 'a', 'a', '/')`;
  live.set(apiId, { versionId, workspaceId, bundle: bundleOf(body), secretNames: ["STRIPE_KEY"] });
  return apiId;
}
const bundleOf = (body: string) => `import { DataError } from "./api-creator.ts";
const handle = async (request, env, url) => { ${body} };
export default { async fetch(request, env) { try { const out = await handle(request, env, new URL(request.url)); return out instanceof Response ? out : Response.json(out ?? null); }
  catch (error) { return Response.json({ error: String(error.message), code: error.code ?? null, isDataError: error instanceof DataError }, { status: 500 }); } } };`;

function call(socketPath: string, target = "/", headers: Record<string, string> = {}, body?: string): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const sent = request({ socketPath, path: target, method: body === undefined ? "GET" : "POST", headers: { host: "x", ...headers }, agent: false }, (response) => {
      let text = "";
      response.on("data", (chunk: Buffer) => (text += chunk.toString()));
      response.on("end", () => resolve({ status: response.statusCode ?? 0, body: text }));
      response.on("error", reject);
    });
    sent.on("error", reject);
    sent.end(body);
  });
}
const ask = async (apiId: string, target = "/", headers: Record<string, string> = {}, body?: string) => {
  const { socketPath } = await backend.wake(apiId);
  return JSON.parse((await call(socketPath, target, headers, body)).body);
};
async function until(holds: () => boolean | Promise<boolean>, what: string): Promise<void> {
  const giveUpAt = Date.now() + 10_000;
  while (!(await holds())) {
    assert.ok(Date.now() < giveUpAt, `never: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}
const state = async (apiId: string) => (await backend.status(apiId)).state;

test("an API wakes, serves, sleeps and wakes again with the documents it stored", async () => {
  const apiId = await makeApi(`const notes = env.DATA.collection("notes"); if (request.method === "POST") return notes.insert(await request.json()); return notes.list();`);
  const made = await ask(apiId, "/", {}, JSON.stringify({ text: "hello" }));
  assert.equal(made.text, "hello");
  assert.equal((await backend.wake(apiId)).isCold, false);
  await backend.sleep(apiId);
  await until(async () => (await state(apiId)) === "asleep", "asleep");
  const again = await backend.wake(apiId);
  assert.equal(again.isCold, true);
  const { items } = JSON.parse((await call(again.socketPath)).body);
  assert.deepEqual(items, [made]);
});

test("operations of one turn come back in order, each with its own outcome", async () => {
  const apiId = await makeApi(`const c = env.DATA.collection("c", { unique: ["email"] });
    const all = await Promise.allSettled([c.insert({ id: "a", email: "x", n: 1 }), c.insert({ id: "b", email: "x" }), c.increment("a", "n", 4), c.get("zz"), c.update("a", { n: 9 }, { ifVersion: 1 })]);
    return all.map((r) => r.status === "fulfilled" ? r.value?.id ?? r.value : r.reason.code + r.reason.name);`);
  assert.deepEqual(await ask(apiId), ["a", "conflictDataError", 5, null, "staleDataError"]);
});

test("aggregate adds up in the database and fails in words", async () => {
  const apiId = await makeApi(`const c = env.DATA.collection("sales"); await Promise.all([c.insert({ on: "2026-11-21", price: 0.1 }), c.insert({ on: "2026-11-20T23:00Z", price: 0.2 })]);
    return [await c.aggregate(), await c.aggregate({ field: "price", where: { price: { gt: 0 } } }), await c.aggregate({ groupBy: ["on", "week"] }), await c.aggregate({ groupBy: ["on", "hour"] }).catch((e) => e.code + e.name)];`);
  const nothing = { sum: null, min: null, max: null, average: null };
  assert.deepEqual(await ask(apiId), [
    [{ group: null, count: 2, ...nothing }],
    [{ group: null, count: 2, sum: 0.3, min: 0.1, max: 0.2, average: 0.15 }],
    [{ group: "2026-W47", count: 2, ...nothing }],
    "invalidDataError",
  ]);
});

test("two consumers are two people, and secrets are names only", async () => {
  const apiId = await makeApi(`return { consumer: env.CONSUMER.id, secret: env.SECRETS.STRIPE_KEY, keys: Object.keys(env).sort() };`);
  const [anna, ben] = await Promise.all([ask(apiId, "/", { "x-consumer-id": "anna" }), ask(apiId, "/", { "x-consumer-id": "ben" })]);
  assert.deepEqual([anna.consumer, ben.consumer], ["anna", "ben"]);
  assert.deepEqual(anna.keys, ["CONSUMER", "DATA", "SECRETS"]);
  assert.doesNotMatch(anna.secret, /sk_/);
});

test("what a call prints is logged under its request id, also when calls overlap", async () => {
  const apiId = await makeApi(`console.log("one", url.pathname); await new Promise((r) => setTimeout(r, 30)); console.error({ two: url.pathname }); return 1;`);
  await Promise.all(["a", "b", "c"].map((name) => ask(apiId, `/${name}`, { "x-request-id": `req-${name}` })));
  await until(() => logged.filter((entry) => entry.apiId === apiId).length === 3, "three entries");
  for (const name of ["a", "b", "c"]) {
    const entry = logged.find((item) => item.requestId === `req-${name}`);
    assert.deepEqual(entry?.lines, [["log", `one /${name}`], ["error", `{"two":"/${name}"}`]]);
  }
});

test("nothing of the host is in reach: no files, no environment, no processes, no network, no code from text", async () => {
  const apiId = await makeApi(`const tries = {
      file: async () => (await import("node:fs")).readFileSync("/etc/passwd", "utf8"),
      write: async () => (await import("node:fs")).writeFileSync("/s/x", "x") ?? (await import("node:fs")).readFileSync("/s/h.sock"),
      process: async () => (await import("node:child_process")).execSync("id"),
      env: async () => { const names = Object.keys(process.env); if (names.length === 0) throw new Error("empty"); return names; },
      fetch: async () => (await fetch("http://127.0.0.1:5432")).status,
      socket: async () => { const s = (await import("cloudflare:sockets")).connect("127.0.0.1:5432"); await s.opened; return "open"; },
      net: async () => new Promise((ok, no) => import("node:net").then((net) => net.connect(5432, "127.0.0.1").on("connect", () => ok("open")).on("error", no))),
      bindings: async () => { const e = (await import("cloudflare:workers")).env; if (!e || !e.HOST) throw new Error("none"); return "HOST"; },
      eval: async () => eval("1+1"), compile: async () => new Function("return 1")(),
    };
    const out = {}; for (const [name, attempt] of Object.entries(tries)) { try { out[name] = ["reached", await attempt()]; } catch (error) { out[name] = ["blocked", String(error.message)]; } } return out;`);
  const out = (await ask(apiId)) as Record<string, [string, string]>;
  assert.deepEqual(Object.entries(out).filter(([, [outcome]]) => outcome !== "blocked"), []);
  assert.match(out["fetch"]?.[1] ?? "", /^This API may not reach 127\.0\.0\.1:5432: no host is approved\. Hosts can't be approved yet in this version\.$/);
});

test("no way to make code from text or bytes works at run time, however it is reached", async () => {
  const apiId = await makeApi(`const key = ["con", "structor"].join("");
    const kinds = { function: () => {}, async: async () => {}, generator: function* () {}, asyncGenerator: async function* () {} };
    const tries = { eval: () => eval("1+1"), indirect: () => (0, globalThis["ev" + "al"])("1+1"), reflect: () => Reflect.construct(Function, ["return 1"])(), timer: () => { setTimeout("globalThis.hit = 1", 0); return new Promise((r) => setTimeout(() => r(globalThis.hit ?? Promise.reject(new Error("not run"))), 20)); },
      wasm: () => new WebAssembly.Module(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), compile: () => WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])), data: () => import("data:text/javascript,export default 1"), blob: () => import(URL.createObjectURL(new Blob(["export default 1"]))) };
    for (const [name, value] of Object.entries(kinds)) tries[name] = () => value[key]("return 1")();
    const out = {}; for (const [name, attempt] of Object.entries(tries)) { try { out[name] = ["reached", String(await attempt())]; } catch (error) { out[name] = ["blocked", String(error.message)]; } } return out;`);
  const out = (await ask(apiId)) as Record<string, [string, string]>;
  assert.equal(Object.keys(out).length, 12);
  assert.deepEqual(Object.entries(out).filter(([, [outcome]]) => outcome !== "blocked"), []);
});

test("the socket says whose documents they are, whatever the body claims", async () => {
  const victim = await makeApi(`return env.DATA.collection("secrets").insert({ id: "x", text: "mine" });`);
  await ask(victim);
  const { workspaceId } = live.get(victim) ?? assert.fail();
  const attacker = await makeApi(`const host = env.DATA; const c = host.collection("secrets");
    const tries = await Promise.allSettled([c.get("x"), c.list({ where: { api_id: "${victim}" } }), c.get("x", { apiId: "${victim}" }), c.list({ apiId: "${victim}", workspaceId: "${workspaceId}" }),
      host.collection("secrets'; set app.api_id = '${victim}").list(), c.count({ "apiId": "${victim}" })]);
    return tries.map((t) => t.status === "fulfilled" ? JSON.stringify(t.value) : t.reason.code);`);
  const seen = (await ask(attacker)) as string[];
  assert.ok(!seen.join().includes("mine"), seen.join());
  assert.equal((await ask(victim, "/").catch(() => null))?.code, "conflict", "the twin: the document is there");
});

test("a spinning call is killed, says so, and the next call works", async () => {
  const apiId = await makeApi(`if (url.pathname === "/spin") for (;;); if (url.pathname === "/micro") for (;;) await null; return "fine";`);
  for (const target of ["/spin", "/micro"]) {
    const { socketPath } = await backend.wake(apiId);
    await assert.rejects(call(socketPath, target));
    await until(async () => (await state(apiId)) === "asleep", "asleep");
    assert.match((await backend.status(apiId)).reason ?? "", /blocked/);
    assert.equal(await ask(apiId), "fine");
  }
});

test("a memory bomb in one API leaves another's calls alone", async () => {
  const neighbour = await makeApi(`return "fine";`);
  const bomb = await makeApi(`const held = []; for (;;) { held.push(url.pathname === "/heap" ? new Array(1e6).fill({}).map(() => ({ a: 1 })) : new Uint8Array(1e6).fill(1)); if (held.length % 16 === 0) await new Promise((r) => setTimeout(r)); }`);
  const { socketPath: well } = await backend.wake(neighbour);
  for (const target of ["/heap", "/buffers"]) {
    const { socketPath } = await backend.wake(bomb);
    const dying = assert.rejects(call(socketPath, target));
    assert.equal((await call(well)).status, 200);
    await dying;
    assert.equal((await call(well)).status, 200);
    await until(async () => (await state(bomb)) === "asleep", "asleep");
    assert.match((await backend.status(bomb)).reason ?? "", /memory|blocked/);
  }
});

test("an API that crashes in a loop is marked failed with a reason", async () => {
  const apiId = await makeApi(``);
  live.set(apiId, { ...(live.get(apiId) ?? assert.fail()), bundle: `const settings = undefined; settings.port; export default {};` });
  for (let n = 0; n < 5; n++) await assert.rejects(backend.wake(apiId), { code: "bad_gateway", message: /Cannot read properties of undefined/ });
  assert.match(failed.get(apiId) ?? "", /crashed 5 times/);
});

test("a new version answers after its deployment, and calls in flight of the old one finish", async () => {
  const apiId = await makeApi(`await new Promise((r) => setTimeout(r, 300)); return "old";`);
  const inFlight = ask(apiId);
  await until(async () => (await state(apiId)) === "awake", "awake");
  await new Promise((resolve) => setTimeout(resolve, 50));
  live.set(apiId, { ...(live.get(apiId) ?? assert.fail()), versionId: randomUUID(), bundle: bundleOf(`return "new";`) });
  assert.equal(await ask(apiId), "new");
  assert.equal(await inFlight, "old");
});

test("a scratch runtime answers, shows what each request printed, and leaves no data", async () => {
  const bundle = bundleOf(`console.log("saw", url.pathname, env.CONSUMER.id); const c = env.DATA.collection("c"); if (url.pathname === "/add") await c.insert({ id: "x" }); return c.count();`);
  const [first, second] = await Promise.all([backend.openScratch(bundle), backend.openScratch(bundle)]);
  const added: ScratchReply = await first.fetch({ method: "POST", path: "/add?x=1", body: "{}", consumer: "anna" });
  assert.deepEqual([added.status, added.body, added.console], [200, "1", [["log", "saw /add anna"]]]);
  assert.equal((await second.fetch({ method: "GET", path: "/" })).body, "0");
  await Promise.all([first.close(), second.close()]);
  const [row] = await admin`select count(*)::int as n from private.scratch_documents`;
  assert.equal(row?.["n"], 0);
  await assert.rejects(first.fetch({ method: "GET", path: "/" }), { code: "unavailable" });
});

test("after a reset the data is empty, and what a request before it still writes never appears", async () => {
  const scratch = await backend.openScratch(bundleOf(`globalThis.kept ??= env.DATA.collection("c"); const c = env.DATA.collection("c");
    if (url.pathname === "/late") { await c.insert({ id: "early" }); await new Promise((r) => setTimeout(r, 200)); await Promise.all(Array.from({ length: 20 }, (_, n) => c.insert({ id: "late" + n }))); }
    if (url.pathname === "/kept") await globalThis.kept.insert({ id: "kept" });
    return [await c.count(), await globalThis.kept.count()];`));
  const get = async (target: string) => JSON.parse((await scratch.fetch({ method: "GET", path: target })).body);
  const late = get("/late");
  await until(async () => (await get("/"))[0] === 1, "the first write");
  await scratch.reset();
  assert.deepEqual(await get("/"), [0, 0]);
  assert.deepEqual(await get("/kept"), [1, 1], "a collection that the API keeps writes where the request is");
  assert.deepEqual(await late, { error: "The test that made this request has ended: its data is gone.", code: "unavailable", isDataError: true });
  assert.deepEqual(await get("/"), [1, 1]);
  await scratch.reset();
  assert.deepEqual(await get("/"), [0, 0]);
  await scratch.close();
  const [row] = await admin`select count(*)::int as n from private.scratch_documents`;
  assert.equal(row?.["n"], 0, "no round leaves documents");
});

test("a scratch runtime lets its data fail on purpose: only operations that can end in the error do, until a reset", async () => {
  const scratch = await backend.openScratch(bundleOf(`const c = env.DATA.collection("c"); const codes = await Promise.allSettled([
    c.insert({ id: url.searchParams.get("id") }), c.count(), c.update("first", { a: 1 }, { ifVersion: 1 }), c.update("first", { b: 1 }), c.delete("none")]);
    return codes.map((result) => result.status === "fulfilled" ? "ok" : result.reason.code);`));
  const get = async (id: string) => JSON.parse((await scratch.fetch({ method: "GET", path: `/?id=${id}` })).body);
  assert.deepEqual(await get("first"), ["ok", "ok", "ok", "ok", "ok"]);
  assert.equal(await scratch.failData("stale"), 0);
  assert.deepEqual(await get("second"), ["ok", "ok", "stale", "ok", "ok"]);
  assert.equal(await scratch.failData("quota"), 1, "one operation ended in stale");
  assert.deepEqual(await get("third"), ["quota", "ok", "quota", "quota", "ok"]);
  await scratch.failData("unavailable");
  assert.deepEqual(await get("fourth"), Array.from({ length: 5 }, () => "unavailable"));
  assert.equal(await scratch.failData(null), 5);
  await scratch.failData("unavailable");
  await scratch.reset();
  assert.deepEqual((await get("first")).slice(0, 2), ["ok", "ok"]);
  await scratch.close();
});

test("in a scratch runtime fetch is answered by fixtures only, through redirects too, and secrets are placeholders", async () => {
  const fixtures: FetchFixture[] = [
    { method: "GET", url: "https://api.example.com/rate", status: 200, headers: { "content-type": "application/json", "x-a": "1" }, body: '{"rate":2}' },
    { method: "POST", url: "https://api.example.com/rate", status: 422, body: "no" },
    { method: "GET", url: "http://api.example.com/moved", status: 302, headers: { location: "https://api.example.com/rate?from=moved" }, body: "" },
    { method: "GET", url: "http://api.example.com/trap", status: 302, headers: { location: "http://127.0.0.1:5432/" }, body: "" },
    { method: "GET", url: "http://api.example.com/none", status: 204, body: "" },
  ];
  const scratch = await backend.openScratch(bundleOf(`const tries = [["https://api.example.com/rate"], ["https://api.example.com/rate?x=1"], ["https://api.example.com/rate", { method: "POST", body: "x" }], ["http://api.example.com/moved"], ["http://api.example.com/none"],
      ["http://api.example.com/trap"], ["https://api.example.com/rate", { method: "DELETE" }], ["http://api.example.com/rate"], ["http://host/data", { method: "POST", body: '[["list","c"]]' }], ["http://169.254.169.254/latest"], ["https://user:pw@api.example.com.evil.example/"], ["file:///etc/passwd"], ["ftp://api.example.com/"], ["/relative"], ["http://unix:%2Fs%2Fh.sock/data"]];
    const out = []; for (const [to, init] of tries) { try { const r = await fetch(to, init); out.push(r.status + " " + (await r.text())); } catch (error) { out.push(String(error.message)); } }
    return { out, secret: env.SECRETS.KEY, other: env.SECRETS.OTHER ?? null };`), { fixtures, secretNames: ["KEY"] });
  const { out, secret, other } = JSON.parse((await scratch.fetch({ method: "GET", path: "/" })).body) as { out: string[]; secret: string; other: null };
  await scratch.close();
  assert.deepEqual(out.slice(0, 5), ['200 {"rate":2}', '200 {"rate":2}', "422 no", '200 {"rate":2}', "204 "]);
  const refused = ["GET http://127.0.0.1:5432/", "DELETE https://api.example.com/rate", "GET http://api.example.com/rate", "POST http://host/data", "GET http://169.254.169.254/latest", "GET https://api.example.com.evil.example/"];
  for (const [index, what] of refused.entries()) assert.ok(out[5 + index]?.startsWith(`No fixture answers ${what}.`), `${what}: ${out[5 + index]}`);
  assert.deepEqual(out.slice(11, 13), ["fetch takes http and https addresses, not file:", "fetch takes http and https addresses, not ftp:"]);
  assert.ok(out.slice(13).every((text) => !/^\d/.test(text)), out.slice(13).join());
  assert.match(secret, /^\{\{secret:KEY\}\}$/);
  assert.equal(other, null);
});

test("a scratch runtime bears eight requests at once with bodies of 100 KB and many data operations", async () => {
  const scratch = await backend.openScratch(bundleOf(`const { text } = await request.json(); const c = env.DATA.collection("c");
    const made = await Promise.all(Array.from({ length: 9 }, (_, n) => c.insert({ n, text: text.slice(0, 60000) }))); return { made: made.length, size: text.length };`));
  const bodies = Array.from({ length: 24 }, () => scratch.fetch({ method: "POST", path: "/", headers: { "content-type": "application/json" }, body: JSON.stringify({ text: "x".repeat(100 * 1024) }) }));
  for (const reply of await Promise.all(bodies)) assert.deepEqual([reply.status, JSON.parse(reply.body)], [200, { made: 9, size: 102_400 }]);
  await scratch.close();
});

test("a scratch runtime that dies or answers without end is an error in words", async () => {
  const scratch = await backend.openScratch(bundleOf(`if (url.pathname === "/spin") for (;;); return new Response(new ReadableStream({ pull(c) { c.enqueue(new Uint8Array(65536)); } }));`));
  try {
    await assert.rejects(scratch.fetch({ method: "GET", path: "/endless" }), { code: "bad_gateway", message: /larger than 1 MB/ });
    // A host that is busy with others gives it too little time to be found blocked before the request's own limit.
    await assert.rejects(scratch.fetch({ method: "GET", path: "/spin" }), { message: /blocked|did not answer GET \/spin within 10 s/ });
  } finally {
    await scratch.close();
  }
  await assert.rejects(backend.openScratch("export const x = 1"), { code: "bad_gateway", message: /export default app/ });
  await assert.rejects(backend.openScratch("for (;;); export default {}"), { code: "bad_gateway", message: /did not finish loading/ });
});

test("a process that ended leaves neither its directory nor a socket", async () => {
  const apiId = await makeApi(`return 1;`);
  await ask(apiId);
  await backend.sleep(apiId);
  await until(async () => (await backend.list()).every((status) => status.state !== "draining"), "drained");
  const awake = (await backend.health()).awake;
  await until(async () => readdirSync(path.join(directory, "r")).filter((name) => name.startsWith("s-")).length <= awake + 1 + 1, "only awake, parked and the bundler's directories");
});

test("this host isolates: the hardened tier was found by doing", async () => {
  const health = await backend.health();
  assert.deepEqual([health.tier, health.layers], ["hardened", ["workerd", "bubblewrap", "seccomp", "rlimits"]]);
});
