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
