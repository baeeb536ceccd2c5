import assert from "node:assert/strict";
import { test } from "node:test";
import { outlineSchema } from "../outline/schema.ts";
import { createDocumentGenerator } from "./document-generator.ts";
import { outlineOfDocument } from "./outline-of-document.ts";
import { importPrompt, readDocument } from "./read-document.ts";

const LIBRARY = `
openapi: 3.0.3
info: { title: Library, version: "2.1" }
paths:
  /api/v1/authors:
    get: { responses: { "200": { description: ok } } }
    post: { requestBody: { content: { application/json: { schema: { $ref: "#/components/schemas/AuthorInput" } } } }, responses: { "201": { description: ok } } }
  /api/v1/authors/{authorId}:
    get: { responses: { "200": { description: ok } } }
  /api/v1/books:
    get: { responses: { "200": { description: ok, content: { application/json: { schema: { type: array, items: { $ref: "#/components/schemas/Book" } } } } } } }
    post: { requestBody: { content: { application/json: { schema: { allOf: [{ $ref: "#/components/schemas/Book" }, { type: object, properties: { shelf: { type: string, maxLength: 20 } } }] } } } }, responses: { "201": { description: ok } } }
  /api/v1/books/{id}:
    delete: { responses: { "204": { description: gone } } }
  /api/v1/books/{id}/publish:
    post: { responses: { "200": { description: ok } } }
  /search:
    get: { responses: { "200": { description: ok } } }
components:
  schemas:
    AuthorInput: { type: object, required: [name], properties: { id: { type: string }, name: { type: string }, email: { type: string, format: email } } }
    Book:
      type: object
      required: [title, authorId]
      properties:
        title: { type: string, maxLength: 120 }
        authorId: { type: string }
        status: { type: string, enum: [new, used] }
        price: { type: number, minimum: 0 }
        published: { type: string, format: date }
        tags: { type: array, items: { type: string } }
        publisher: { type: object, properties: { name: { type: string } } }
        password: { type: string }
`;

test("a document's things come with their fields, kinds, bounds and references; every other operation is named with its reason", () => {
  const { outline, unserved } = outlineOfDocument(readDocument(LIBRARY).document);
  assert.deepEqual(outline?.things.map(({ singular, fields }) => [singular, fields.map(({ name, kind, isRequired }) => `${name}:${kind}${isRequired ? "" : "?"}`)]), [
    ["author", ["name:text", "email:email?"]],
    ["book", ["title:text", "authorId:reference", "status:choice?", "price:money?", "published:date?", "tags:list?", "shelf:text?"]],
  ]);
  assert.deepEqual([outline?.things[1]?.fields[0]?.maxLength, outline?.things[1]?.fields[1]?.of, outline?.things[1]?.fields[2]?.choices], [120, "author", ["new", "used"]]);
  for (const words of [/publisher of book/, /password of book: must not be kept/, /POST \/api\/v1\/books\/\{id\}\/publish/, /GET \/search/]) assert.ok(unserved.some((line) => words.test(line)), `${words} in ${unserved.join("\n")}`);
  assert.ok(!unserved.some((line) => /GET \/api\/v1\/books/.test(line)));
});

test("schemas alone are things, also of a Swagger 2 document; a document that keeps nothing is refused with words", async () => {
  const { outline } = outlineOfDocument(readDocument(JSON.stringify({ swagger: "2.0", definitions: { UsedCar: { type: "object", properties: { plate: { type: "string" }, id: { type: "string" } } } } })).document);
  assert.deepEqual(outline?.things.map(({ singular, fields }) => [singular, fields.length]), [["used car", 1]]);
  const text = JSON.stringify({ openapi: "3.1.0", info: { title: "Convert", version: "1" }, paths: { "/convert": { get: {} } } });
  const pieces = createDocumentGenerator(text).generate({ prompt: importPrompt(readDocument(text)), answer: null, mayAsk: false, repair: null }, new AbortController().signal);
  const { value } = await pieces.next();
  assert.ok(value && value.kind === "refusal");
  assert.match(value.message, /nothing in this document that it could keep/);
});

const deep = (levels: number): string => `${'{"a":'.repeat(levels)}1${"}".repeat(levels)}`;
for (const [what, text, words] of [
  ["no document", "hello: world", /no OpenAPI document/],
  ["a list", "[1, 2]", /no OpenAPI document/],
  ["nothing to build from", '{"openapi":"3.1.0"}', /neither paths nor schemas/],
  ["broken JSON", '{"openapi":', /neither JSON nor YAML/],
  ["broken YAML", "openapi: [3.1", /neither JSON nor YAML/],
  ["deep JSON", `{"openapi":"3.1.0","paths":${deep(20_000)}}`, /levels deep|too deeply/],
  ["deep YAML", `openapi: 3.1.0\npaths: ${"[".repeat(20_000)}${"]".repeat(20_000)}`, /too deeply/],
  ["a bomb of aliases", `openapi: 3.1.0\na: &a [x, x, x, x, x, x, x, x, x]\n${"bcdefgh".split("").map((name, index) => `${name}: &${name} [${`*${"abcdefg"[index]}, `.repeat(9)}]`).join("\n")}\npaths: {x: *h}`, /more than|neither paths/],
  ["a circle of aliases", "openapi: 3.1.0\npaths: &a\n  b: *a", /levels deep/],
  ["too many values", `{"openapi":"3.1.0","paths":{"a":[${"1,".repeat(60_000)}1]}}`, /more than 40,000 values/],
  ["too large a text", `{"openapi":"3.1.0","x":"${"x".repeat(400_000)}"}`, /at most 300,000 fit/],
] as const) {
  test(`${what} is refused with words, at once`, () => assert.throws(() => readDocument(text), words));
}

test("references in a circle, to other documents and to what isn't there end in nothing; names of every object's members are no keys", () => {
  const loop = { openapi: "3.1.0", info: { title: "Loop", version: "1" }, paths: { "/nodes": { post: { requestBody: { $ref: "#/components/requestBodies/Node" } } } }, components: {
    requestBodies: { Node: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } } },
    schemas: { A: { allOf: [{ $ref: "#/components/schemas/B" }], properties: { name: { type: "string" }, other: { $ref: "https://evil.example/x.json" }, gone: { $ref: "#/components/schemas/None" } } }, B: { allOf: [{ $ref: "#/components/schemas/A" }] } },
  } };
  const text = JSON.stringify(loop).replace('"properties":{', '"properties":{"__proto__":{"type":"string"},"constructor":{"type":"string"},');
  const { outline } = outlineOfDocument(readDocument(text).document);
  assert.deepEqual(outline?.things.map(({ fields }) => fields.map(({ name }) => name)), [["name"]]);
  assert.ok(outlineSchema.safeParse(outline).success);
});
