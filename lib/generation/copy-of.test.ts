import assert from "node:assert/strict";
import { test } from "node:test";
import { copyOf } from "./copy-of.ts";

test("a copy has all that it is of, to the last level, and shares none of it", () => {
  const draft = { things: [{ singular: "boat", fields: [{ name: "length", min: 0, isRequired: true, choices: ["a", "b"] }] }], last: -1, why: null, open: undefined };
  const copy = copyOf(draft);
  assert.deepStrictEqual(copy, draft);
  copy.things[0]?.fields[0]?.choices.push("c");
  copy.things.push({ singular: "berth", fields: [] });
  copy.last = 0;
  assert.deepStrictEqual(draft, { things: [{ singular: "boat", fields: [{ name: "length", min: 0, isRequired: true, choices: ["a", "b"] }] }], last: -1, why: null, open: undefined });
});

test("what is no object is itself, and an empty one stays what it is", () => {
  for (const plain of ["", "a", 0, -1.5, true, null, undefined]) assert.equal(copyOf(plain), plain);
  assert.deepStrictEqual([copyOf([]), copyOf({})], [[], {}]);
  assert.ok(Array.isArray(copyOf([[1], [2]])[0]));
});
