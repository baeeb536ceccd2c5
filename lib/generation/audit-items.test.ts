import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

test("a list's surest fields are never lost, whichever way it was read", () => {
  const lost = design("Beach cleanups - date, beach, bags filled, volunteers count, weather");
  assert.ok(lost.kind === "refusal" || /date \(date\)/.test(lost.api.points[0] ?? ""));
});

test("examples, questions and what is called otherwise are not taken for lost", () => {
  for (const description of ["Parties - date, guests count, place", "guests with name, when they arrive, email", "customers with name, e-mail and address", "tours with title, from, to, price"]) assert.equal(design(description).kind, "api", description);
});
