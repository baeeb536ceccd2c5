import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import { bracketExamples } from "./bracket-examples.ts";

const fieldsOf = (description: string): string | null => {
  const outcome = design(description);
  return outcome.kind === "api" ? (planOf(outcome.api)?.resources[0]?.fields.map(({ label, kind }) => `${label} ${kind}`).join(", ") ?? null) : null;
};

test("examples of a field's values make one field of it, which takes other values too, and that is said", () => {
  for (const said of ["like clay, glass or bronze", "such as clay, glass or bronze", "(such as clay, glass or bronze)", "(e.g. clay, glass, bronze)"]) {
    const description = `Vases with title, material ${said}, and price`;
    assert.equal(fieldsOf(description), "title text, material text, price money", said);
    const outcome = design(description);
    assert.ok(outcome.kind === "api" && outcome.api.assumptions.some((line) => line.includes("other values are taken too")), said);
  }
});

test("only a list that an \"or\" closes, of one field, is put in brackets", () => {
  const put = "A vase has a glaze (such as ash, salt or tin), and a price";
  assert.equal(bracketExamples("A vase has a glaze such as ash, salt or tin, and a price"), put);
  assert.equal(bracketExamples("A vase has a glaze, such as ash or salt"), "A vase has a glaze (such as ash or salt)");
  for (const other of ["We have pots such as vases, bowls or cups with a name", "A vase has a glaze such as ash, salt and a price", "Pots such as vases or cups", "A shop and something like a list or a table", "vases with title and price"]) assert.equal(bracketExamples(other), other);
});

test("no field is called such as something", () => {
  assert.equal(fieldsOf("Vases with title, glaze such as ash, price"), null);
});
