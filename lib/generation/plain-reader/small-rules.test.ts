import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { readRemark } from "../field-remarks/read-remark.ts";
import { outlineOf } from "../outline/outline-of.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import type { Field } from "../resource-builder/resource-plan.ts";

const TRIPS = "Trips: harbour, skipper, code, minutes, seats, fare, home goals, away goals, starts at, ends at, cancelled (yes/no), fee paid (yes/no), state (ready, wet, away).";
const planned = (description: string) => { const outcome = design(description); return outcome.kind === "api" ? planOf(outcome.api)?.resources.at(-1) : undefined; };

/** A sentence behind the list of fields, and the facts that it makes. */
const HELD: [sentence: string, facts: Record<string, Partial<Field>>][] = [
  ["A trip is normally not cancelled.", { cancelled: { default: false } }],
  ["They are usually not cancelled.", { cancelled: { default: false } }],
  ["The fee is not paid at first.", { "fee paid": { default: false } }],
  ["Normally cancelled.", { cancelled: { default: true } }],
  ["Seats is usually 12.", { seats: { default: 12 } }],
  ["State starts wet.", { state: { default: "wet" } }],
  ["A trip cannot be over 300 minutes.", { minutes: { max: 300 } }],
  ["Trips last at least 30 minutes and not more than 240.", { minutes: { min: 30, max: 240 } }],
  ["A trip costs at most 80 euros.", { fare: { max: 80 } }],
  ["Goals are whole numbers, never below zero.", { "home goals": { min: 0 }, "away goals": { min: 0 } }],
  ["Fare is allowed to be 0 but not negative.", { fare: { min: 0 } }],
  ["Minutes cannot be zero or less.", { minutes: { min: 1 } }],
  ["Seats can't go below 2 and above 60.", { seats: { min: 2, max: 60 } }],
  ["Codes of trips must not repeat.", { code: { isUnique: true } }],
  ["Same code must not be used two times.", { code: { isUnique: true } }],
  ["Code is required and nobody else can have the same code.", { code: { isUnique: true, isRequired: true } }],
  ["Code must be unique and has 6 characters.", { code: { isUnique: true, minLength: 6, maxLength: 6 } }],
  ["No code twice.", { code: { isUnique: true } }],
  ["Same code not two times.", { code: { isUnique: true } }],
  ["Seats over 60 are not allowed.", { seats: { max: 60 } }],
  ["Fare can be 5 but not under it.", { fare: { min: 5 } }],
  ["Seats is usually 12, at most 20.", { seats: { default: 12, max: 20 } }],
  ["Cancelled is no if nobody ticks it.", { cancelled: { default: false } }],
  ["Only the skipper is optional.", { skipper: { isRequired: false } }],
  ["The skipper is voluntary.", { skipper: { isRequired: false } }],
  ["The skipper is not a must.", { skipper: { isRequired: false } }],
  ["The skipper may stay anonymous.", { skipper: { isRequired: false } }],
  ["The skipper is empty at first.", { skipper: { isRequired: false, default: undefined } }],
  ["The end must be later than the start.", { "ends at": { above: { field: "startsAt", isStrict: true } } }],
];
for (const [sentence, facts] of HELD) {
  test(`${JSON.stringify(sentence)} makes ${JSON.stringify(facts)}`, () => {
    const fields = planned(`${TRIPS} ${sentence}`)?.fields ?? [];
    const before = planned(TRIPS)?.fields ?? [];
    assert.ok(fields.length > 0, `${sentence} isn't built`);
    for (const [label, held] of Object.entries(facts)) for (const [name, value] of Object.entries(held)) assert.deepEqual(fields.find((one) => one.label === label)?.[name as keyof Field], value, `${label}: ${name}`);
    for (const field of before) if (!(field.label in facts)) assert.deepEqual(fields.find(({ label }) => label === field.label), field);
  });
}

/** Sentences of nearly the same words, of which nothing here is sure. */
const NOT_HELD = [
  "A harbour is usually busy.", "A trip is normally not refunded after a week.", "Skipper is usually short.", "State starts over every week.", "A trip cannot be over 300 litres.", "No trip is over 300 minutes on weekdays only.", "A trip costs at most 80 euros per family.",
  "Codes of harbours must not repeat on one day.", "Nobody else can have the same code and harbour.", "The end must be later than the last one.", "The fare must be later than the start.", "Delete the trips I sold automatically.", "Code must be unique and has a stamp of 6 colours.", "Seats is usually many.", "No code twice a year.", "Seats over 60 are not allowed on Sundays.", "Fare can be 5 but not under it for members.", "Seats is usually 12, at most 20 in winter.", "Trips can be deleted by the skipper.", "Trips can be cancelled or deleted once ready.", "Never two trips on the same river.",
];
for (const sentence of NOT_HELD) test(`${JSON.stringify(sentence)} never goes live as one of these rules`, () => assert.equal(design(`${TRIPS} ${sentence}`).kind, "refusal"));

test("what is served is no gap: deleting by hand, what is referred to, a list narrowed by how many, an order of the only thing", () => {
  const isLive = (description: string): boolean => design(description).kind === "api";
  assert.ok(isLive(`${TRIPS} I want to delete the ones I sold.`));
  assert.ok(!isLive(`${TRIPS} I want to list the ones I sold.`));
  assert.ok(isLive(`${TRIPS} Trips can be deleted.`));
  assert.equal(planned("Outings: place, date, seats, price. There must never be two outings on the same date.")?.fields.find(({ name }) => name === "date")?.isUnique, true);
  const crews = "Crews have a name. A sailor belongs to a crew and has a name and an age.";
  assert.ok(isLive(`${crews} Deleting a crew that still has sailors should not be possible.`));
  assert.ok(!isLive(`${crews} Deleting a sailor that still has crews should not be possible.`));
  assert.ok(isLive("Items with sku, name, quantity and shelf. Let me list the items with less than 10 pieces."));
  assert.ok(!isLive("Items with sku, name, quantity, stock and shelf. Let me list the items with less than 10 pieces."));
  assert.deepEqual(planned("Football results: home team, away team, played on. Latest match first.")?.sorted, { field: "playedOn", order: "desc" });
  assert.deepEqual(planned(`${TRIPS} Soonest ones on top.`)?.sorted, { field: "startsAt", order: "asc" });
});

test("a limit in brackets is read in either order of its words, and the half that isn't a figure is told alone", () => {
  const told = (label: string, inside: string) => readRemark(inside, label)?.told;
  for (const inside of ["200 minimum, 1000 maximum", "min 200 max 1000", "minimum 200, maximum 1000", "out of 200 to 1000"]) assert.deepEqual([told("weight", inside)?.min, told("weight", inside)?.max, told("weight", inside)?.choices], [200, 1000, undefined], inside);
  assert.deepEqual([told("children", "0 to 9 with 0 as default")?.default, told("children", "0 to 9 with 0 as default")?.max], [0, 9]);
  assert.equal(told("donor name", "optional, may stay anonymous")?.isRequired, false);
  assert.equal(told("donor name", "never anonymous"), undefined);
  const { outline, open } = outlineOf("Wines: name, vintage (between 1900 and this year), bottles left.");
  assert.equal(outline.things[0]?.fields.find(({ name }) => name === "vintage")?.min, 1900);
  assert.deepEqual(open.map(({ text }) => text), ["vintage (this year)"]);
});

test("a length or a range behind a name holds in a list in brackets too", () => {
  assert.deepEqual(planned("Books (title, author, isbn 10 to 13 characters, number of members at most six).")?.fields.map(({ label, minLength, max }) => [label, minLength, max]).slice(2), [["isbn", 10, undefined], ["number of members", undefined, 6]]);
});
