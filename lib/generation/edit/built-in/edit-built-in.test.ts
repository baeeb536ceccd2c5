import assert from "node:assert/strict";
import { test } from "node:test";
import type { EditBase } from "#lib/versions/edit-base.ts";
import { recipeSchema } from "#lib/versions/edit-record.ts";
import type { Json } from "#lib/versions/schema.ts";
import { design } from "../../built-in-generator.ts";
import { editBuiltIn } from "./edit-built-in.ts";

function change(prompt: string, request: string, changes: string[] = [], outline?: Json): ReturnType<typeof editBuiltIn> {
  const designed = design(prompt);
  assert.ok(designed.kind === "api");
  const { name, description, about, category, files, contractTests } = designed.api;
  const base: EditBase = { id: "v", apiId: "a", number: 1, generator: "built-in", summary: "", files, openapi: {}, contractTests, hosts: [], secretNames: [], assumptions: [], publicRoutes: [], recipe: { prompt, changes, ...(outline === undefined ? {} : { outline }) }, api: { name, description, about, category, liveVersionId: "v" } };
  return editBuiltIn({ base, history: [] }, request);
}
const BOOKS = "Manage books with title, author and year";

for (const [request, told] of [
  ["add a publisher field", /^Books have publisher/], ["Add pages (whole number) and a rating from 1 to 5", /^Books have pages/], ["books should also have a language", /^Books have language/], ["The author must be unique.", /can't have the same author/],
  ["no two books may have the same title", /can't have the same title/], ["Make the author optional", /author of books is optional/], ["rename author to writer", /is called writer/], ["remove year", /have no year any more/],
  ["Add a search by title", /searches the title/], ["add another field: subtitle", /^Books have subtitle/], ["total books per author", /count-per-author/],
] as const) {
  test(`"${request}" is made`, () => {
    const made = change(BOOKS, request);
    assert.ok(made.kind === "api", JSON.stringify(made));
    assert.match(made.api.changes?.[0] ?? "", told);
    assert.deepEqual(made.api.recipe?.changes, [request]);
  });
}

for (const [request, words] of [
  ["remove price", /There is no price here/], ["add title", /have a title already/], ["send me an email for each new book", /sends nothing/], ["add notes", /a field or a thing of its own/], ["Rename the API to Library", /keeps its name/],
  ["a filter by year", /would change|does that already/], ["remove title. ".repeat(40), /At most 10 changes/], [`add ${"x".repeat(7_000)}`, /Nothing was changed/],
] as const) {
  test(`"${request.slice(0, 60)}" is refused with words`, () => {
    const refused = change(BOOKS, request);
    assert.ok(refused.kind === "refusal", JSON.stringify(refused).slice(0, 300));
    assert.match(refused.message, words);
  });
}

test("a blueprint's parameter is set, anything else of it is refused with what can be set", () => {
  const made = change("Shorten links", "make codes 9 characters long");
  assert.ok(made.kind === "api");
  assert.deepEqual(made.api.changes, ["Length of a code: 9"]);
  const refused = change("Shorten links", "let people set a password");
  assert.ok(refused.kind === "refusal");
  assert.match(refused.message, /length of a code/);
});

test("a change builds on those before it", () => {
  const made = change(BOOKS, "Make pages required", ["Add a field pages (whole number)"]);
  assert.ok(made.kind === "api", JSON.stringify(made));
  assert.deepEqual(made.api.changes, ["The pages of books is required"]);
});

test("stored changes or things that can't be read again are refused with words, and a recipe without end is none", () => {
  for (const [refused, words] of [
    [change(BOOKS, "add a publisher field", ["Add a field pages. ".repeat(11)]), /more than 10 things/],
    [change(BOOKS, "add a publisher field", [], { things: [{ singular: "book", fields: [] }] }), /can't be read again/],
  ] as const) {
    assert.ok(refused.kind === "refusal", JSON.stringify(refused).slice(0, 300));
    assert.match(refused.message, words);
  }
  const long = "a".repeat(8_001);
  for (const recipe of [{ prompt: long, changes: [] }, { prompt: BOOKS, changes: [long] }, { prompt: BOOKS, changes: Array.from({ length: 41 }, () => "a") }]) assert.ok(!recipeSchema.safeParse(recipe).success);
  assert.ok(recipeSchema.safeParse({ prompt: BOOKS, changes: Array.from({ length: 40 }, () => "a") }).success);
});
