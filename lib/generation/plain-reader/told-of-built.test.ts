import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { readPlainly } from "./read-plainly.ts";

/** Sentences that ask for what the rest of the description makes anyway: nothing of them is told as not read. */
const MET = [
  "Repairs: owner name, owner email, problem and a status that is received, in progress or done. New repairs start as received. Email should be a real email address.",
  "Members of a choir: name, email, voice. The email must be a real looking email address.",
  "For every plant: latin name, price, number in stock. Price and stock can never go below zero.",
  "For every plant: latin name, price, number in stock. Stock must never drop below 0.",
  "For the nursery I'd like to record what kids are allergic to. Child has name, birthday, list of allergies and emergency phone.",
  "We want to keep track of when machines were repaired. Machines: name, repair date.",
  "Bottles with producer, vintage, grape. Vintage should be a year between 1900 and 2100.",
  "People keep their own fishing catches: species, lake, date. Everybody only sees their own catches, never somebody else's.",
];
for (const description of MET) test(`${JSON.stringify(description)} is built, and nothing is open`, () => {
  assert.deepEqual(readPlainly(description)?.open, []);
  assert.equal(design(description).kind, "api");
});

/** What such a sentence holds a field to, where it says more than what is so already. */
test("a limit in other words is held as it is said", () => {
  const held = (rule: string): unknown => { const field = readPlainly(`Plants: name, number in stock. ${rule}`)?.outline.things[0]?.fields.find(({ name }) => name === "number in stock"); return [field?.min, field?.max]; };
  assert.deepEqual(held("Stock can never go below ten."), [10, undefined]);
  assert.deepEqual(held("Stock must never go above 50."), [0, 50]);
});

/** Near them, and not met: each of them stays told. */
const OPEN = [
  "Repairs: owner name, postal address. Address should be a real postal address.",
  "Repairs: owner name, problem. Owner name must be a real person.",
  "Plants: name, price, number in stock. The garden can never go below zero.",
  "For the nursery I'd like to record what kids are allergic to and who picks them up. Child has name, birthday and list of allergies.",
  "I'd like to record which kids are allergic to nuts. Child has name and list of allergies.",
  "We want to record what machines were repaired with. Machines: name, repair date.",
  "We want to record when machines were repaired. Machines: name, repair cost.",
  "I'd like to record what kids eat. Child has name and list of allergies.",
  "Catches: species, lake. Everybody sees all catches, never somebody else's phone.",
  "People keep their own catches: species, lake. Everybody only sees their own catches, never somebody else's address.",
  "Catches: species, lake. Never show somebody else's.",
];
for (const description of OPEN) test(`${JSON.stringify(description)} is not built as if it were met`, () => assert.equal(design(description).kind, "refusal"));

for (const what of ["who repaired machines", "where machines were repaired"]) test(`${JSON.stringify(what)} is not met by when it was`, () => assert.equal(readPlainly(`We want to record ${what}. Machines: name, repair date.`)?.open.length, 1));
