import assert from "node:assert/strict";
import { test } from "node:test";
import { isStarved, tooBusy } from "./starved.ts";

test("a tool that ran out of time without having had it is starved; one that worked all the time, or of which nothing is known, isn't", () => {
  assert.equal(isStarved(300, 15_000), true);
  assert.equal(isStarved(7_499, 15_000), true);
  assert.equal(isStarved(7_500, 15_000), false);
  assert.equal(isStarved(14_900, 15_000), false);
  assert.equal(isStarved(null, 15_000), false);
});

test("a busy server is told as ours, with what to do, and can be tried again", () => {
  assert.equal(tooBusy().code, "unavailable");
  assert.match(tooBusy().message, /Nothing is wrong with what you described.*start it again/);
  assert.doesNotMatch(tooBusy().message, /simpler|types|code takes/);
});
