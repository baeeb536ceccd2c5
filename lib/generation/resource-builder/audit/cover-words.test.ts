import assert from "node:assert/strict";
import { test } from "node:test";
import { normaliseText } from "../normalise-text.ts";
import { readDescription } from "../read-description.ts";
import { ACCOUNTS } from "./accounts.ts";
import { uncoveredIn } from "./cover-words.ts";
import { FRAMES } from "./frame.ts";

const uncovered = (description: string, of = description): string[] => uncoveredIn(normaliseText(description), readDescription(of)).flatMap(({ words }) => words);

for (const { part, example } of ACCOUNTS) {
  test(`${part} answers for its words: ${JSON.stringify(example)}`, () => assert.deepEqual(uncovered(example), []));
}

for (const { example } of FRAMES) {
  test(`what is said around a wish is no part of it: ${JSON.stringify(example)}`, () => assert.deepEqual(uncovered(example), []));
}

const PLAN = "books with title, author, pages and lent (yes/no)";
/** A word of each kind that asks for something, beside a plan that knows the rest of its sentence. */
for (const [said, word] of [
  ["Books with title and author. Lent books are not shown", "not"], ["Books with title and author. If a book is lent its author is told", "if"], ["Books with title and author, at most 3 pages", "3"],
  ["Books with title and author. Books are lent for two weeks", "two"], ["Books with title and author. Librarians lend books", "librarians"], ["Books with title and author. The author with more pages", "more"],
  ["Books with title and author. Books are lent until Friday", "friday"], ["Books with title and author. Only authors lend books", "only"], ["borrowed books on loan with title and author", "loan"],
] as const) {
  test(`"${word}" in ${JSON.stringify(said)} is in nothing that would be built`, () => assert.ok(uncovered(said, PLAN).includes(word), uncovered(said, PLAN).join(" ")));
}
