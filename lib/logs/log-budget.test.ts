import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleLine } from "#lib/runtime/runtime.ts";
import { LogBudget } from "./log-budget.ts";

const MANY = { lines: 1_000, bytes: 1_000_000 };
const lines = (count: number, text = "x"): ConsoleLine[] => Array.from({ length: count }, () => ["log", text]);
const levels = (kept: ConsoleLine[]) => kept.map(([level]) => level);

test("bytes are counted as they are stored, and one note in the place of what is cut names the limit", () => {
  const budget = new LogBudget({ minute: { lines: 100, bytes: 4_096 }, day: MANY });
  const kept = budget.admit("a", lines(5, "é".repeat(1_000)));
  assert.deepEqual(levels(kept), ["log", "log", "platform"]);
  assert.deepEqual(kept.at(-1), ["platform", "The rest is left out: of what an API prints in a minute, at most 100 lines and 4 KB are kept."]);
  assert.deepEqual(budget.admit("a", lines(1)), []);
});

test("a minute of one API is full for all of its calls; the next minute is not, and another API's never was", () => {
  let now = 0;
  const budget = new LogBudget({ minute: { lines: 10, bytes: 1_000 }, day: MANY }, () => now);
  const kept = Array.from({ length: 50 }, () => budget.admit("flood", lines(1))).flat();
  assert.deepEqual([kept.length, levels(kept).filter((level) => level === "platform").length], [11, 1]);
  assert.deepEqual(levels(budget.admit("quiet", lines(1))), ["log"]);
  now = 60_000;
  assert.deepEqual(levels(budget.admit("flood", lines(1))), ["log"]);
});

test("a day is full after its minutes", () => {
  let now = 0;
  const budget = new LogBudget({ minute: { lines: 10, bytes: 1_000 }, day: { lines: 15, bytes: 10_000 } }, () => now);
  const kept = Array.from({ length: 5 }, (_, n) => {
    now = n * 60_000;
    return budget.admit("a", lines(10)).length;
  });
  assert.deepEqual(kept, [10, 6, 0, 0, 0]);
});
