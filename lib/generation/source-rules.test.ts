import assert from "node:assert/strict";
import { test } from "node:test";
import { checkSourceRules } from "./source-rules.ts";

const rulesOf = (source: string): string[] => checkSourceRules({ "main.ts": source, "own.ts": "export const a = 1;" }).map(({ rule }) => rule);

test("what a generated API may import passes", () => {
  assert.deepEqual(rulesOf('import { Hono } from "hono"; import { cors } from "hono/cors"; import { z } from "zod"; import { a } from "./own.ts"; import "@hono/zod-openapi"; import type { Env } from "api-creator";'), []);
});
for (const [source, rule] of [
  ['import fs from "node:fs";', "import"], ['import x from "../../lib/env.ts";', "import"], ['import x from "./other.ts";', "import"], ['export * from "cloudflare:workers";', "import"], ['import x from "hono/../../secret";', "import"],
  ['eval("1");', "no-eval"], ['new Function("return 1")();', "no-function-constructor"], ['globalThis["constructor"];', "no-constructor-access"], ['await import("hono");', "no-dynamic-import"],
  [`const key = "sk-ant-${"a".repeat(20)}";`, "no-secret"], [`const key = \`AKIA${"A".repeat(16)}\`;`, "no-secret"], ["// @ts-nocheck\nexport {};", "no-ts-directive"], ["const = 1;", "syntax"],
  [`const a = ${"[".repeat(5000)}${"]".repeat(5000)};`, "nesting"],
] as const) {
  test(`${source.slice(0, 60)} is refused by ${rule}`, () => assert.ok(rulesOf(source).includes(rule), rulesOf(source).join()));
}
test("a finding has its place", () => {
  const [finding] = checkSourceRules({ "main.ts": 'const a = 1;\n  eval("1");' });
  assert.deepEqual([finding?.file, finding?.line, finding?.column], ["main.ts", 2, 3]);
});
