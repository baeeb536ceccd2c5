import assert from "node:assert/strict";
import { test } from "node:test";
import { remember } from "./remember.ts";

test("what was asked before isn't asked again, and what differs is", () => {
  const asked: string[] = [];
  const upper = remember((said) => { asked.push(said); return said.toUpperCase(); });
  assert.deepEqual([upper("bee"), upper("bee"), upper("Bee"), upper("")], ["BEE", "BEE", "BEE", ""]);
  assert.deepEqual(asked, ["bee", "Bee", ""]);
});

test("an answer of nothing is one, and two functions share no answers", () => {
  let times = 0;
  const none = remember<null>(() => { times += 1; return null; });
  assert.deepEqual([none("a"), none("a"), times], [null, null, 1]);
  assert.equal(remember((said) => `${said}!`)("a"), "a!");
});

test("of more than ten thousand the first are forgotten, and asked again", () => {
  let times = 0;
  const length = remember((said) => { times += 1; return said.length; });
  for (let index = 0; index <= 10_000; index += 1) length(String(index));
  assert.equal(length("10000"), 5);
  assert.equal(times, 10_001);
  length("0");
  assert.equal(times, 10_002);
});
