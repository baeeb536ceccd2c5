import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { outlineOf } from "../outline/outline-of.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import type { Field } from "../resource-builder/resource-plan.ts";

/** The fields of what goes live, or of the outline. */
function fieldsOf(description: string): (Partial<Field> & { choices?: string[] })[] {
  const outcome = design(description);
  return outcome.kind === "api" ? planOf(outcome.api)?.resources.at(-1)?.fields ?? [] : outlineOf(description).outline.things.at(-1)?.fields.map((field) => ({ ...field, label: field.name, options: field.choices })) ?? [];
}
const fieldCalled = (label: string, description: string): Partial<Field> | undefined => fieldsOf(description).find((field) => field.label === label);

/** A wish to see some of what is kept, with a number in it. */
const WISHES = [
  "Give me the parts with stock below 5.", "Also show me all parts with stock less than 5.", "I want to see parts with stock under 5.", "Let me list the parts with a stock of at most 5.", "Parts with stock below 5 should be listed.",
  "I'd like to get those with stock up to 5.", "Which parts have stock below 5?",
];
for (const wish of WISHES) {
  test(`${JSON.stringify(wish)} holds no field to a number`, () => {
    const fields = fieldsOf(`Parts with name, price and stock. ${wish}`);
    assert.equal(fields.find(({ label }) => label === "stock")?.max, undefined);
    assert.deepEqual(fields.map(({ label }) => label), ["name", "price", "stock"]);
  });
}

test("the same words said of the field itself do", () => {
  assert.equal(fieldCalled("stock", "Parts with name, price and stock below 5")?.max, 4);
  assert.equal(fieldCalled("stock", "Parts with name, price and stock. Stock must be below 5.")?.max, 4);
});

test("a list that a number narrows is told with the call that gives it", () => {
  for (const [wish, call] of [["Give me the screws with less than 5 left.", "maxStock=4"], ["Show screws with a price of more than 100 euros.", "minPrice=100"]] as const) {
    const outcome = design(`Screws: name, price, stock. ${wish}`);
    assert.ok(outcome.kind === "api" && outcome.api.assumptions.some((line) => line.includes(call)), outcome.kind === "api" ? outcome.api.assumptions.join("\n") : outcome.message);
  }
});

/** Words in front of values, which are none themselves. */
const LED: [description: string, label: string, options: string[] | undefined][] = [
  ["Discs: title, sleeve condition and disc condition (both mint, good or poor), price", "sleeve condition", ["mint", "good", "poor"]],
  ["Discs: title, sleeve condition and disc condition (both mint, good or poor), price", "disc condition", ["mint", "good", "poor"]],
  ["Bikes: brand, state of the frame and state of the wheels (each new, worn or bent), price", "state of the frame", ["new", "worn", "bent"]],
  ["Shirts: name, size (namely S, M or XL), price", "size", ["S", "M", "XL"]],
  ["Shirts: name, size (being Small or Large), price", "size", ["Small", "Large"]],
];
for (const [description, label, options] of LED) test(`${JSON.stringify(description)}: the ${label} is one of ${String(options)}`, () => assert.deepEqual(fieldCalled(label, description)?.options, options));

test("of how many names before it a bracket speaks is asked where it can't be told", () => {
  assert.equal(design("Teas: name, taste and smell (each strong, mild or weak), price").kind, "refusal");
});

test("no value that goes live begins with a word that only leads to it", () => {
  for (const lead of ["both", "each", "either", "namely", "choose"]) assert.equal(design(`Shirts: name, size (${lead} small, large), price`).kind === "api" && fieldCalled("size", `Shirts: name, size (${lead} small, large), price`)?.options?.some((one) => one.startsWith(lead)), false, lead);
});

test("a start and what may become of it are the values of one field", () => {
  const field = fieldCalled("status", "Finds: colour, place, and a status that starts as Open and can become returned or thrown away.");
  assert.deepEqual([field?.options, field?.default], [["Open", "returned", "thrown away"], "Open"]);
});

test("measures with fractions keep them", () => {
  assert.equal(fieldCalled("ph", "Ponds: name, pH between 0 and 14")?.kind, "number");
  assert.equal(fieldCalled("ph value", "Ponds: name, pH value (0-14), depth")?.kind, "number");
  assert.equal(fieldCalled("persons", "Ponds: name, persons (0-14), depth")?.kind, "integer");
});

test("values that are numbers in a row are a number", () => {
  const seats = fieldCalled("seats", "Kayaks: name, seats 1 or 2, colour");
  assert.deepEqual([seats?.kind, seats?.min, seats?.max], ["integer", 1, 2]);
  assert.deepEqual(fieldCalled("size", "Pipes: name, size 10 or 25, colour")?.options, ["10", "25"]);
});

test("whose a list is says nothing of what is kept", () => {
  for (const [description, path] of [["Medicine list of my grandma: name, dose in mg", "/medicines"], ["List of the medicines: name, dose in mg", "/medicines"], ["Cheese tastings. Cheese name, country, date", "/cheese-tastings"]] as const) {
    const outcome = design(description);
    assert.ok(outcome.kind === "api" && outcome.api.points[0]?.includes(` at ${path}:`), outcome.kind === "api" ? outcome.api.points[0] : outcome.message);
  }
});
