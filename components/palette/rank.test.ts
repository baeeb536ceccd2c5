import assert from "node:assert/strict";
import { test } from "node:test";
import { rank } from "./rank.ts";

const THINGS = [{ label: "APIs", words: "dashboard home" }, { label: "API keys", words: "tokens" }, { label: "Bookings" }, { label: "Books: Logs" }, { label: "My books" }, { label: "Books" }];
const found = (typed: string, limit = 10) => rank(typed, THINGS, limit).map((thing) => thing.label);

test("a name that begins with the words comes before one that has them inside", () => {
  assert.deepEqual(found("book"), ["Bookings", "Books: Logs", "Books", "My books"]);
});

test("every word must be found, in any order, in the name or in other words for it", () => {
  assert.deepEqual(found("logs books"), ["Books: Logs"]);
  assert.deepEqual(found("home"), ["APIs"]);
  assert.deepEqual(found("books tokens"), []);
});

test("nothing typed shows the first things; signs alone are nothing", () => {
  assert.deepEqual(found("  ", 2), ["APIs", "API keys"]);
  assert.deepEqual(found("(*[\\", 1), ["APIs"]);
});
