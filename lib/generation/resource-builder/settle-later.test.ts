import assert from "node:assert/strict";
import { test } from "node:test";
import { readDescription } from "./read-description.ts";

const requiredOf = (description: string): string[] => readDescription(description).resources.flatMap(({ fields }) => fields.filter(({ isRequired }) => isRequired).map(({ label }) => label));

test("what is known only later isn't required, and that is said", () => {
  const description = "loans with borrower, borrowed on and back on";
  assert.deepEqual(requiredOf(description), ["borrower", "borrowed on"]);
  assert.ok(readDescription(description).assumptions.includes("loans: back on is optional, because it may be known only later"));
  assert.deepEqual(requiredOf("parcels with carrier, sent on and arrived on"), ["carrier", "sent on"]);
  assert.deepEqual(requiredOf("calls with ship, arrived on and left on"), ["ship", "arrived on"]);
});

test("a deed with or without on, at, by and to is known only later, unless the thing begins with it", () => {
  assert.deepEqual(requiredOf("trees with species, planted on, felled on, felled by and handed down to"), ["species", "planted on"]);
  assert.deepEqual(requiredOf("guests with name, email, met on and recorded on"), ["name", "email", "met on"]);
  assert.deepEqual(requiredOf("riddles with text, written by, solved by, picked up and left on"), ["text", "written by"]);
});

test("what the description requires is required, also where it is known only later", () => {
  assert.deepEqual(requiredOf("loans with borrower, borrowed on and returned on. All fields are required"), ["borrower", "borrowed on", "returned on"]);
});
