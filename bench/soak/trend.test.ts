import assert from "node:assert/strict";
import { test } from "node:test";
import { trendOf } from "./trend.ts";

test("a trend is told by the quarters' means and by the slope per hour", () => {
  assert.deepEqual(trendOf([1, 2, 3, 4, 5, 6, 7, 8], 3_600_000), { first: 1.5, last: 7.5, changePercent: 400, perHour: 1 });
  assert.deepEqual(trendOf([5, 5, 5, 5], 1_000), { first: 5, last: 5, changePercent: 0, perHour: 0 });
  assert.deepEqual(trendOf([0, 0], 1_000), { first: 0, last: 0, changePercent: 0, perHour: 0 });
});
