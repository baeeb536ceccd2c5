import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { matchBlueprints } from "./match-blueprint.ts";

function built(description: string): { source: string; assumptions: string[] } {
  const outcome = design(description);
  assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
  return { source: Object.values(outcome.api.files).join("\n"), assumptions: outcome.api.assumptions };
}

test("what nobody asked for isn't added to an invoice, and that is said", () => {
  const { source, assumptions } = built("Invoices with customers, line items and draft, sent and paid states");
  assert.match(source, /\/\* taxPercent \*\/ 0\b/);
  assert.ok(assumptions.includes("Tax: 0, since nothing is said of it"), assumptions.join("\n"));
});

test("a tax without a rate is the usual one, and what a blueprint chose by itself is said", () => {
  const { source, assumptions } = built("Invoices with customers, line items and tax");
  assert.match(source, /\/\* taxPercent \*\/ 20\b/);
  assert.ok(assumptions.includes("Tax: 20, since nothing else is said. In percent, added to the sum of the lines."), assumptions.join("\n"));
  assert.ok(assumptions.includes("Currency: EUR, since nothing else is said. Of every price and total."), assumptions.join("\n"));
});

test("a tax that is said is taken as it is said", () => {
  assert.ok(built("Invoices with line items and 7 % VAT").assumptions.includes("Tax: 7, as you asked"));
});

/** Rules that a blueprint keeps are never missed in it. */
const KEPT: [description: string, id: string][] = [
  ["Invoices with line items, going from draft to sent to paid, never back", "invoices"],
  ["Invoices with line items and totals; they can't go back", "invoices"],
  ["Inventory with stock in and out, products with a code which is unique", "inventory"],
  ["Inventory with stock in and out, unique article numbers", "inventory"],
];
for (const [description, id] of KEPT) test(`nothing of ${JSON.stringify(description)} is missed in ${id}`, () => {
  assert.deepEqual(matchBlueprints(description).find(({ blueprint }) => blueprint.id === id)?.unknown, []);
});

/** Near them, and not kept. */
const MISSED: [description: string, id: string, part: string][] = [
  ["Invoices with line items, and a paid one can go back to sent unless locked", "invoices", "locked"],
  ["Inventory with stock in and out, products with a name which is unique", "inventory", "is unique"],
];
for (const [description, id, part] of MISSED) test(`${JSON.stringify(part)} of ${JSON.stringify(description)} is missed in ${id}`, () => {
  assert.ok(matchBlueprints(description).find(({ blueprint }) => blueprint.id === id)?.unknown.some((one) => one.includes(part)));
});

test("of a blueprint that does it for other things only the words are missed", () => {
  const outcome = design("Stock keeping for a pharmacy. Medicines have a name, a code which is unique, and a quantity. Every movement is in or out with an amount, and it changes the quantity of the medicine. List the medicines with less than 10 left.");
  assert.ok(outcome.kind === "refusal");
  assert.doesNotMatch(outcome.message, /not found|is unique|less than 10/);
});
