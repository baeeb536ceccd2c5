import assert from "node:assert/strict";
import { test } from "node:test";
import { nestingOf } from "./nesting-of.ts";
import { checkSourceRules } from "./source-rules.ts";

const rulesOf = (source: string): string[] => checkSourceRules({ "main.ts": source, "own.ts": "export const a = 1;" }).map(({ rule }) => rule);

test("what a generated API may import passes", () => {
  assert.deepEqual(rulesOf('import { Hono } from "hono"; import { cors } from "hono/cors"; import { z } from "zod"; import { a } from "./own.ts"; import "@hono/zod-openapi"; import { HTTPException } from "hono/http-exception"; import type { Env } from "api-creator";'), []);
});
test("ordinary names pass, however they sound", () => {
  const source = 'const lamp = { process: 1, "require": 2, eval: 3 }; type T = { process: string; Function(): void }; class A { process = 1; constructor() {} } lamp.process; lamp["process"]; const { process: step } = lamp; export const say = (text: string) => text + "sk-" + "Function" + step + "https://x.example/a?key=AIza"; export { A, type T };';
  assert.deepEqual(rulesOf(source), []);
});
test("await in a function passes, wherever the function stands", () => {
  assert.deepEqual(rulesOf("async function a() { await 1; for await (const x of []) x; } const b = async () => await 1; class C { async d() { await 1; } e = async () => { await 2; }; } export default { f: [async function () { await 3; }], async g(h = async () => await 4) { await h; } };"), []);
});
/** What each rule refuses. */
const REFUSED: Record<string, string[]> = {
  import: [
    ...["node:fs", "../../lib/env.ts", "./other.ts", "hono/../../secret", "hono/bun", "hono/deno", "hono/node-server", "hono/serve-static", "hono/utils/../bun", "zod/v3"].map((name) => `import x from "${name}";`),
    'import "hono/bun";', 'import type { A } from "node:fs";', 'export * from "cloudflare:workers";', 'export { env } from "cloudflare:workers";',
  ],
  "no-dynamic-import": ['await import("hono");', 'type A = import("node:fs").Stats;'],
  "no-top-level-await": ["await Promise.resolve();", "for await (const x of []) x;", "const f = async () => { await 1; }; await f();", "async function g() {} export const a = [() => 1, await g()];"],
  "no-require": ['import fs = require("node:fs");', 'require("node:fs");'],
  "no-process": ["const { eval: e } = globalThis; process.exit(); e;", "const a = { process };"],
  "no-eval": ['eval("1");', 'globalThis.eval("1");'],
  "no-function-constructor": ['new Function("return 1")();', 'globalThis["Function"]("1");'],
  "no-constructor-access": ['globalThis["constructor"];', "const { constructor: C } = () => {};", '(() => {})[`constructor`]("1");', "const a = { __proto__: null };", "const a = {}; a.__proto__;"],
  "no-webassembly": ["WebAssembly.compile(new Uint8Array(8));", "globalThis.WebAssembly;"],
  "no-import-scripts": ['importScripts("x");'],
  "no-with": ["with (globalThis) { name; }"],
  "no-ts-directive": ["// @ts-nocheck\nexport {};", '/// <reference types="node" />\nexport {};'],
  "no-secret": [
    ...[`sk-ant-${"a".repeat(20)}`, `AIza${"a".repeat(35)}`, `SG.${"a".repeat(22)}.${"b".repeat(43)}`, `xai-${"a".repeat(40)}`, `12345678:AA${"x".repeat(33)}`, "postgres://app:hunter2@db.example.com/x"].map((secret) => `const key = "${secret}";`),
    `const key = \`AKIA${"A".repeat(16)}\`;`, `// glpat-${"a".repeat(20)}\nexport {};`,
  ],
  syntax: ["const = 1;"],
  nesting: [`const a = ${"!".repeat(5000)}1;`, `const a = ${"[".repeat(5000)}${"]".repeat(5000)};`],
};
for (const [rule, sources] of Object.entries(REFUSED)) {
  for (const source of sources) test(`${source.slice(0, 60)} is refused by ${rule}`, () => assert.ok(rulesOf(source).includes(rule), rulesOf(source).join()));
}
test("a finding has its place", () => {
  const [finding] = checkSourceRules({ "main.ts": 'const a = 1;\n  eval("1");' });
  assert.deepEqual([finding?.file, finding?.line, finding?.column], ["main.ts", 2, 3]);
});

test("counting the nesting takes one pass over any source", () => {
  for (const piece of ["/*", "//", '"', "'", "\\", "/**/(", '"\\"', "!"]) {
    const before = process.cpuUsage();
    nestingOf(piece.repeat(500_000 / piece.length));
    // Its own time, whoever else computes: one pass takes a hundredth of this, one per character minutes.
    assert.ok(process.cpuUsage(before).user < 5_000_000, piece);
  }
});
