import assert from "node:assert/strict";
import { test } from "node:test";
import { readPlainly } from "../plain-reader/read-plainly.ts";
import { nameInWords } from "./name-in-words.ts";
import type { Told } from "./told.ts";

const flagOf = (said: string): string | null => { const told: Told = {}; const name = nameInWords(said, told); return told.kind === "boolean" ? name : null; };

test("what is asked of a part keeps the part in its name", () => {
  const asked: [string, string][] = [
    ["whether the lock is broken", "lock broken"], ["if the key was lost", "key lost"], ["whether their deposit has been paid", "deposit paid"], ["whether its door is already locked", "door locked"],
    ["whether the roof leaks", "roof leaks"], ["whether the tenant agreed", "tenant agreed"], ["whether the house has stairs", "house has stairs"],
  ];
  for (const [said, name] of asked) assert.equal(flagOf(said), name, said);
});

test("what is asked of the whole is called by what is asked", () => {
  for (const [said, name] of [["whether it is broken", "broken"], ["whether the item was lost", "lost"], ["if they have paid", "paid"], ["whether insured", "insured"]] as const) assert.equal(flagOf(said), name, said);
});

test("a thing's own name is no part of what is asked of it", () => {
  const read = readPlainly("Parrots: name, whether the parrot was fed, whether the cage was cleaned, age.");
  assert.deepEqual(read?.outline.things[0]?.fields.map(({ name }) => name), ["name", "fed", "cage cleaned", "age"]);
  assert.deepEqual(read?.open, []);
});
