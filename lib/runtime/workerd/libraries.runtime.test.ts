import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { after, before, test } from "node:test";
import { startLiveApis, type LiveApis } from "../../../supabase/tests/live-apis.ts";
import { startTestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { ANY_LIBRARIES, bundleText, readBundle } from "../compile/bundle-text.ts";
import type { BundleStore } from "../host-ports.ts";
import type { SourceFiles } from "../runtime.ts";

const kept = new Map<string, string>();
const sources = new Map<string, SourceFiles>();
const bundles: BundleStore = {
  keepLibraries: async (hash, code) => void kept.set(hash, code),
  loadLibraries: async (hash) => kept.get(hash) ?? null,
  loadSource: async (versionId) => sources.get(versionId) ?? null,
};
let apis: LiveApis;
before(async () => {
  apis = await startLiveApis({ bundles });
});
after(() => apis.close());

const MAIN = `import zed, { z } from "zod"; import * as all from "zod"; import { HTTPException } from "hono/http-exception"; import { OpenAPIHono } from "@hono/zod-openapi";
const app = new OpenAPIHono();
app.get("/", (c) => c.json([zed.string === z.string, all.z.string === z.string, zed.string().parse("a")]));
app.get("/own", () => { throw new HTTPException(418, { message: "own" }); });
app.onError((error, c) => c.text(String(error instanceof HTTPException), 418));
export default app;`;

test("a bundle names the libraries that it was built with, and they are kept before it is handed out", async () => {
  const built = await apis.sandbox.backend.build({ "main.ts": MAIN });
  assert.ok(built.ok);
  const { libraries = "" } = readBundle(built.bundle) ?? {};
  assert.ok((kept.get(libraries) ?? "").includes("OpenAPIHono"));
  assert.equal(createHash("sha256").update(kept.get(libraries) ?? "").digest("hex").slice(0, 32), libraries);
  const apiId = await apis.deploy(built.bundle);
  assert.equal((await apis.call(apiId)).body, `[true,true,"a"]`);
  assert.deepEqual(await apis.call(apiId, "/own"), { status: 418, body: "true" });
});

test("a version runs with the set that it names also when a newer one is installed", async () => {
  const code = `export default { zod: { version: "the old one" } };`;
  const hash = createHash("sha256").update(code).digest("hex").slice(0, 32);
  kept.set(hash, code);
  const tell = `exports.default = { fetch: () => new Response(String(require("zod").version)) };`;
  assert.equal((await apis.call(await apis.deploy(bundleText(tell, hash)))).body, "the old one");
  assert.notEqual((await apis.call(await apis.deploy(bundleText(tell, ANY_LIBRARIES)))).body, "the old one");
});

test("a set that nobody kept, or that was changed, is an error in words, and no other set takes its place", async () => {
  kept.set("0".repeat(32), "export default {};");
  for (const hash of ["0".repeat(32), "f".repeat(32)]) {
    const apiId = await apis.deploy(bundleText(`exports.default = { fetch: () => new Response("ran") };`, hash));
    await assert.rejects(apis.call(apiId), { code: "unavailable", message: /libraries that this version was tested with can't be found/ });
  }
});

test("a bundle from before libraries were shared is built again from its source", async () => {
  const apiId = await apis.deploy(`import{DataError as e}from"./api-creator.ts";export default{fetch:()=>new Response("old form")};`);
  await assert.rejects(apis.call(apiId), { code: "unavailable", message: /does not build any more: it is gone/ });
  sources.set(apis.live.get(apiId)?.versionId ?? "", { "main.ts": MAIN });
  assert.equal((await apis.call(apiId)).body, `[true,true,"a"]`);
});

test("while its module loads an API can start and draw nothing, and says where it tried", async () => {
  const tries = { setTimeout: "setTimeout(() => {}, 1)", setInterval: "setInterval(() => {}, 1)", fetch: `void fetch("https://x.example")`, "crypto.randomUUID": "crypto.randomUUID()", "crypto.getRandomValues": "Object.getPrototypeOf(crypto).getRandomValues.call(crypto, new Uint8Array(1))", "crypto.subtle.generateKey": `void crypto.subtle.generateKey("Ed25519", true, ["sign"])`, "AbortSignal.timeout": "AbortSignal.timeout(5)" };
  for (const [name, code] of Object.entries(tries)) {
    const built = await apis.sandbox.backend.build({ "main.ts": `const a = 1;\n${code};\nexport default { fetch: () => new Response(String(a)) };` });
    assert.ok(built.ok);
    await assert.rejects(apis.sandbox.backend.openScratch(built.bundle), { code: "bad_gateway", message: new RegExp(`${name} can't be used while the module loads: use it in a request\\.\\n {4}at main\\.ts:2:`) }, name);
  }
  // A promise carries the mark on: also what runs after the module has loaded was begun by it.
  const late = `let seen = "nothing"; (async () => { await null; try { await fetch("https://x.example"); } catch (error) { seen = error.message; } })(); exports.default = { fetch: () => new Response(seen) };`;
  assert.equal((await apis.call(await apis.deploy(bundleText(late, ANY_LIBRARIES)))).body, "fetch can't be used while the module loads: use it in a request.");
  const later = `exports.default = { fetch: async () => { await new Promise((done) => setTimeout(done, 1)); return new Response(String(crypto.randomUUID().length + crypto.getRandomValues(new Uint8Array(2)).length)); } };`;
  assert.equal((await apis.call(await apis.deploy(bundleText(later, ANY_LIBRARIES)))).body, "38");
});

test("a runtime takes code once: whoever reaches its control socket later, or the harness's own module, changes nothing", async () => {
  const again = `const given = { method: "POST", body: JSON.stringify({ code: "exports.default = { fetch: () => new Response('taken over') }", secretNames: [] }) };`;
  const apiId = await apis.deploy(bundleText(`exports.default = { async fetch(request) { ${again} const { control } = await import("./main.ts");
    const caught = []; Object.defineProperty(Object.prototype, "UNSAFE_EVAL", { configurable: true, get() { caught.push(this); return undefined; } });
    const replies = [await control.fetch(new Request("http://x/", given), {}), await control.fetch(new Request("http://x/", { method: "PUT" }), {})];
    return Response.json([replies.map(({ status }) => status), caught.map((one) => Object.keys(one))]); } };`, ANY_LIBRARIES));
  const first = (await apis.call(apiId)).body;
  assert.equal(first, "[[409,409],[[],[]]]");
  assert.equal((await apis.call(apiId)).body.slice(0, 11), "[[409,409],");
});

test("whatever the code does to what would tell its error, the gate has words for it, soon", async () => {
  const broken: Record<string, string> = {
    "globalThis.Response = function () { throw 1; }; throw new Error('first');": "broke|crashed|unreadable",
    "const Own = Response; globalThis.Response = class { constructor() { return new Own(new ReadableStream({ start(c) { c.enqueue(new Uint8Array(1)); } }), { status: 422 }); } }; throw 1;": "broke off|crashed|did not finish",
    "throw { toJSON() { throw 1; }, toString() { throw 2; } };": "a value that can't be shown",
    "const e = new Error('x'); Object.defineProperty(e, 'stack', { value: Symbol('s') }); throw e;": "Symbol\\(s\\)",
    "throw new Error('outer', { cause: new TypeError('inner') });": "outer[^]*Caused by: TypeError: inner",
  };
  for (const [code, words] of Object.entries(broken)) {
    await assert.rejects(apis.sandbox.backend.openScratch(bundleText(code, ANY_LIBRARIES)), { code: "bad_gateway", message: new RegExp(`^The API fails while it starts: [^]*(${words})`) }, code);
  }
});

test("bundles of an old form take no place from the builds that are tested", async () => {
  for (let time = 0; time < 9; time += 1) await assert.rejects(apis.sandbox.backend.openScratch("export default {}"), { code: "invalid" });
  const scratch = await apis.sandbox.backend.openScratch(bundleText(`exports.default = { fetch: () => new Response("well") };`, ANY_LIBRARIES));
  assert.equal((await scratch.fetch({ method: "GET", path: "/" })).body, "well");
  await scratch.close();
});

test("while the store is away a build says so, and what is wrong with a source is told all the same", async () => {
  const away = async (): Promise<never> => { throw new Error("ECONNREFUSED"); };
  const sandbox = await startTestSandbox({ database: apis.sandbox.database, bundles: { keepLibraries: away, loadLibraries: away, loadSource: away } });
  try {
    await assert.rejects(sandbox.backend.build({ "main.ts": MAIN }), { code: "unavailable", message: /can't be stored right now/ });
    const broken = await sandbox.backend.build({ "main.ts": "export default eval('1');" });
    assert.deepEqual(!broken.ok && broken.diagnostics.map(({ rule }) => rule), ["no-eval"]);
  } finally {
    await sandbox.close();
  }
});
