import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import test from "node:test";
import { runInNewContext } from "node:vm";
import { REVEAL_SCRIPT } from "./reveal-script.ts";

test("React's own script still counts its pause from $RT, and has none where that can't be set", () => {
  const source = readFileSync(createRequire(import.meta.url).resolve("next/dist/compiled/react-dom/cjs/react-dom-server.node.production.js"), "utf8");
  assert.match(source, /"number"!==typeof \$RT\?requestAnimationFrame\(/, "a part is let in at the next frame");
  assert.match(source, /\$RT=performance\.now\(\)/);
  const page: Record<string, unknown> = {};
  page["window"] = page;
  runInNewContext(`${REVEAL_SCRIPT};$RT=1`, page);
  assert.equal(runInNewContext("typeof $RT", page), "undefined");
});
