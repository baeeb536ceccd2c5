import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { outlineOf } from "../outline/outline-of.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import type { Field } from "../resource-builder/resource-plan.ts";

const fieldsOf = (description: string): Field[] => {
  const outcome = design(description);
  assert.equal(outcome.kind, "api", outcome.kind === "refusal" ? outcome.message : "");
  return outcome.kind === "api" ? planOf(outcome.api)?.resources.at(-1)?.fields ?? [] : [];
};

/** A description, a field of it, and what the field is held to. */
const HELD: [description: string, label: string, held: Partial<Field>][] = [
  ["Books with title (required, up to 120 characters), author", "title", { isRequired: true, maxLength: 120 }],
  ["Recipes with name (at least 3 letters), servings", "name", { minLength: 3 }],
  ["Products with code (exactly 8 characters, unique), name", "code", { minLength: 8, maxLength: 8, isUnique: true }],
  ["Members: username (3 to 15 letters, unique), city", "username", { minLength: 3, maxLength: 15, isUnique: true }],
  ["Feedback: message (string, required, max 1000), city", "message", { kind: "longText", maxLength: 1000 }],
  ["Books with title, price in euros, never negative, and author", "price in euros", { kind: "money", min: 0 }],
  ["Boats with name, price (more than 0)", "price", { kind: "money", min: 0.01 }],
  ["Boats with name, seats (more than 0)", "seats", { kind: "integer", min: 1 }],
  ["Boats with name, weight in kg (over 0, up to 30)", "weight in kg", { kind: "number", min: 0, isOverMin: true, max: 30 }],
  ["Rooms with name, floor (whole number from -3 to 5)", "floor", { kind: "integer", min: -3, max: 5 }],
  ["Films with title, score (0 to 10, one decimal)", "score", { kind: "number", min: 0, max: 10 }],
  ["Games with name, complexity (1.0 to 5.0)", "complexity", { kind: "number", min: 1, max: 5 }],
  ["Wines with name, vintage (a year after 1900)", "vintage", { kind: "integer", min: 1901 }],
  ["Films with title, year (1888 or later)", "year", { kind: "integer", min: 1888 }],
  ["Volunteers with name, age (must be 18 or older)", "age", { min: 18 }],
  ["Pages with title, views (starts at 0)", "views", { default: 0 }],
  ["Cards with points, which start at zero and never go below zero, and a holder", "points", { default: 0, min: 0 }],
  ["Notes with title, pinned, which is off to begin with", "pinned", { kind: "boolean", default: false }],
  ["Songs with title, explicit (no unless set)", "explicit", { kind: "boolean", default: false }],
  ["Posts with title, status (draft by default, or published)", "status", { options: ["draft", "published"], default: "draft" }],
  ["Tools with name, condition (new, good or worn - new if not given)", "condition", { options: ["new", "good", "worn"], default: "new" }],
  ["Parcels with code, status (pending, shipped; begins as pending)", "status", { options: ["pending", "shipped"], default: "pending" }],
  ["Rooms with number, type (DOUBLE, single or suite)", "type", { options: ["DOUBLE", "single", "suite"] }],
  ["Shirts with colour, size (Small, Medium or Large)", "size", { options: ["Small", "Medium", "Large"] }],
  ["Complaints: text, category: open, specific or certified, urgent (yes/no)", "category", { options: ["open", "specific", "certified"] }],
  ["Tickets. subject is required and at most 80 characters, priority is one of: low, normal, high and defaults to normal.", "priority", { options: ["low", "normal", "high"], default: "normal" }],
  ["Pupils with name, grade (A to D)", "grade", { options: ["A", "B", "C", "D"] }],
  ["Bikes with brand, frame number (can't be the same twice)", "frame number", { isUnique: true }],
  ["Pupils have a name and a pupil number, which must be unique", "pupil number", { isUnique: true }],
  ["Donations with donor name (blank means anonymous), amount", "donor name", { isRequired: false }],
  ["Events with title, starts at (date and time), ends at (must be after starts at)", "ends at", { above: { field: "startsAt", isStrict: true } }],
  ["Wishes with name, priority (1 = high, 3 = low)", "priority", { kind: "integer", min: 1, max: 3 }],
  ["Addresses: street, house number (text because of 12b), city", "street", { kind: "text" }],
];
for (const [description, label, held] of HELD) {
  test(`${JSON.stringify(description)}: ${label} is held to ${JSON.stringify(held)}`, () => {
    const field = fieldsOf(description).find((one) => one.label === label);
    assert.ok(field, `${label} is missing`);
    for (const [name, value] of Object.entries(held)) assert.deepEqual(field[name as keyof Field], value, name);
  });
}

/** What looks like a rule on a field, and is a name, a wish or another rule. */
const NAMES: [description: string, labels: string[]][] = [
  ["Items have a name, a quantity and a price", ["name", "quantity", "price"]],
  ["Countries with name, capital and default language", ["name", "capital", "default language"]],
  ["Tastings with taster, date, score 1 to 10 and remarks", ["taster", "date", "score", "remarks"]],
  ["Posts with title, body at most 5,000 characters and city", ["title", "body", "city"]],
];
for (const [description, labels] of NAMES) test(`${JSON.stringify(description)} has ${labels.join(", ")}`, () => assert.deepEqual(fieldsOf(description).map(({ label }) => label), labels));

/** What can't be told for sure is asked, and never built in silence. */
const ASKED = ["Rides with driver, prices starting at 12 and date", "Donations with donor, amount (euros or dollars)", "Deals with title, stage (lead, won; only managers change it)", "Visits with date (1 to 10), place", "Members with name, email (max 5 stars)"];
for (const description of ASKED) test(`${JSON.stringify(description)} isn't built`, () => assert.equal(design(description).kind, "refusal"));

test("a rule that is said twice and differs is asked about", () => assert.equal(design("Boats with name, seats (at least 2, at least 4)").kind, "refusal"));

test("an outline keeps every rule that was said, beside what it doesn't understand", () => {
  const { outline } = outlineOf("Complaints: text (required, at least 20 characters), amount (more than 0), category: open, specific or certified, seats (an even number). It should feel friendly");
  const held = outline.things[0]?.fields.map(({ name, minLength, min, choices }) => [name, minLength ?? min ?? choices]);
  assert.deepEqual(held, [["text", 20], ["amount", 0.01], ["category", ["open", "specific", "certified"]], ["seats", 0]]);
});
