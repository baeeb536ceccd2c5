import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import type { Field } from "../resource-builder/resource-plan.ts";

const LAMPS = "Lamps: name, code, shelf, price, weight, lit (yes/no), state (new, used, broken), story.";

const fieldsOf = (description: string): Field[] => {
  const outcome = design(description);
  assert.equal(outcome.kind, "api", outcome.kind === "refusal" ? `${description}\n${outcome.message}` : "");
  return outcome.kind === "api" ? planOf(outcome.api)?.resources.at(-1)?.fields ?? [] : [];
};

/** A sentence behind the list of fields, and the facts that it makes, of each field that it names. */
const HELD: [sentence: string, facts: Record<string, Partial<Field>>][] = [
  ["Don't let anybody save a lamp without a shelf.", { shelf: { isRequired: true } }],
  ["Nobody should be able to add a lamp without a story.", { story: { isRequired: true } }],
  ["A lamp can't be stored without a code and a story.", { code: { isRequired: true }, story: { isRequired: true } }],
  ["Never save a lamp without a story.", { story: { isRequired: true } }],
  ["Without a shelf and a story it must not be saved.", { shelf: { isRequired: true }, story: { isRequired: true } }],
  ["The code is unique and must be filled in.", { code: { isUnique: true, isRequired: true } }],
  ["State must be one of those.", { state: { options: ["new", "used", "broken"] } }],
  ["Without a story it must not be saved.", { story: { isRequired: true } }],
  ["Every lamp has to have a story.", { story: { isRequired: true } }],
  ["Everything needs a story.", { story: { isRequired: true } }],
  ["Shelf and code and story must be filled in.", { shelf: { isRequired: true }, code: { isRequired: true }, story: { isRequired: true } }],
  ["Code, shelf are optional.", { code: { isRequired: false }, shelf: { isRequired: false } }],
  ["Shelf can be unknown.", { shelf: { isRequired: false } }],
  ["The code isn't required.", { code: { isRequired: false } }],
  ["Shelf optional, the rest required.", { shelf: { isRequired: false }, code: { isRequired: true }, story: { isRequired: true } }],
  ["All except the shelf are required.", { shelf: { isRequired: false }, story: { isRequired: true } }],
  ["Only the name is required.", { name: { isRequired: true }, code: { isRequired: false }, shelf: { isRequired: false } }],
  ["Never two lamps with the same code.", { code: { isUnique: true } }],
  ["Nobody can add two with the same code.", { code: { isUnique: true } }],
  ["Two lamps must not have the same code.", { code: { isUnique: true } }],
  ["The code must not occur twice.", { code: { isUnique: true } }],
  ["Every lamp has its own code.", { code: { isUnique: true } }],
  ["State is used if nobody says.", { state: { default: "used" } }],
  ["State is 'new' unless told otherwise.", { state: { default: "new" } }],
  ["New lamps are 'used' unless somebody says so.", { state: { default: "used" } }],
  ["A new lamp is used.", { state: { default: "used" } }],
  ["It starts as new.", { state: { default: "new" } }],
  ["By default not lit.", { lit: { default: false } }],
  ["By default state is broken.", { state: { default: "broken" } }],
  ["Not lit unless somebody says so.", { lit: { default: false } }],
  ["Default for state is used, price 5.", { state: { default: "used" }, price: { default: 5 } }],
  ["Used is the usual state.", { state: { default: "used" } }],
  ["Price mustn't be negative, weight from 10 to 200.", { price: { min: 0 }, "weight": { min: 10, max: 200 } }],
  ["Price and weight must be above zero.", { price: { min: 0.01 }, "weight": { min: 0, isOverMin: true } }],
  ["Story is no more than 300 characters.", { story: { maxLength: 300 } }],
  ["Only north, south or far away are allowed as shelf.", { shelf: { options: ["north", "south", "far away"] } }],
  ["Only cheap or dear or in between are allowed as level.", { level: { options: ["cheap", "dear", "in between"] } }],
  ["Shelf can only be A, B or C2.", { shelf: { options: ["A", "B", "C2"] } }],
];
for (const [sentence, facts] of HELD) {
  test(`${JSON.stringify(sentence)} makes ${JSON.stringify(facts)}`, () => {
    const before = fieldsOf(LAMPS);
    const fields = fieldsOf(`${LAMPS} ${sentence}`);
    for (const [label, held] of Object.entries(facts)) {
      const field = fields.find((one) => one.label === label);
      for (const [name, value] of Object.entries(held)) assert.deepEqual(field?.[name as keyof Field], value, `${label}: ${name}`);
    }
    // What isn't spoken of is as it was.
    if (!/rest|except|only the/i.test(sentence)) for (const field of before) if (!(field.label in facts)) assert.deepEqual(fields.find(({ label }) => label === field.label), field);
  });
}

test("what a thing is, one of several at a time, is a status of its own, or the kind of it", () => {
  assert.deepEqual(fieldsOf("Repairs with customer name and price. A repair is either waiting for parts, in progress or done.").at(-1)?.options, ["waiting for parts", "in progress", "done"]);
  assert.deepEqual(fieldsOf("Plots: number, tenant. Each plot is sunny, shady or wet.").at(-1)?.label, "kind");
});

/** Sentences of the same words that say something else. */
const NOT_HELD = [
  "Never two lamps with the same code and shelf on one day.", "A lamp needs a code or a shelf.", "Nobody can see a lamp without a login.", "Lamps can be edited or deleted by their owner.", "Only admins are allowed as shelf owners.",
  "State is used unless the price is above 5.", "Story is needed when the state is broken.", "Price is 5 for members.", "A new lamp is shown first to members.", "Price must be below the average.", "Everything needs an approval.", "By default no discount.",
];
for (const sentence of NOT_HELD) test(`${JSON.stringify(sentence)} never goes live as a rule of a field`, () => assert.equal(design(`${LAMPS} ${sentence}`).kind, "refusal"));

test("a rule that is understood and not kept is told as what it is", () => {
  const outcome = design("Samples: place, taken on (date). The taken on date can't be in the future.");
  assert.ok(outcome.kind === "refusal" && /past or still to come isn't checked/.test(outcome.message), outcome.kind === "refusal" ? outcome.message : "");
});

test("a rule that is said of the thing, and not kept, is told as what it is too", () => {
  const outcome = design("Samples: place, taken on (date). Sample must not be dated in the future.");
  assert.ok(outcome.kind === "refusal" && /past or still to come isn't checked/.test(outcome.message), outcome.kind === "refusal" ? outcome.message : "");
});

test("the objects of a museum are museum objects", () => assert.deepEqual(fieldsOf("An api for our village museum's objects: title, which room it is in. People should be able to search by title.").map(({ label }) => label), ["title", "room"]));
