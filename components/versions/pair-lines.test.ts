import assert from "node:assert/strict";
import { test } from "node:test";
import { pairLines } from "./pair-lines.ts";

const shown = (lines: string[]) => pairLines({ oldStart: 3, newStart: 5, lines }).map(({ left, right }) => [left && `${left.number}${left.text}`, right && `${right.number}${right.text}`]);

test("what goes stands beside what comes in its place, with the numbers of both texts", () => {
  assert.deepEqual(shown([" a", "-b", "-c", "+B", " d", "+e", "\\ No newline at end of file"]), [["3a", "5a"], ["4b", "6B"], ["5c", null], ["6d", "7d"], [null, "8e"]]);
});

test("a change that follows another one begins its own rows", () => {
  assert.deepEqual(shown(["-a", "+A", "-b", "+B"]), [["3a", "5A"], ["4b", "6B"]]);
});
