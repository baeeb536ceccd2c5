import assert from "node:assert/strict";
import { test } from "node:test";
import { documentColumns, fieldOf, ordersOf, showValue } from "./document-columns.ts";

test("the columns are the fields that most documents have, what names a thing first", () => {
  assert.deepEqual(documentColumns([{ year: 1, title: "a", lent: true }, { year: 2, title: "b", lent: false }, { rare: 1 }]), ["title", "year", "lent", "rare"]);
  assert.deepEqual(documentColumns([{ a: 1, b: 1, c: 1, d: 1, e: 1, f: 1, g: 1 }]).length, 5);
});

test("what isn't an object has no columns, and a missing field isn't null", () => {
  assert.deepEqual([documentColumns(["text", 7, null, [1]]), fieldOf("text", "length"), showValue(fieldOf({ a: null }, "a")), showValue(fieldOf({}, "a"))], [[], undefined, "null", "–"]);
});

test("a list is offered its own orders and its fields both ways, and keeps the one that it has", () => {
  assert.deepEqual(ordersOf(["title", "two words"], "").map(({ orderBy }) => orderBy), ["-createdAt", "createdAt", "-updatedAt", "updatedAt", "title", "-title"]);
  assert.deepEqual(ordersOf(["title"], "-pages").slice(-3), [{ orderBy: "title", words: "title, ascending" }, { orderBy: "-title", words: "title, descending" }, { orderBy: "-pages", words: "pages, descending" }]);
  assert.deepEqual(ordersOf(["createdAt", "title"], "-title").length, 6);
});
