import assert from "node:assert/strict";
import { test } from "node:test";
import type { ConsoleLine } from "#lib/runtime/runtime.ts";
import { LogBudget } from "./log-budget.ts";

const MANY = { lines: 1_000, bytes: 1_000_000 };
const lines = (count: number, text = "x"): ConsoleLine[] => Array.from({ length: count }, () => ["log", text]);
const levels = (kept: ConsoleLine[]) => kept.map(([level]) => level);

test("a call keeps its first lines and one note, however many times it sends", () => {
  const budget = new LogBudget({ call: { lines: 3, bytes: 1_000 }, minute: MANY, day: MANY });
  assert.deepEqual(levels(budget.admit("a", "r1", lines(2))), ["log", "log"]);
  assert.deepEqual(levels(budget.admit("a", "r1", lines(5))), ["log", "platform"]);
  assert.deepEqual(budget.admit("a", "r1", lines(5)), []);
  assert.deepEqual(levels(budget.admit("a", "r2", lines(1))), ["log"]);
});

test("bytes are counted as they are stored, and the note names the limit", () => {
  const budget = new LogBudget({ call: { lines: 100, bytes: 4_096 }, minute: MANY, day: MANY });
  const kept = budget.admit("a", "r1", lines(3, "é".repeat(1_000)));
  assert.equal(kept.length, 3);
  assert.deepEqual(kept.at(-1), ["platform", "The rest is left out: of what one call prints, at most 100 lines and 4 KB are kept."]);
});

test("a minute of one API is full whatever request ids it makes up; the next minute is not, and another API never was", () => {
  let now = 0;
  const budget = new LogBudget({ call: MANY, minute: { lines: 10, bytes: 1_000 }, day: MANY }, () => now);
  const kept = Array.from({ length: 50 }, (_, n) => budget.admit("flood", `made-up-${n}`, lines(1))).flat();
  assert.deepEqual([kept.length, levels(kept).filter((level) => level === "platform").length], [11, 1]);
  assert.deepEqual(levels(budget.admit("quiet", "r", lines(1))), ["log"]);
  now = 60_000;
  assert.deepEqual(levels(budget.admit("flood", "r", lines(1))), ["log"]);
});

test("a day is full after its minutes", () => {
  let now = 0;
  const budget = new LogBudget({ call: MANY, minute: { lines: 10, bytes: 1_000 }, day: { lines: 15, bytes: 10_000 } }, () => now);
  const kept = Array.from({ length: 5 }, (_, n) => {
    now = n * 60_000;
    return budget.admit("a", `r${n}`, lines(10)).length;
  });
  assert.deepEqual(kept, [10, 6, 0, 0, 0]);
});
