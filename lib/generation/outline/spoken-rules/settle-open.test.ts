import assert from "node:assert/strict";
import { test } from "node:test";
import type { Outline, OutlineField } from "../schema.ts";
import { settleOpen } from "./settle-open.ts";

const field = (name: string, kind: OutlineField["kind"], more: Partial<OutlineField> = {}): OutlineField => ({ name, kind, isRequired: true, isUnique: false, ...more });
const thing = (singular: string, fields: OutlineField[]): Outline["things"][number] => ({ singular, ownership: "shared", fields, search: [], rules: [] });
const outline = (): Outline => ({
  things: [
    thing("trip", [field("title", "text"), field("seats", "integer", { min: 0 })]),
    thing("guest", [field("name", "text"), field("phone", "phone")]),
    thing("place", [field("trip", "reference", { of: "trip" }), field("guest", "reference", { of: "guest" }), field("cabin", "text"), field("day", "date"), field("part of day", "choice", { choices: ["early", "late"] })]),
    thing("dive", [field("guest", "reference", { of: "guest" }), field("start", "dateTime"), field("end", "dateTime"), field("date returned", "date", { isRequired: false })]),
  ],
});
const read = (text: string): { rules: unknown[]; open: string[] } => { const { outline: { things }, open } = settleOpen({ outline: outline(), open: [{ text, why: "?" }] }); return { rules: things.flatMap(({ singular, rules }) => rules.map((rule) => ({ of: singular, ...rule }))), open: open.map((part) => part.text) }; };

const once = (...fields: string[]): object => ({ of: "place", rule: "once", fields, isPerCaller: false });
const READ: [text: string, rules: object[]][] = [
  ["one place per guest per day and part of day", [once("guest", "day", "part of day")]],
  ["The same cabin can't be given twice for the same day", [once("cabin", "day")]],
  ["one place per guest and date", [once("guest", "day")]],
  ["no guest twice on the same trip", [once("guest", "trip")]],
  ["max 8 places per trip", [{ of: "place", rule: "most", max: 8, per: "trip", only: null }]],
  ["A guest may have at most 3 dives open at once", [{ of: "dive", rule: "most", max: 3, per: "guest", only: { field: "date returned", values: [null] } }]],
  ["not more places than seats", [{ of: "place", rule: "most", max: "seats", per: "trip", only: null }]],
  ["A guest can't have two dives at the same time", [{ of: "dive", rule: "apart", start: "start", end: "end", per: ["guest"], unless: null }, { of: "dive", rule: "above", field: "end", other: "start", isStrict: true }]],
  ["Deleting a trip with places is not allowed", []],
  ["Places are never deleted", [{ of: "place", rule: "kept" }]],
  ["not twice for the same trip", [once("trip", "guest")]],
  ["not more places than seats and no guest twice on the same trip", [{ of: "place", rule: "most", max: "seats", per: "trip", only: null }, once("guest", "trip")]],
];
for (const [text, rules] of READ) test(`${JSON.stringify(text)} is a rule of the outline`, () => assert.deepEqual(read(text), { rules, open: [] }));

/** A word of each names nothing that is kept, or asks for what no such rule does. */
const OPEN = [
  "one place per guest per day and boat",
  "one place per guest per day unless it rains",
  "one guest per day and place",
  "A guest may take a place twice on one day",
  "max 8 old places per trip",
  "A guest may have at most 3 places open at once",
  "not more places than beds",
  "A boat can't have two dives at the same time",
  "Guests can delete a trip",
  "Places are never deleted after the trip has begun",
  "Nobody can see the places of others",
  "The email must be a real looking address",
  "not more places than seats may be moved and deleted",
];
for (const text of OPEN) test(`${JSON.stringify(text)} stays open`, () => assert.deepEqual(read(text), { rules: [], open: [text] }));

test("of two clauses the one that isn't read stays open", () => {
  assert.deepEqual(read("no guest twice on the same trip, and the captain decides"), { rules: [once("guest", "trip")], open: ["the captain decides"] });
});

test("what is only marked has a flag for it, and what is somebody's own is seen by nobody else", () => {
  const { outline: read, open } = settleOpen({ outline: outline(), open: [{ text: "Places are never deleted, only marked as dropped", why: "?" }] });
  assert.deepEqual([read.things[2]?.fields.at(-1), read.things[2]?.rules, open], [field("dropped", "boolean", { isRequired: false, default: false }), [{ rule: "kept" }], []]);
  const own = { things: outline().things.map((one) => ({ ...one, ownership: "perConsumer" as const })) };
  assert.deepEqual(settleOpen({ outline: own, open: [{ text: "Nobody can see the places of others", why: "?" }] }).open, []);
});

test("what is listed and only named by others has a name, and they point to it", () => {
  const listed = { outline: outline(), open: [{ text: "cabins", why: "Nothing is said of what is kept of them." }, { text: "ropes", why: "Nothing is said of what is kept of them." }] };
  const { outline: read, open } = settleOpen(listed);
  assert.deepEqual([read.things.at(-1)?.singular, read.things[2]?.fields[2]?.of, open.map(({ text }) => text)], ["cabin", "cabin", ["ropes"]]);
});

test("a word of a field that is only guessed names nothing", () => {
  const guessed = { things: [thing("meal", [field("date", "date"), field("2 50 for pupils", "text", { isGuess: true })])] };
  assert.deepEqual(settleOpen({ outline: guessed, open: [{ text: "Pupils order one meal per day", why: "?" }] }).outline.things[0]?.rules, []);
});
