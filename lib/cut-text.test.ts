import assert from "node:assert/strict";
import { test } from "node:test";
import { cutText, shorten } from "./cut-text.ts";

test("a text is cut between characters, and not at all when it fits", () => {
  assert.equal(cutText("books", 5), "books");
  assert.equal(cutText("books and cars", 6), "books");
  assert.equal(cutText("book📚", 6), "book📚");
  assert.equal(cutText("book📚s", 6), "book📚");
  assert.equal(cutText("book📚s", 5), "book");
  for (let most = 0; most < 9; most++) assert.ok(cutText("a📚b📚c📚", most).isWellFormed(), String(most));
});

test("what is shortened says so and is no longer than asked", () => {
  assert.equal(shorten("books", 5), "books");
  assert.equal(shorten("bookshop", 5), "book…");
  assert.equal(shorten("boo📚shop", 5), "boo…");
});
