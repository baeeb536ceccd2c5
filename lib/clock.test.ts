import assert from "node:assert/strict";
import { test } from "node:test";
import { isoTime } from "./clock.ts";

test("each moment has its own text, also when a clock goes back or asks twice", () => {
  for (const ms of [0, 1, 1, 1_763_769_600_000, 1_763_769_600_001, 1_763_769_600_000, 1]) assert.equal(isoTime(ms), new Date(ms).toISOString());
});
