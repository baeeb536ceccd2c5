import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

const ASKED: [description: string, field: string, suggestion: string][] = [
  ["beehives with name, location, colony strength and last inspection date", "colony strength", "beehives with name, location, colony strength (number) and last inspection date"],
  ["board games with title, playing time and owner", "playing time", "board games with title, playing time (text) and owner"],
];
for (const [description, field, suggestion] of ASKED) {
  test(`"${description}": what "${field}" holds is asked, not guessed, and one click says it`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.match(outcome.message, new RegExp(`doesn't guess what a field holds.*"${field}"`));
    assert.equal(outcome.suggestions[0], suggestion);
    assert.equal(design(suggestion).kind, "api");
  });
}

test("a range in stars is a range", () => {
  const outcome = design("movies with title and rating 1-5 stars");
  assert.ok(outcome.kind === "api" && outcome.api.points[0]?.includes("rating (whole number from 1 to 5)"));
});

test("a field that names another thing of the description needs no kind", () => {
  assert.equal(design("gizmos with name and owner. inspections with gizmo, date and remark").kind, "api");
});
