import assert from "node:assert/strict";
import { test } from "node:test";
import { createPace } from "./pace.ts";

/** When a page is read, in seconds, for changes that are told at these times. */
function readAt(toldMs: readonly number[], isEndless: boolean): number[] {
  const pace = createPace();
  const reads: number[] = [];
  let dueMs = Infinity;
  for (const nowMs of [...toldMs, Infinity]) {
    if (dueMs <= nowMs) {
      pace.read(dueMs);
      reads.push(dueMs / 1_000);
      dueMs = Infinity;
    }
    if (nowMs < Infinity) dueMs = Math.min(dueMs, pace.dueMs(nowMs, 250, isEndless));
  }
  return reads;
}
const eachSecond = (count: number, fromMs = 0): number[] => Array.from({ length: count }, (_, index) => fromMs + index * 1_000);

test("the first change is read at once, and each that people make within a second", () => {
  assert.deepEqual(readAt([0], true), [0.25]);
  assert.deepEqual(readAt(eachSecond(4), false), [0.25, 1.25, 2.25, 3.25]);
});

test("calls that are counted each second are read after pauses that double up to five seconds", () => {
  assert.deepEqual(readAt(eachSecond(21), true), [0.25, 1.25, 3.25, 7.25, 12.25, 17.25, 22.25]);
});

test("after a lull the next counted call is read at once again", () => {
  assert.deepEqual(readAt([...eachSecond(8), ...eachSecond(3, 30_000)], true).slice(-3), [30.25, 31.25, 33.25]);
});
