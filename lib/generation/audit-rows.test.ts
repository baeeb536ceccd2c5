import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

test("a log of what each entry names isn't a list of these, and one thing in two spellings isn't two", () => {
  for (const description of ["A bicycle log: bicycle, date, km", "students can enrol in courses. a course has a name and credits; an enrolment has a student name, a course and a grade A-F"]) assert.equal(design(description).kind, "refusal", description);
  for (const description of ["bug log with title, severity", "a log of car repairs: car, date, cost"]) assert.equal(design(description).kind, "api", description);
});

test("the stock of a shop is of items, and a place said as a title isn't what is kept", () => {
  const first = (description: string): string => { const outcome = design(description); return outcome.kind === "api" ? (outcome.api.points[0] ?? "") : "an outline"; };
  assert.match(first("Keep medicine cabinet stock: medicine, expiry date, quantity"), /^Medicine cabinet items at /);
  assert.match(first("warehouse stock: product, bin, quantity"), /^Warehouse items at /);
  for (const description of ["Repair cafe: item brought, problem, volunteer, date", "Cheese shop stock, cheese name, price per kg", "Gym: member name, phone, joined on", "a competition for the biggest pumpkin: grower, weight in kg", "Employee of the month: month unique, employee, reason"]) assert.equal(first(description), "an outline", description);
  assert.match(first("Hotel: name, city, stars"), /^Hotels at /);
});

test("what people do is no thing, and a phone list is of people", () => {
  const first = (description: string): string => { const outcome = design(description); return outcome.kind === "api" ? (outcome.api.points[0] ?? "") : "an outline"; };
  assert.doesNotMatch(first("People can report potholes in our street: street, house number, description"), /^Report/);
  assert.match(first("a phone list for our fire brigade: name, rank, mobile number"), /^Contacts at /);
});

test("a turn of phrase is no thing", () => {
  const outcome = design("Church hall room bookings, just simple: who, what for, date, start time and end time. The end must be after the start.");
  assert.ok(outcome.kind === "refusal" || !/simple/i.test(outcome.api.points[0] ?? ""));
});
