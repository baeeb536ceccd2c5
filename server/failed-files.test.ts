import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { test } from "node:test";
import { failedFiles } from "./failed-files.ts";

/** What the runner prints of two files, of which the second is as given; only the last characters of it are kept. */
function outputOf(second: string, kept = 100_000): { output: string; files: string[] } {
  const folder = mkdtempSync(path.join(tmpdir(), "api-creator-summary-"));
  const files = ["a.test.mjs", "b.test.mjs"].map((name) => path.join(folder, name));
  writeFileSync(files[0] ?? "", 'import { test } from "node:test"; test("fine", () => {});');
  writeFileSync(files[1] ?? "", second);
  // Within a test the runner would report to this one's.
  const { NODE_TEST_CONTEXT: _ours, ...env } = process.env;
  const { stdout } = spawnSync(process.execPath, ["--test", `--test-reporter=${path.join(import.meta.dirname, "test-summary.ts")}`, ...files], { env, encoding: "utf8" });
  rmSync(folder, { recursive: true });
  return { output: stdout.slice(-kept), files };
}

test("a file with a failing test is named, also when the failure itself is longer than what is kept", () => {
  const { output, files } = outputOf('import { test } from "node:test"; test("long", () => { throw new Error("x".repeat(5_000)); });', 300);
  assert.deepEqual(failedFiles(output, files), [files[1]]);
});

test("a file that ends before its tests do is named", () => {
  const { output, files } = outputOf("process.exit(3);");
  assert.deepEqual(failedFiles(output, files), [files[1]]);
});

test("a test that is left out counts as failed in its file", () => {
  const { output, files } = outputOf('import { test } from "node:test"; test("later", { skip: true }, () => {});');
  assert.deepEqual(failedFiles(output, files), [files[1]]);
  assert.match(output, /^ℹ fail 1$/m);
});

test("without the summary, or with a failure of an unknown file, nothing is told", () => {
  assert.equal(failedFiles("ℹ fail 1", ["a.test.ts"]), null);
  assert.equal(failedFiles(`ℹ failed in ["${path.resolve("a.test.ts")}",null]`, ["a.test.ts"]), null);
});
