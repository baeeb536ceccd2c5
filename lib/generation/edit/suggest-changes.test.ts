import assert from "node:assert/strict";
import { test } from "node:test";
import type { EditBase } from "#lib/versions/edit-base.ts";
import { design } from "../built-in-generator.ts";
import { suggestChanges } from "./suggest-changes.ts";

type Parameters = { name: string; in: "query" }[];
function baseOf(prompt: string, fields: Record<string, object>, parameters: Parameters = [], isPerConsumer = false): EditBase {
  const designed = design(prompt);
  assert.ok(designed.kind === "api");
  const { name, description, about, category, files, contractTests } = designed.api;
  const schema = { type: "object", properties: fields };
  const openapi = JSON.parse(JSON.stringify({ openapi: "3.1.0", paths: { "/books": { get: { parameters, "x-per-consumer": isPerConsumer }, post: { requestBody: { content: { "application/json": { schema } } } } } } }));
  return { id: "v", apiId: "a", number: 1, generator: "built-in", summary: "", files, openapi, contractTests, hosts: [], secretNames: [], assumptions: [], publicRoutes: [], recipe: { prompt, changes: [] }, api: { name, description, about, category, liveVersionId: "v" } };
}
const text = { type: "string" };

test("what could come next is told from the document, and each of it can be made by the generator that is there", () => {
  assert.deepEqual(suggestChanges(baseOf("Manage books with title, author and year", { title: text, author: text, year: { type: "integer" } }), true), ["Search books by title", "Add a field notes (long text)", "Each person sees only their own books"]);
});

test("what an API has already is not suggested", () => {
  const suggestions = suggestChanges(baseOf("Manage books with title and notes. Search by title. Each person sees only their own books", { title: text, notes: text }, [{ name: "q", in: "query" }], true), false);
  assert.deepEqual(suggestions.filter((suggestion) => /search|notes|only their own/i.test(suggestion)), []);
});

test("a document without lists has no suggestions", () => {
  const base = baseOf("Manage books with title", { title: text });
  for (const openapi of [{}, { paths: { "/convert": { get: {} } } }, { paths: { "/books": { get: { parameters: [{ bad: 1 }] }, post: {} } } }]) assert.deepEqual(suggestChanges({ ...base, openapi: JSON.parse(JSON.stringify(openapi)) }, false), []);
});

test("the built-in generator suggests nothing where it would read many changes again, or can't read the first", () => {
  const base = baseOf("Manage books with title, author and year", { title: text });
  const after = (changes: string[]): string[] => suggestChanges({ ...base, recipe: { prompt: "Manage books with title, author and year", changes } }, true);
  assert.equal(after(Array.from({ length: 9 }, (_none, index) => `Add a field extra${"abcdefghi"[index]}`)).length, 3);
  for (const changes of [Array.from({ length: 10 }, (_none, index) => `Add a field extra${"abcdefghij"[index]}`), ["Remove price"]]) assert.deepEqual(after(changes), []);
});
