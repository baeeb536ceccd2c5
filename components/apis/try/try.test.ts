import assert from "node:assert/strict";
import { test } from "node:test";
import type { ContractTest } from "#lib/versions/schema.ts";
import { checkValue } from "./check-value.ts";
import { callOf, draftOf, problemsOf } from "./draft-call.ts";
import { readOperations } from "./read-operations.ts";
import { readSchema } from "./schema-node.ts";
import { snippetOf } from "./snippets.ts";

const openapi = {
  components: { schemas: { Book: { type: "object", required: ["title"], properties: { title: { type: "string", minLength: 1, maxLength: 5 }, year: { type: ["integer", "null"], minimum: 0 }, kind: { enum: ["a", "b"] }, self: { $ref: "#/components/schemas/Book" } } } } },
  paths: {
    "/books": { get: { summary: "List books", tags: ["shelf"], parameters: [{ in: "query", name: "limit", schema: { type: "integer", maximum: 9 } }] }, post: { requestBody: { required: true, content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } } } },
    "/books/{id}": { get: {}, parameters: [{ in: "path", name: "id", required: true, schema: { type: "string" } }] },
  },
};
const tests: ContractTest[] = [{ name: "adds", steps: [
  { request: { method: "POST", path: "/books", body: {} }, expect: { status: 422 } },
  { request: { method: "POST", path: "/books", body: { title: "Dune" } }, expect: { status: 201 } },
] }];
const [list, add, show] = readOperations(openapi, tests);

test("a document's operations come with their group, parameters and a body that a contract test sent with success", () => {
  assert.ok(list && add && show);
  assert.deepEqual([list.group, add.group, show.group], ["shelf", "books", "books"]);
  assert.deepEqual(JSON.parse(add.body?.example ?? ""), { title: "Dune" });
  assert.deepEqual(show.parameters.map(({ place, name, isRequired }) => [place, name, isRequired]), [["path", "id", true]]);
});

test("what is no document has no operations, and a schema that refers to itself ends", () => {
  for (const value of [null, [], { paths: 3 }, "x", { paths: { "/a": { get: { parameters: [{ $ref: "#/nowhere" }], requestBody: { $ref: "#/x" } } } } }]) assert.ok(readOperations(value, []).length <= 1);
  assert.ok(readSchema({ $ref: "#/a" }, { a: { $ref: "#/a" } }));
});

test("a value is held to type, bounds, choices and what is needed, by the field that is wrong", () => {
  const schema = readSchema({ $ref: "#/components/schemas/Book" }, openapi);
  const pathsOf = (value: unknown) => checkValue(value, schema)?.path ?? null;
  assert.deepEqual([{ title: "Dune" }, { title: "Dune", year: null }, {}, { title: "" }, { title: "Dune II" }, { title: "A", year: 1.5 }, { title: "A", year: -1 }, { title: "A", kind: "c" }, { title: "A", self: { title: 3 } }, 7].map(pathsOf),
    [null, null, "title", "title", "title", "year", "year", "kind", "self.title", ""]);
});

test("a union refuses nothing that another branch may take", () => {
  assert.equal(checkValue(7, readSchema({ anyOf: [{ type: "string" }, { type: "integer" }] }, {})), null);
  assert.deepEqual(checkValue(null, readSchema({ anyOf: [{ type: "string" }, { type: "null" }] }, {})), null);
  assert.notEqual(checkValue(7, readSchema({ anyOf: [{ type: "string" }, { type: "null" }] }, {})), null);
});

test("a call is put together of its fields, encoded, and refused while one is wrong", () => {
  assert.ok(list && show);
  const draft = { ...draftOf(show), values: { "path id": "a/b c$&" } };
  assert.equal(callOf(show, draft).path, "/books/a%2Fb%20c%24%26");
  assert.deepEqual(Object.keys(problemsOf(show, draftOf(show))), ["path id"]);
  assert.deepEqual(Object.keys(problemsOf(list, { values: { "query limit": "12" }, body: "" })), ["query limit"]);
  assert.deepEqual(Object.keys(problemsOf(list, { values: { "query limit": "x" }, body: "" })), ["query limit"]);
  assert.equal(callOf(list, { values: { "query limit": "3" }, body: "" }).path, "/books?limit=3");
});

test("no snippet holds a key, and what is sent can't leave its quotes", () => {
  const call = { method: "POST", path: "/books?q='$(id)`id`", headers: { "X-Shop": "it's \"mine\"" }, body: '{"title":"it\'s \\"x\\" $(id) \\\\ \\n"}' };
  for (const language of ["curl", "TypeScript", "Python"] as const) assert.match(snippetOf(language, "http://x", call), /API_KEY/);
  assert.ok(snippetOf("curl", "http://x", call).includes(`'{"title":"it'\\''s \\"x\\" $(id) \\\\ \\n"}'`));
});
