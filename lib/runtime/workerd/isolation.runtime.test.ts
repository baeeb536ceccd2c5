import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { guestBundle } from "../../../supabase/tests/guest-bundle.ts";
import { callSocket, startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { until } from "../../../supabase/tests/until.ts";

let apis: LiveApis;
before(async () => {
  apis = await startLiveApis();
});
after(() => apis.close());

const makeApi = (body: string): Promise<string> => apis.deploy(guestBundle(body));
const ask = async (...call: Parameters<LiveApis["call"]>) => JSON.parse((await apis.call(...call)).body);
const state = async (apiId: string) => (await apis.sandbox.backend.status(apiId)).state;

test("two consumers are two people, and secrets are names only", async () => {
  const apiId = await makeApi(`return { consumer: env.CONSUMER.id, secret: env.SECRETS.STRIPE_KEY, keys: Object.keys(env).sort() };`);
  const [anna, ben] = await Promise.all([ask(apiId, "/", { "x-consumer-id": "anna" }), ask(apiId, "/", { "x-consumer-id": "ben" })]);
  assert.deepEqual([anna.consumer, ben.consumer], ["anna", "ben"]);
  assert.deepEqual(anna.keys, ["CONSUMER", "DATA", "SECRETS"]);
  assert.match(anna.secret, /^\{\{secret:STRIPE_KEY:[0-9a-f]{32}\}\}$/);
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
  assert.match(out["fetch"]?.[1] ?? "", /^fetch can't reach 127\.0\.0\.1: an address in numbers can't be approved/);
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
  const { workspaceId } = apis.live.get(victim) ?? assert.fail();
  const attacker = await makeApi(`const host = env.DATA; const c = host.collection("secrets");
    const tries = await Promise.allSettled([c.get("x"), c.list({ where: { api_id: "${victim}" } }), c.get("x", { apiId: "${victim}" }), c.list({ apiId: "${victim}", workspaceId: "${workspaceId}" }),
      host.collection("secrets'; set app.api_id = '${victim}").list(), c.count({ "apiId": "${victim}" })]);
    return tries.map((t) => t.status === "fulfilled" ? JSON.stringify(t.value) : t.reason.code);`);
  const seen = (await ask(attacker)) as string[];
  assert.ok(!seen.join().includes("mine"), seen.join());
  assert.equal((await ask(victim).catch(() => null))?.code, "conflict", "the twin: the document is there");
});

test("a spinning call is killed, says so, and the next call works", async () => {
  const apiId = await makeApi(`if (url.pathname === "/spin") for (;;); if (url.pathname === "/micro") for (;;) await null; return "fine";`);
  for (const target of ["/spin", "/micro"]) {
    const { socketPath } = await apis.sandbox.backend.wake(apiId);
    await assert.rejects(callSocket(socketPath, target));
    await until(async () => (await state(apiId)) === "asleep", "asleep");
    assert.match((await apis.sandbox.backend.status(apiId)).reason ?? "", /blocked/);
    assert.equal(await ask(apiId), "fine");
  }
});

test("a memory bomb in one API leaves another's calls alone", async () => {
  const neighbour = await makeApi(`return "fine";`);
  const bomb = await makeApi(`const held = []; for (;;) { held.push(url.pathname === "/heap" ? new Array(1e6).fill({}).map(() => ({ a: 1 })) : new Uint8Array(1e6).fill(1)); if (held.length % 16 === 0) await new Promise((r) => setTimeout(r)); }`);
  const { socketPath: well } = await apis.sandbox.backend.wake(neighbour);
  for (const target of ["/heap", "/buffers"]) {
    const { socketPath } = await apis.sandbox.backend.wake(bomb);
    const dying = assert.rejects(callSocket(socketPath, target));
    assert.equal((await callSocket(well)).status, 200);
    await dying;
    assert.equal((await callSocket(well)).status, 200);
    await until(async () => (await state(bomb)) === "asleep", "asleep");
    assert.match((await apis.sandbox.backend.status(bomb)).reason ?? "", /memory|blocked/);
  }
});

test("this host isolates: the hardened tier was found by doing", async () => {
  const health = await apis.sandbox.backend.health();
  assert.deepEqual([health.tier, health.layers], ["hardened", ["workerd", "bubblewrap", "seccomp", "rlimits", ...(process.getuid?.() === 0 ? ["uid"] : [])]]);
});

test("a hundred calls that compute at once are all served, and nobody is killed for them", async () => {
  const apiId = await makeApi(`let n = 0; for (let i = 0; i < 2e6; i++) n += i % 7; return n;`);
  const { socketPath } = await apis.sandbox.backend.wake(apiId);
  const statuses = await Promise.all(Array.from({ length: 128 }, async () => [(await callSocket(socketPath)).status, (await callSocket(socketPath)).status]));
  assert.deepEqual([...new Set(statuses.flat())], [200]);
  const { wakes, cpuMs, state: now } = await apis.sandbox.backend.status(apiId);
  assert.deepEqual([wakes, now], [1, "awake"]);
  assert.ok((cpuMs ?? 0) > 400, `the load was ${cpuMs} ms of CPU time: too little to prove anything`);
});
