import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

test("a range in stars is a range", () => {
  const outcome = design("movies with title and rating 1-5 stars");
  assert.ok(outcome.kind === "api" && outcome.api.points[0]?.includes("rating (whole number from 1 to 5)"));
});

test("a field that names another thing of the description needs no kind", () => {
  assert.equal(design("gizmos with name and owner. inspections with gizmo, date and remark").kind, "api");
});
