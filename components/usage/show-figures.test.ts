import assert from "node:assert/strict";
import { test } from "node:test";
import { niceTop } from "./nice-top.ts";
import { showBytes, showCount, showPoint, showRate } from "./show-figures.ts";

test("figures keep three digits and their unit", () => {
  assert.deepEqual([0, 9_999, 12_345, 4_560_000].map(showCount), ["0", "9,999", "12.3K", "4.56M"]);
  assert.deepEqual([0, 1_023, 1_024, 12_345, 100 * 2 ** 20, 5 * 2 ** 30].map(showBytes), ["0 B", "1,023 B", "1 KB", "12.1 KB", "100 MB", "5 GB"]);
  assert.deepEqual(["minute", "hour", "day"].map((interval) => showPoint("2026-11-21T14:05:00Z", interval as "minute")), ["14:05", "21 Nov 14:05", "21 Nov"]);
});

test("a rate is never rounded up to all or down to none", () => {
  assert.deepEqual([null, 0, 0.000001, 0.0042, 0.94, 0.9951, 0.999999, 1].map(showRate), ["–", "0 %", "<0.01 %", "0.42 %", "94 %", "99.51 %", "99.99 %", "100 %"]);
});

test("the top of an axis is a round number that holds the highest value and halves well", () => {
  assert.deepEqual([0, 1, 2, 3, 7, 10, 11, 99, 101, 1_007, 480, 0.3].map(niceTop), [2, 2, 2, 4, 8, 10, 12, 100, 120, 1_200, 500, 2]);
});
