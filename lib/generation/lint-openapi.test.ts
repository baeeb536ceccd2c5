import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "#lib/versions/schema.ts";
import { documentOfBooks, testsOfBooks } from "./derived-tests/books-document.ts";
import { isObject } from "./derived-tests/json-value.ts";
import { replaceAt } from "./derived-tests/request-body.ts";
import { lintOpenApi } from "./lint-openapi.ts";

const findingsOf = (document: Json): string[] => lintOpenApi(document, testsOfBooks).map(({ rule, message }) => `${rule}: ${message}`);

test("a clean document has no findings", () => assert.deepEqual(findingsOf(documentOfBooks), []));

const books = ["paths", "/books"];
const input = ["components", "schemas", "BookInput"];
/** What is replaced (undefined: taken away), and the finding. */
const CASES: [name: string, path: string[], value: Json | undefined, finding: RegExp][] = [
  ["without a version", ["info", "version"], undefined, /info-version/],
  ["without a description", ["info", "description"], "", /info-description/],
  ["with an operation without a summary", [...books, "post", "summary"], undefined, /operation-summary: POST \/books/],
  ["with an operation without tags", [...books, "post", "tags"], [], /operation-tags/],
  ["with an operation that never succeeds", [...books, "post", "responses"], { 422: { description: "Not valid" } }, /operation-success-response/],
  ["with a reply that is not described", [...books, "post", "responses", "422", "description"], "", /response-description/],
  ["with a path parameter that is not declared", ["paths", "/books/{id}", "get", "parameters"], [], /path-parameters-defined: GET \/books\/\{id\}/],
  ["with a path parameter that no path holds", [...books, "get", "parameters"], [{ name: "id", in: "path", required: true, schema: { type: "string" } }], /path-parameters-used/],
  ["with two paths that can't be told apart", ["paths", "/books/{code}"], { get: { summary: "x" } }, /no-ambiguous-paths/],
  ["with a reference that leads nowhere", [...books, "post", "responses", "422", "content"], { "application/json": { schema: { $ref: "#/components/schemas/Nothing" } } }, /no-unresolved-refs.*Nothing/],
  ["with an example that does not fit", [...input, "example"], { title: 1 }, /no-invalid-examples/],
  ["with an example of a member that does not fit", [...input, "properties", "year", "example"], "soon", /no-invalid-examples/],
  ["with a limit without bounds", [...books, "get", "parameters", "0", "schema"], { type: "integer" }, /limit-bounds/],
  ["with a text of any length", [...input, "properties", "title"], { type: "string" }, /body-bounds: POST \/books takes title as a text/],
  ["with a list of any length", [...input, "properties", "tags"], { type: "array", items: { type: "integer" } }, /body-bounds: POST \/books takes tags as a list/],
  ["with a body that is open", [...input, "additionalProperties"], undefined, /body-bounds: POST \/books takes a body with members/],
  ["with an operation that no test calls", [...books, "put"], { summary: "x", tags: ["x"], responses: { 200: { description: "x" } } }, /operation-tested: PUT \/books/],
];
for (const [name, path, value, finding] of CASES) {
  test(`a document ${name} is found`, () => {
    const document = replaceAt(documentOfBooks, path, value);
    assert.ok(isObject(document));
    assert.ok(findingsOf(document).some((found) => finding.test(found)), findingsOf(document).join("\n") || "no findings");
  });
}

test("the same operationId twice is found, and none is fine", () => {
  const named = ["get", "post"].reduce<Json>((document, method) => replaceAt(document, [...books, method, "operationId"], "books"), documentOfBooks);
  assert.ok(findingsOf(named).some((found) => found.startsWith("operation-operationId-unique")));
});
