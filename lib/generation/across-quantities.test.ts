import assert from "node:assert/strict";
import { test } from "node:test";
import { unitConversion } from "#lib/blueprints/unit-conversion/blueprint.ts";
import { acrossQuantities } from "./across-quantities.ts";
import { design } from "./built-in-generator.ts";

const ACROSS: [description: string, quoted: string, said: string][] = [
  ["Convert cups and tablespoons to grams", "Convert cups and tablespoons to grams", "not volume into mass"],
  ["convert pounds to gallons", "convert pounds to gallons", "not mass into volume"],
  ["Convert meters into kg", "Convert meters into kg", "not length into mass"],
  ["Convert volume to weight", "Convert volume to weight", "not volume into mass"],
  ["unit conversion between liters and kilograms", "between liters and kilograms", "not volume into mass"],
  ["Convert between weight and volume", "between weight and volume", "not mass into volume"],
  ["convert 2 cups -> grams", "2 cups -> grams", "not volume into mass"],
  ["convert cups-to-grams", "cups-to-grams", "not volume into mass"],
  ["unit converter cups/grams", "cups/grams", "not volume into mass"],
  ["Unit converter that tells how many grams are in a cup", "how many grams are in a cup", "not mass into volume"],
  ["Convert miles per hour to km", "miles per hour to km", "not speed into length"],
  ["Convert cups to ml and grams", "Convert cups to ml and grams", "not volume into mass"],
  ["Convert km to miles and cups to grams", "cups to grams", "not volume into mass"],
];
for (const [description, quoted, said] of ACROSS) {
  test(`"${description}" turns a quantity into another: it is refused, quoted and explained`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(quoted), outcome.message);
    assert.ok(outcome.message.includes(said), outcome.message);
    for (const suggestion of outcome.suggestions) assert.equal(design(suggestion).kind, "api", suggestion);
  });
}

const WITHIN = [
  "Convert temperatures and lengths", "Convert weights and volumes", "converter from fahrenheit to celsius", "convert c to f", "kg/lbs converter", "convert kg and pounds, miles and km", "Convert km to miles and kg to lbs", "Convert km and kg to miles and pounds",
  "convert kg to pounds, length and temperature", "Convert km to miles, feet and inches, kg to lbs", "unit converter: celsius to fahrenheit to kelvin", "Convert between lengths, weights and temperatures", "unit conversion between celsius and fahrenheit, miles and kilometers",
  "lengths in meters, feet and inches, weights in kg and pounds, convert them", "convert gallons to liters in one call", "Convert kilometers an hour into knots", "unit converter for metric to imperial length and weight",
];
for (const description of WITHIN) {
  test(`"${description}" stays within each quantity and is answered whole`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    assert.deepEqual([outcome.api.name, outcome.api.leftOut], ["Unit conversion", []]);
  });
}

test("hours and seconds alone are no unit that it converts", () => assert.equal(design("Convert hours to seconds").kind, "refusal"));

test("what is crossed is found where it stands", () => {
  const description = "Convert km to miles. Also turn two cups into grams, please";
  assert.deepEqual(acrossQuantities(unitConversion, description).map(({ from, to, one, other }) => [description.slice(from, to), one, other]), [["cups into grams", "volume", "mass"]]);
});
