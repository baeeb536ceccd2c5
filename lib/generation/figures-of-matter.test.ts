import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { outlineOfPlan } from "./outline/outline-of-plan.ts";
import { planOf } from "./resource-builder/plan-of-api.ts";

/** What a description that goes live keeps of one field. */
const FIELDS: [description: string, name: string, held: object][] = [
  ["I keep ciders with a name, a country and stars out of five.", "stars", { kind: "integer", min: 0, max: 5 }],
  ["I keep films with a title and my rating out of ten.", "rating", { kind: "integer", min: 0, max: 10 }],
  ["I keep a log of pond feedings with date, food and amount.", "amount", { kind: "number", min: 0 }],
  ["Waterings with a date, a plant and the amount.", "amount", { kind: "number", min: 0 }],
  // What is paid stays money, also where it is paid for food.
  ["Donations with a name, the amount and the date.", "amount", { kind: "money" }],
  ["Receipts with shop, food, amount and date.", "amount", { kind: "money" }],
  ["A list of ferns with a name and how often to water them in days.", "water interval in days", { kind: "integer" }],
  ["A list of ferns with a name, room, and how often they need water in days.", "water interval in days", { kind: "integer" }],
  // Without a unit it may be "every second Monday".
  ["A list of ferns with a name and how often to water them.", "frequency", { kind: "text" }],
];

for (const [description, name, held] of FIELDS) test(description, () => {
  const designed = design(description);
  assert.equal(designed.kind, "api");
  const plan = designed.kind === "api" ? planOf(designed.api) : null;
  assert.ok(plan);
  const field = outlineOfPlan(plan).things[0]?.fields.find((other) => other.name === name);
  assert.ok(field, `no ${name}`);
  assert.partialDeepStrictEqual(field, held);
});
