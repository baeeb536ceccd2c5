import assert from "node:assert/strict";
import { test } from "node:test";
import { within } from "./within.ts";

test("a value that comes in time is passed on, and so is a failure", async () => {
  assert.equal(await within(Promise.resolve(1), 60_000, "late"), 1);
  await assert.rejects(within(Promise.reject(new Error("no")), 60_000, "late"), /no/);
});

test("a value that takes longer is given up", async () => {
  assert.equal(await within(new Promise(() => {}), 1, "late"), "late");
});
