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
for (const [source, rule] of [
  ['import fs from "node:fs";', "import"], ['import x from "../../lib/env.ts";', "import"], ['import x from "./other.ts";', "import"], ['export * from "cloudflare:workers";', "import"], ['import x from "hono/../../secret";', "import"],
  ['eval("1");', "no-eval"], ['new Function("return 1")();', "no-function-constructor"], ['globalThis["constructor"];', "no-constructor-access"], ['await import("hono");', "no-dynamic-import"],
  [`const key = "sk-ant-${"a".repeat(20)}";`, "no-secret"], [`const key = \`AKIA${"A".repeat(16)}\`;`, "no-secret"], ["// @ts-nocheck\nexport {};", "no-ts-directive"], ["const = 1;", "syntax"],
  ['import "hono/bun";', "import"], ['import "hono/deno";', "import"], ['import "hono/node-server";', "import"], ['import "hono/serve-static";', "import"], ['import "hono/utils/../bun";', "import"], ['import type { A } from "node:fs";', "import"], ['import "zod/v3";', "import"],
  ['globalThis.eval("1");', "no-eval"], ['globalThis["Function"]("1");', "no-function-constructor"], ['const { constructor: C } = () => {};', "no-constructor-access"], ['(() => {})[`constructor`]("1");', "no-constructor-access"], ['const { eval: e } = globalThis; process.exit(); e;', "no-process"],
  ['const a = { __proto__: null };', "no-constructor-access"], ['const a = {}; a.__proto__;', "no-constructor-access"], ['type A = import("node:fs").Stats;', "no-dynamic-import"], ['import fs = require("node:fs");', "no-require"], ['const a = { process };', "no-process"],
  [`const key = "AIza${"a".repeat(35)}";`, "no-secret"], [`// glpat-${"a".repeat(20)}\nexport {};`, "no-secret"], [`const key = "SG.${"a".repeat(22)}.${"b".repeat(43)}";`, "no-secret"], ['const url = "postgres://app:hunter2@db.example.com/x";', "no-secret"], [`const key = "xai-${"a".repeat(40)}";`, "no-secret"], [`const t = "12345678:AA${"x".repeat(33)}";`, "no-secret"],
  [`const a = ${"!".repeat(5000)}1;`, "nesting"],
  [`const a = ${"[".repeat(5000)}${"]".repeat(5000)};`, "nesting"],
] as const) {
  test(`${source.slice(0, 60)} is refused by ${rule}`, () => assert.ok(rulesOf(source).includes(rule), rulesOf(source).join()));
}
test("a finding has its place", () => {
  const [finding] = checkSourceRules({ "main.ts": 'const a = 1;\n  eval("1");' });
  assert.deepEqual([finding?.file, finding?.line, finding?.column], ["main.ts", 2, 3]);
});

test("counting the nesting takes one pass over any source", () => {
  for (const piece of ["/*", "//", '"', "'", "\\", "/**/(", '"\\"', "!"]) {
    const start = process.cpuUsage().user;
    nestingOf(piece.repeat(500_000 / piece.length));
    assert.ok(process.cpuUsage(undefined).user - start < 5_000_000, piece);
  }
});
