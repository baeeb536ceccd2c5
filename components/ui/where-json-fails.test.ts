import assert from "node:assert/strict";
import { test } from "node:test";
import { whereJsonFails } from "./where-json-fails.ts";

test("a text that isn't JSON is told by line and column, with why", () => {
  const place = (text: string) => {
    const { line, column } = whereJsonFails(text) ?? { line: 0, column: 0 };
    return [line, column];
  };
  assert.deepEqual(place('{\n  "a": tru\n}'), [2, 8]);
  assert.deepEqual(place('{\n  "a": 1,\n}'), [3, 1]);
  assert.deepEqual(place('{"a": 1 "b": 2}'), [1, 9]);
  assert.deepEqual(place("{\n  'a': 1\n}"), [2, 3]);
  assert.deepEqual(place(""), [1, 1]);
  assert.deepEqual(place('{"a": 01}'), [1, 8]);
  assert.match(whereJsonFails('{"a": 1,}')?.message ?? "", /^Expected double-quoted property name\.$/);
  assert.equal(whereJsonFails('{"a": [1, -2.5e3, "\\u00e9", null]}'), null);
});
