import assert from "node:assert/strict";
import { test } from "node:test";
import { keepMost } from "./keep-most.ts";

const without = (...words: string[]) => (text: string): boolean => words.every((word) => !text.includes(word));
const removed = (description: string, fits: (text: string) => boolean): string[] | undefined => keepMost(description, fits)?.removed.map(({ text }) => text);

test("an item of a list of fields goes alone, and the sentences around it stay", () => {
  assert.equal(keepMost("Runs with date, bad one, minutes. Bad two. Total minutes per month.", without("bad", "Bad"))?.description, "Runs with date, minutes. Total minutes per month");
});

test("where the first of a list of values is lost, the others are not taken for fields", () => {
  assert.deepEqual(removed("Orders with name, status bad, paid, shipped. Total per month", without("bad")), ["status bad", "paid", "shipped"]);
});

test("what speaks of a thing that is lost goes with it", () => {
  assert.deepEqual(removed("Tools with name, price. Bad members come. They return tools", without("Bad")), ["Bad members come", "They return tools"]);
});

test("a rule is never cut in two", () => {
  assert.deepEqual(removed("Tools with name, price. Members can check out a tool and return it", without("return")), ["Members can check out a tool and return it"]);
});

test("however long a description is, the tries are bounded", () => {
  let tries = 0;
  const never = (): boolean => { tries += 1; return false; };
  assert.equal(keepMost(Array.from({ length: 200 }, (_item, index) => `show ${index}`).join(". "), never), null);
  assert.ok(tries <= 32, String(tries));
});
