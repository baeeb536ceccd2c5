import assert from "node:assert/strict";
import { test } from "node:test";
import { parseConsoleLines } from "./parse-console-lines.ts";

test("only what the code may say is taken: never the platform's own level, nothing malformed, no NUL", () => {
  const said = [["log", "one"], ["exception", "Error: two"], ["platform", "forged"], ["fatal", "x"], ["log", 5], "log", ["warn", "a\0b\ud800"]];
  assert.deepEqual(parseConsoleLines(said), [["log", "one"], ["exception", "Error: two"], ["warn", "ab\ufffd"]]);
  assert.deepEqual(parseConsoleLines({ 0: ["log", "x"] }), []);
});

test("lines, their length and all of them together are cut", () => {
  assert.equal(parseConsoleLines(Array.from({ length: 5_000 }, () => ["log", "x"])).length, 1_001);
  assert.equal(parseConsoleLines([["log", "x".repeat(100_000)]])[0]?.[1].length, 8_000);
  const many = parseConsoleLines(Array.from({ length: 100 }, () => ["log", "x".repeat(8_000)]));
  assert.ok(many.reduce((sum, [, text]) => sum + text.length, 0) <= 256 * 1024);
});
