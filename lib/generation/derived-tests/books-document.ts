import type { ContractTest, Json } from "#lib/versions/schema.ts";

const members: Json = { title: { type: "string", minLength: 1, maxLength: 200, example: "Emma" }, year: { type: "integer", minimum: 0, maximum: 3000, example: 1815 } };
const reply = (schema: string): Json => ({ description: "A reply", content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } });
const body = (schema: string): Json => ({ required: true, content: { "application/json": { schema: { $ref: `#/components/schemas/${schema}` } } } });
const query = (name: string, schema: Json): Json => ({ name, in: "query", schema });
const common = { tags: ["books"], "x-per-consumer": true };
const id: Json = [{ name: "id", in: "path", required: true, schema: { type: "string", maxLength: 200 } }];

/** What the fake API of books says about itself; only for tests. */
export const documentOfBooks: { [key: string]: Json } = {
  openapi: "3.1.0", info: { title: "Books", version: "1.0.0", description: "Keeps books." },
  paths: {
    "/books": {
      post: { ...common, summary: "Add a book", requestBody: body("BookInput"), responses: { 201: reply("Book"), 422: reply("Problem") } },
      get: {
        ...common, summary: "List books, newest first",
        parameters: [query("limit", { type: "integer", minimum: 1, maximum: 100 }), query("cursor", { type: "string" }), query("sort", { type: "string", enum: ["createdAt", "year", "title"] }), query("order", { type: "string", enum: ["asc", "desc"] }), query("title", { type: "string" }), query("q", { type: "string" }), query("minYear", { type: "integer" })],
        responses: { 200: reply("BookList"), 422: reply("Problem") },
      },
    },
    "/books/{id}": {
      get: { ...common, summary: "Get a book", parameters: id, responses: { 200: reply("Book"), 404: reply("Problem") } },
      patch: { ...common, summary: "Change a book", parameters: id, requestBody: body("BookPatch"), responses: { 200: reply("Book"), 404: reply("Problem"), 422: reply("Problem") } },
      delete: { ...common, summary: "Delete a book", parameters: id, responses: { 204: { description: "Deleted" }, 404: reply("Problem") } },
    },
  },
  components: {
    schemas: {
      BookInput: { type: "object", properties: members, required: ["title", "year"], additionalProperties: false, example: { title: "Emma", year: 1815 } },
      BookPatch: { type: "object", properties: members, additionalProperties: false },
      Book: { type: "object", properties: { id: { type: "string" }, title: { type: "string" }, year: { type: "integer" }, createdAt: { type: "string", format: "date-time" } }, required: ["id", "title", "year", "createdAt"] },
      BookList: { type: "object", properties: { items: { type: "array", items: { $ref: "#/components/schemas/Book" } }, cursor: { type: ["string", "null"] }, total: { type: "integer" } }, required: ["items", "cursor", "total"] },
      Problem: { type: "object", properties: { error: { type: "object" } }, required: ["error"] },
    },
  },
};

const make = { request: { method: "POST" as const, path: "/books", body: { title: "Persuasion", year: 1817 } }, expect: { status: 201 }, capture: { id: "/id" } };
export const testsOfBooks: ContractTest[] = [
  { name: "A book is kept", steps: [make, { request: { method: "GET", path: "/books/{{id}}" }, expect: { status: 200 } }, { request: { method: "GET", path: "/books" }, expect: { status: 200 } }] },
  { name: "A book is changed", steps: [make, { request: { method: "PATCH", path: "/books/{{id}}", body: { year: 1818 } }, expect: { status: 200 } }] },
  { name: "A book is deleted", steps: [make, { request: { method: "DELETE", path: "/books/{{id}}" }, expect: { status: 204 } }] },
];
