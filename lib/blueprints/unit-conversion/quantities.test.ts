import assert from "node:assert/strict";
import { test } from "node:test";
import { readSource } from "../read-source.ts";
import { quantities } from "./quantities.ts";

const UNIT = /^ {2}"?([a-z-]+)"?: \{ quantity: "([a-z]+)", .*also: \[(.*)\] \},$/gm;
/** Symbols that are other words too, or belong to no unit that a description names so. */
const UNSAID = new Set(["in", "r", "t", "st", "kn", "kt"]);

const quantityOf = (word: string): string[] => Object.entries(quantities).flatMap(([quantity, words]) => (words.split(" ").includes(word) ? [quantity] : []));

test("each unit of the API, by its name and each of its other names of one word, is of the quantity that the API gives it", () => {
  const units = [...readSource("unit-conversion").matchAll(UNIT)];
  assert.equal(units.length, 34);
  for (const [, name = "", quantity = "", also = ""] of units) {
    const names = [name, ...also.split(", ").map((other) => other.replaceAll('"', ""))];
    for (const word of names.filter((other) => /^[a-z]+$/.test(other) && !UNSAID.has(other))) assert.deepEqual([quantityOf(word), quantityOf(word.replace(/(?:e?s)$/, ""))].find((found) => found.length > 0), [quantity], word);
  }
});

test("no word is of two quantities", () => {
  const words = Object.values(quantities).flatMap((list) => list.split(" "));
  assert.deepEqual(words.filter((word, index) => words.indexOf(word) !== index), []);
});
