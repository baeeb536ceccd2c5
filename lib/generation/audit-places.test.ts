import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

for (const description of ["my garage with car, year and price", "our pharmacy with medicine, quantity and expiry date", "warehouse with name, quantity", "the freezer at home: item, quantity", "recipe box with name and photo", "our wedding with name and table"]) {
  test(`what is kept in a place or for an occasion isn't the place: ${description}`, () => assert.equal(design(description).kind, "refusal"));
}

const KEPT: [description: string, path: string][] = [["weddings with date and couple", "/weddings"], ["pharmacies with name and address", "/pharmacies"], ["libraries with name and city", "/libraries"], ["my library. Each book has title and author.", "/books"], ["a wishlist for our wedding with title and link", "/wishlist-items"], ["A list of tools in my warehouse with name and shelf", "/tools"], ["our pharmacy keeps medicines with name and dose", "/medicines"]];
for (const [description, path] of KEPT) {
  test(`what is named as kept is live: ${description}`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api" && outcome.api.points[0]?.includes(` at ${path}:`), outcome.kind === "api" ? outcome.api.points[0] : outcome.message);
  });
}

test("whose and where something is, is no thing: whatever stands behind the possessive", () => {
  const first = (description: string): string => { const outcome = design(description); return outcome.kind === "api" ? (outcome.api.points[0] ?? "") : outcome.message; };
  assert.match(first("track parcels for our building's reception: recipient, flat number, carrier"), /^Parcels at \/parcels: /);
  assert.match(first("donations at the church's bazaar: donor, amount"), /^Donations at /);
  assert.match(first("our building's parcels with recipient and carrier"), /^Parcels at /);
});

test("what a thing has is no name of a field", () => {
  const outcome = design("A list of volunteers for the food bank, each volunteer has a unique email, a name, and days they can help");
  assert.ok(outcome.kind === "refusal" || outcome.api.points.every((point) => !/HasA/.test(point)));
});

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
