import assert from "node:assert/strict";
import test from "node:test";
import { operationsOf } from "./operations-of.ts";

const openapi = { paths: { "/books": { get: { summary: "List books" }, post: { summary: "Add a book" } }, "/books/{id}": { patch: {}, parameters: [] } } };

test("each operation comes with a body that a contract test sent with success", () => {
  const operations = operationsOf(openapi, [
    {
      name: "adds",
      steps: [
        { request: { method: "POST", path: "/books", body: {} }, expect: { status: 422 } },
        { request: { method: "POST", path: "/books", body: { title: "Dune" } }, expect: { status: 201 } },
        { request: { method: "PATCH", path: "/books/{{id}}", body: { title: "{{title}}" } }, expect: { status: 200 } },
        { request: { method: "PATCH", path: "/books/{{id}}", body: { title: "Emma" } }, expect: { status: [200] } },
      ],
    },
  ]);
  assert.deepEqual(operations.map(({ method, path, body }) => [method, path, body && JSON.parse(body)]), [
    ["GET", "/books", ""], ["POST", "/books", { title: "Dune" }], ["PATCH", "/books/{id}", { title: "Emma" }],
  ]);
});

test("a document that is none has no operations", () => {
  for (const value of [null, [], { paths: 3 }, "x"]) assert.deepEqual(operationsOf(value, []), []);
});
