import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { outlineOf } from "./outline/outline-of.ts";
import { withoutIntroduction } from "./read-introduction.ts";

const things = (description: string): string[] => outlineOf(description).outline.things.map(({ singular, fields }) => `${singular}: ${fields.map(({ name }) => name).join(", ")}`);
const open = (description: string): string => outlineOf(description).open.map(({ text }) => text).join(" | ");

/** Where it is and who asks is no thing, and no field of one. */
const READ: [description: string, things: string[]][] = [
  ["Brewery with tanks and tastings. A tank has a number. A tasting goes to a tank and has a date.", ["tank: number", "tasting: tank, date"]],
  ["i am beekeeper with some hives. store hives with name and colour", ["hive: name, colour"]],
  ["Our climbing hall has halls and visits. A hall has a name. A visit has a hall and a date.", ["hall: name", "visit: hall, date"]],
  // What is said of it again, and what is one of many, is kept.
  ["Charity with campaigns. A charity has a name. A campaign has a title and a charity.", ["charity: name", "campaign: title, charity"]],
  ["Galleries have a name. A gallery has paintings. A painting has a title and a gallery.", ["gallery: name", "painting: gallery, title"]],
];
for (const [description, read] of READ) test(`${JSON.stringify(description)} keeps nothing of where it is`, () => assert.deepEqual(things(description), read));

test("only a place or a person with things of which more is said is an introduction", () => {
  for (const text of ["Recipe with ingredients and steps. Ingredients are required.", "Museum with a name and a city. Each room has a number.", "Charity with campaigns and donations. A campaign has a title.", "Band with albums and songs. An album has a title. A song has a title."]) assert.equal(withoutIntroduction(text).place, null, text);
});

test("what a field has to be is said of the field, and no thing", () => {
  assert.deepEqual(things("Ham log: callsign of other station, mode (CW, SSB), time of contact. Callsign has to be 3 to 10 characters.").length, 1);
});

test("examples, conditions and what others have are no fields", () => {
  for (const [description, never] of [
    ["Parcels: code which looks like two letters, e.g. AB12, weight and sender", /^e g|^each|^who/],
    ["Games: board, who must be two different people, with a result white wins, black wins or draw, and a date", /person|different|black wins/],
    ["Samples: code, date and results, each with name, value and unit", /^each|^value|^unit/],
  ] as const) for (const { singular, fields } of outlineOf(description).outline.things) for (const { name } of fields) if (/parcel|game|sample/.test(singular)) assert.doesNotMatch(name, never, description);
});

test("several of what has fields of its own are of what has them, and live only so", () => {
  for (const description of ["Every order has a date and several lines with a product name, a quantity and a price.", "A quote has a date and a list of positions, each with a text and a price."]) {
    const made = design(description);
    assert.ok(outlineOf(description).outline.things[1]?.fields.some(({ kind }) => kind === "reference"), description);
    assert.ok(made.kind === "refusal" || Object.values(made.api.files).some((code) => /(?:order|quote)Id/.test(code)), description);
  }
});

test("who signs up only once is whom the sign up names, where people are kept", () => {
  const description = "Helpers have name and email. Shifts have a title and a date. Helpers sign up for shifts. Nobody can sign up twice for the same shift.";
  const rules = outlineOf(description).outline.things.flatMap((thing) => thing.rules);
  assert.deepEqual(rules.filter(({ rule }) => rule === "once"), [{ rule: "once", fields: ["helper", "shift"], isPerCaller: false }], open(description));
});

test("what only asks for predictions gets no outline", () => {
  const outcome = design("Predict tomorrow's price of gold and of Acme stock from the news and tell me when to sell.");
  assert.ok(outcome.kind === "refusal" && outcome.outline === undefined, JSON.stringify(outcome));
  assert.deepEqual(things("Predict the score. Keep games with home team, away team and date.").length, 1);
});

test("what a thing is called is never 'entry' where the text names it", () => {
  assert.deepEqual(things("Reports to the town office: citizen name, subject. A report is new, then assigned, then solved."), ["report: citizen name, subject, status"]);
  assert.deepEqual(things("We note the noise of the road. One measurement = place, loudness (between 0 and 200), and time."), ["measurement: place, loudness, time"]);
});
