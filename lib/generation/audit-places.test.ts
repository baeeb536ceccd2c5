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
