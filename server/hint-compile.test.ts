import assert from "node:assert/strict";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import test from "node:test";
import { hintCompile } from "./hint-compile.ts";

test("scripts get the hint once, before anything else; sheets are left alone", (t) => {
  const folder = mkdtempSync(join(tmpdir(), "api-creator-hint-"));
  t.after(() => rmSync(folder, { recursive: true }));
  writeFileSync(join(folder, "a.js"), "run()");
  writeFileSync(join(folder, "a.css"), "a{}");
  hintCompile(folder);
  hintCompile(folder);
  assert.equal(readFileSync(join(folder, "a.js"), "utf8"), "//# allFunctionsCalledOnLoad\nrun()");
  assert.equal(readFileSync(join(folder, "a.css"), "utf8"), "a{}");
});
