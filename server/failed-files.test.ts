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
  const { stdout } = spawnSync(process.execPath, ["--import", path.join(import.meta.dirname, "test-stays-open.ts"), "--test", `--test-reporter=${path.join(import.meta.dirname, "test-summary.ts")}`, ...files], { env: { ...env, TEST_EXIT_PATIENCE_MS: "300" }, encoding: "utf8" });
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

test("a file whose tests have ended and that doesn't, because something of it is open, is ended, named and told", () => {
  const { output, files } = outputOf('import { test } from "node:test"; test("leaves a timer", () => void setInterval(() => {}, 1_000));');
  assert.deepEqual(failedFiles(output, files), [files[1]]);
  assert.match(output, /b\.test\.mjs has ended and stays open: .*Timeout/);
});

test("a file whose last hook never ends is ended and named", () => {
  const { output, files } = outputOf('import { after, test } from "node:test"; after(() => new Promise(() => setInterval(() => {}, 1_000))); test("fine", () => {});');
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
