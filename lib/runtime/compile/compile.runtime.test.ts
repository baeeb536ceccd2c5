import assert from "node:assert/strict";
import { mkdtempSync, rmSync, chmodSync } from "node:fs";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { detectSandbox } from "../sandbox/detect-sandbox.ts";
import type { SandboxHost } from "../sandbox/run-confined.ts";
import { createUids } from "../sandbox/uids.ts";
import { HONO_PARTS } from "./allowed-imports.ts";
import { createBundler, type Bundler } from "./build.ts";
import { checkTypes } from "./check.ts";
import { SHARED_LIBRARIES } from "./shared-libraries.ts";

let host: SandboxHost;
let bundler: Bundler;
before(async () => {
  const directory = mkdtempSync("/tmp/acc-");
  chmodSync(directory, 0o711);
  const sandbox = await detectSandbox(directory, createLog("test", "error"));
  host = { sandbox, uids: createUids(sandbox.firstUid), directory };
  bundler = createBundler(host);
});
after(() => {
  bundler.close();
  rmSync(host.directory, { recursive: true, force: true });
});

const API = `
import { createRoute, OpenAPIHono, z } from "@hono/zod-openapi";
import { DataError, type Env } from "api-creator";
import { priceOf } from "./price.ts";
type Lamp = { name: string; watts: number; isOn: boolean; room?: string | null };
const Lamp = z.object({ name: z.string().min(1), watts: z.number().int(), isOn: z.boolean(), room: z.string().nullable().optional() }).openapi("Lamp");
const app = new OpenAPIHono<{ Bindings: Env }>();
const lamps = (env: Env) => env.DATA.collection<Lamp>("lamps", { unique: ["name"] });
app.openapi(
  createRoute({ method: "post", path: "/lamps", request: { body: { content: { "application/json": { schema: Lamp } } } }, responses: { 201: { content: { "application/json": { schema: Lamp } }, description: "The lamp" }, 409: { description: "Taken" } } }),
  async (c) => {
    try {
      const lamp = await lamps(c.env).insert(c.req.valid("json"));
      await lamps(c.env).increment(lamp.id, "watts", 1, { max: 100 });
      await lamps(c.env).list({ where: { watts: { gte: 3 }, name: { contains: "a" }, isOn: true }, orderBy: ["watts", "desc"], limit: 5 });
      const [all] = await lamps(c.env).aggregate({ field: "watts" });
      await lamps(c.env).aggregate({ where: { isOn: true }, groupBy: ["createdAt", "week"] });
      console.log((await lamps(c.env).aggregate({ groupBy: "room" })).map(({ group, count }) => [group, count]), all?.sum);
      console.log(priceOf(lamp.watts), c.env.CONSUMER.id, c.env.SECRETS["KEY"]);
      return c.json(lamp, 201);
    } catch (error) {
      if (error instanceof DataError && error.code === "conflict") return c.body(null, 409);
      throw error;
    }
  },
);
app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Lamps", version: "1" } });
export default app;
`;
const requiredBy = (bundle: string): string[] => [...bundle.matchAll(/require\(["'`]([^"'`]+)["'`]\)/g)].map(([, name = ""]) => name).toSorted();
const PRICE = "export const priceOf = (watts: number): number => watts * 2;";

test("a real API of two files passes the check and becomes one function that holds nothing of what all APIs share", async () => {
  const files = { "main.ts": API, "price.ts": PRICE };
  assert.deepEqual(await checkTypes(files, host), []);
  const built = await bundler.build(files);
  assert.ok(built.ok);
  assert.ok(built.sizeBytes < 8 * 1024, `${built.sizeBytes}`);
  assert.deepEqual(requiredBy(built.bundle), ["@hono/zod-openapi", "api-creator"]);
});

test("a part of Hono that few APIs use is bundled, but not the classes that it shares with the rest", async () => {
  const built = await bundler.build({ "main.ts": `import { bearerAuth } from "hono/bearer-auth"; import { createFactory } from "hono/factory"; import zed, * as all from "zod"; export default [bearerAuth, createFactory, zed, all];` });
  assert.ok(built.ok, JSON.stringify(built));
  assert.deepEqual(requiredBy(built.bundle), ["hono", "hono/http-exception", "zod"]);
  assert.ok(built.sizeBytes < 16 * 1024, `${built.sizeBytes}`);
});

test("what all APIs share is one module of under 400 KB, with every name that may be required", async () => {
  const code = await bundler.buildLibraries();
  const { default: shared } = (await import(`data:text/javascript;base64,${Buffer.from(code).toString("base64")}`)) as { default: Record<string, object> };
  assert.deepEqual(Object.keys(shared), [...SHARED_LIBRARIES]);
  for (const exported of Object.values(shared)) assert.ok(Object.keys(exported).length > 0);
  assert.ok(code.length < 400 * 1024, `${code.length}`);
});

test("a type error names its file, line, column and rule", async () => {
  const found = await checkTypes({ "main.ts": "import './other.ts';\nexport default 1;", "other.ts": "export const a = 1;\n  const n: string = 5; export { n };" }, host);
  assert.deepEqual(found.map(({ file, line, column, rule }) => [file, line, column, rule]), [["other.ts", 2, 9, "TS2322"]]);
  const wrongField = await checkTypes({ "main.ts": API.replace('unique: ["name"]', 'unique: ["nope"]').replace("watts: { gte: 3 }", "watts: { gte: 'x' }"), "price.ts": PRICE }, host);
  assert.equal(wrongField.length, 2);
  const wrongAggregate = await checkTypes({ "main.ts": API.replace('field: "watts"', 'field: "name"').replace('"week"', '"hour"'), "price.ts": PRICE }, host);
  assert.equal(wrongAggregate.length, 2);
});

const REACHES = [
  'import secret from "../../package.json"; export default secret;',
  'import secret from "/etc/passwd"; export default secret;',
  'import fs from "node:fs"; export default fs;',
  'import postgres from "postgres"; export default postgres;',
  'import lock from "../node_modules/.package-lock.json"; export default lock;',
  'import x from "hono/../../proc/self/environ"; export default x;',
  'import x from "file:///etc/passwd"; export default x;',
  'import x from "data:text/javascript,export default 1"; export default x;',
];

test("no import reaches a host file or another package, in the check and in the build", async () => {
  for (const source of REACHES) {
    assert.notDeepEqual(await checkTypes({ "main.ts": source }, host), [], source);
    const built = await bundler.build({ "main.ts": source });
    assert.equal(built.ok, false, source);
    assert.ok(!built.ok && built.diagnostics.length > 0 && !JSON.stringify(built).includes("root:x"), source);
  }
});

test("no reference directive, JSON type or source map reads a host file", async () => {
  const found = await checkTypes(
    {
      "main.ts": `/// <reference path="/etc/passwd" />\n/// <reference path="/s/../../../../work/package.json" />\n/// <reference types="node" />\nexport default 1 as unknown as typeof import("/etc/hostname");\n//# sourceMappingURL=/etc/passwd`,
    },
    host,
  );
  assert.ok(found.length >= 4, JSON.stringify(found));
  assert.ok(!JSON.stringify(found).includes("root:x"));
  const built = await bundler.build({ "main.ts": "export default 1 as number;\n//# sourceMappingURL=/etc/passwd" });
  assert.ok(built.ok);
  const maps = [...built.bundle.matchAll(/sourceMappingURL=data:application\/json;base64,(\S+)/g)];
  assert.deepEqual([built.bundle.split("sourceMapping").length - 1, maps.length], [1, 1], "the source's own map is gone");
  const map = JSON.parse(Buffer.from(maps[0]?.[1] ?? "", "base64").toString("utf8")) as Record<string, unknown>;
  assert.deepEqual([Object.keys(map).toSorted(), map["sources"]], [["mappings", "names", "sources", "version"], ["main.ts"]]);
});

test("file names that leave the tree are refused before any tool runs", async () => {
  for (const name of ["../x.ts", "/etc/x.ts", "a/b.ts", "tsconfig.json", "node_modules", ".x.ts", "x.d.ts", `${"x".repeat(100)}.ts`]) {
    const files = { "main.ts": "export default 1", [name]: "export {}" };
    assert.equal((await checkTypes(files, host))[0]?.rule, "source", name);
    assert.equal((await bundler.build(files)).ok, false, name);
  }
  assert.equal((await checkTypes({ "other.ts": "" }, host))[0]?.message, "There is no main.ts.");
  assert.equal((await checkTypes({ "main.ts": "x".repeat(600_000) }, host))[0]?.rule, "source");
});

test("a check that had no time to work is told as the server's load, and not as the code's fault", async () => {
  await assert.rejects(checkTypes({ "main.ts": "export default 1;" }, host, { timeoutMs: 1, maxMemoryBytes: 700 << 20 }), { code: "unavailable", message: /too busy.*start it again/ });
});

test("types that compute for ever are stopped with words", async () => {
  // Each line runs into the compiler's own limit after seconds; together they would take minutes.
  const tree = `type Tree<D, A extends 0[]> = A["length"] extends 40 ? D : Tree<[D, 0], [...A, 0]> extends Tree<[D, 1], [...A, 0]> ? 1 : 2;`;
  const lines = Array.from({ length: 300 }, (_, n) => `export let t${n}: Tree<[${n}], []> = ${n} as never;`);
  const hostile = [tree, ...lines].join("\n");
  const found = await checkTypes({ "main.ts": hostile }, host, { timeoutMs: 1500, maxMemoryBytes: 700 << 20 });
  assert.match(found[0]?.message ?? "", /^The types take too (long|much memory) to check\. Use simpler types\.$/);
});

test("a missing file, a missing export and broken syntax are findings, not crashes", async () => {
  // A library that all APIs share is not there to be looked at: the check knows what it exports.
  assert.deepEqual((await checkTypes({ "main.ts": 'import { nope } from "hono"; export default nope;' }, host)).map(({ rule }) => rule), ["TS2305"]);
  for (const source of ['import "./nothing.ts"; export default 1;', 'import { nope } from "hono/cors"; export default nope;', 'import x from "hono/nope"; export default x;', "export default {"]) {
    const built = await bundler.build({ "main.ts": source });
    assert.ok(!built.ok && built.diagnostics[0]?.message, source);
    assert.ok(!/\\0|\/node_modules\//.test(JSON.stringify(built.diagnostics)), JSON.stringify(built.diagnostics));
  }
});

test("the rules are checked in the sandbox before anything is bundled, with their places", async () => {
  const built = await bundler.build({ "main.ts": 'import { priceOf } from "./price.ts";\nexport default eval(String(priceOf(1)));', "price.ts": `${PRICE} export const key = "ghp_${"a".repeat(36)}";` });
  assert.deepEqual(!built.ok && built.diagnostics.map(({ file, line, column, rule }) => [file, line, column, rule]), [["main.ts", 2, 16, "no-eval"], ["price.ts", 1, 81, "no-secret"]]);
});

test("source that crashes the native parser is a finding, and the next build works", async () => {
  const built = await bundler.build({ "main.ts": `export default 1${"+1".repeat(150_000)};` });
  assert.match((!built.ok && built.diagnostics[0]?.message) || "", /nests? (too deep|deeper)/);
  assert.equal((await bundler.build({ "main.ts": "export default 1" })).ok, true);
});

test("every part of Hono that may be imported exists, for the types and for the bundle", async () => {
  const lines = HONO_PARTS.map((part, n) => `import * as part${n} from "hono/${part}";`);
  const files = { "main.ts": `${lines.join("\n")}\nexport default [${HONO_PARTS.map((_, n) => `part${n}`).join(", ")}];` };
  const built = await bundler.build(files);
  assert.ok(built.ok, JSON.stringify(built));
  assert.deepEqual(requiredBy(built.bundle).filter((name) => !SHARED_LIBRARIES.some((shared) => shared === name)), []);
  assert.ok(!/["'`]node:/.test(built.bundle));
  assert.deepEqual(await checkTypes(files, host), []);
});

test("a bundle over 1 MB is refused with its size", async () => {
  const built = await bundler.build({ "main.ts": `export default ${JSON.stringify("漢".repeat(400_000))};` });
  assert.deepEqual(!built.ok && built.diagnostics.map(({ rule, message }) => [rule, message]), [["size", "The bundle has 1172 KB; at most 1024 KB are allowed. Import less, and keep data in collections instead of the source."]]);
});

test("a host without bubblewrap still checks and builds, on the development tier", async () => {
  const plain: SandboxHost = { ...host, sandbox: { ...host.sandbox, tier: "development", bubblewrap: null, seccompFiles: null, firstUid: null }, uids: createUids(null) };
  const files = { "main.ts": API, "price.ts": PRICE };
  assert.deepEqual(await checkTypes(files, plain), []);
  const plainBundler = createBundler(plain);
  assert.equal((await plainBundler.build(files)).ok, true);
  plainBundler.close();
});
