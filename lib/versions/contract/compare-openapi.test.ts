import assert from "node:assert/strict";
import { test } from "node:test";
import { compareOpenapi } from "./compare-openapi.ts";

type Any = Record<string, unknown>;
const book = (extra: Any = {}, required = ["id", "title"]): Any => ({ type: "object", required, properties: { id: { type: "string" }, title: { type: "string", maxLength: 100 }, state: { type: "string", enum: ["new", "used"] }, ...extra } });
const input = (extra: Any = {}, required = ["title"], more: Any = {}): Any => ({ type: "object", required, properties: { title: { type: "string", minLength: 1, maxLength: 100 }, state: { type: "string", enum: ["new", "used"] }, pages: { type: "integer" }, ...extra }, ...more });

interface Parts {
  get?: Any | null;
  body?: Any;
  reply?: Any;
  status?: string;
  parameters?: unknown[];
  bodyRequired?: boolean;
  post?: Any;
  security?: unknown[];
  pathName?: string;
}
/** A document of GET /books/{id} and POST /books. */
const document = ({ get, body = input(), reply = book(), status = "201", parameters = [{ in: "query", name: "limit", schema: { type: "integer", maximum: 100 } }], bodyRequired = true, post = {}, security, pathName = "id" }: Parts = {}): Any => ({
  openapi: "3.1.0",
  ...(security ? { security } : {}),
  paths: {
    ...(get === null ? {} : { [`/books/{${pathName}}`]: { get: { parameters: [{ in: "path", name: pathName, required: true, schema: { type: "string" } }, ...parameters], responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } } }, ...get } } }),
    "/books": { post: { requestBody: { required: bodyRequired, content: { "application/json": { schema: body } } }, responses: { [status]: { content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } } }, ...post } },
  },
  components: { schemas: { Book: reply } },
});
const breaking = (after: Any, before: Any = document()): string[] => compareOpenapi(before, after).filter(({ isBreaking }) => isBreaking).map(({ message }) => message);
const told = (after: Any, before: Any = document()): string[] => compareOpenapi(before, after).filter(({ isBreaking }) => !isBreaking).map(({ message }) => message);

const BREAKING: [name: string, after: Any, said: string, before?: Any][] = [
  ["an operation that is gone", document({ get: null }), "GET /books/{id} is gone."],
  ["a member of a reply that is gone", document({ reply: { type: "object", required: ["id"], properties: { id: { type: "string" }, state: { type: "string", enum: ["new", "used"] } } } }), 'POST /books: the reply of 201 no longer has "title".'],
  ["a member of a reply that may be missing", document({ reply: book({}, ["id"]) }), 'POST /books: "title" of the reply of 201 may now be missing.'],
  ["a member of a reply that may be null", document({ reply: book({ title: { type: ["string", "null"] } }) }), 'POST /books: "title" of the reply of 201 may now be null.'],
  ["null through anyOf", document({ reply: book({ title: { anyOf: [{ type: "string" }, { type: "null" }] } }) }), 'GET /books/{id}: "title" of the reply of 200 may now be null.'],
  ["a member of a reply of another type", document({ reply: book({ id: { type: "integer" } }) }), 'POST /books: "id" of the reply of 201 is integer and was string.'],
  ["a number where a reply had an integer", document({ reply: book({ pages: { type: "number" } }) }), 'POST /books: "pages" of the reply of 201 is number and was integer.', document({ reply: book({ pages: { type: "integer" } }) })],
  ["a member inside a list of a reply", document({ reply: book({ notes: { type: "array", items: { type: "object", properties: {} } } }) }), 'POST /books: the reply of 201 no longer has "notes.text".', document({ reply: book({ notes: { type: "array", items: { type: "object", properties: { text: { type: "string" } } } } }) })],
  ["an enum of a reply that is any text now", document({ reply: book({ state: { type: "string" } }) }), 'POST /books: "state" of the reply of 201 may now be something else than "new", "used".'],
  ["a member that a body needs now", document({ body: input({ isbn: { type: "string" } }, ["title", "isbn"]) }), 'POST /books: the body now needs "isbn".'],
  ["an optional member that is required now", document({ body: input({}, ["title", "pages"]) }), 'POST /books: the body now needs "pages".'],
  ["a member that a strict body refuses now", document({ body: { type: "object", required: ["title"], additionalProperties: false, properties: { title: { type: "string", minLength: 1, maxLength: 100 }, state: { type: "string", enum: ["new", "used"] } } } }), 'POST /books: the body no longer takes "pages".'],
  ["a value that is no longer taken", document({ body: input({ state: { type: "string", enum: ["new"] } }) }), 'POST /books: "state" of the body no longer takes "used".'],
  ["any text that is an enum now", document({ body: input({ title: { type: "string", enum: ["A"], minLength: 1, maxLength: 100 } }) }), 'POST /books: "title" of the body now takes only "A".'],
  ["a type of a body that narrowed", document({ body: input({ pages: { type: "integer" } }) }), 'POST /books: "pages" of the body is integer and was number.', document({ body: input({ pages: { type: "number" } }) })],
  ["null that is refused now", document({ body: input() }), 'POST /books: "pages" of the body may no longer be null.', document({ body: input({ pages: { type: ["integer", "null"] } }) })],
  ["a maximum that went down", document({ body: input({ title: { type: "string", minLength: 1, maxLength: 50 } }) }), 'POST /books: "title" of the body takes at most 50 characters, before 100.'],
  ["a minimum that is new", document({ body: input({ pages: { type: "integer", minimum: 1 } }) }), 'POST /books: "pages" of the body needs at least 1.'],
  ["a pattern that is new", document({ body: input({ title: { type: "string", minLength: 1, maxLength: 100, pattern: "^A" } }) }), 'POST /books: "title" of the body has to match ^A.'],
  ["a format that is new", document({ body: input({ title: { type: "string", minLength: 1, maxLength: 100, format: "uuid" } }) }), 'POST /books: "title" of the body has to be of the format uuid.'],
  ["a body that is needed now", document(), "POST /books: it now needs a body.", document({ bodyRequired: false })],
  ["a parameter that is gone", document({ parameters: [] }), 'GET /books/{id}: the query parameter "limit" is no longer known.'],
  ["a parameter that is needed now", document({ parameters: [{ in: "query", name: "limit", required: true, schema: { type: "integer", maximum: 100 } }] }), 'GET /books/{id}: it now needs the query parameter "limit".'],
  ["a new parameter that is needed", document({ parameters: [{ in: "query", name: "limit", schema: { type: "integer", maximum: 100 } }, { in: "header", name: "X-Shop", required: true, schema: { type: "string" } }] }), 'GET /books/{id}: it now needs the header parameter "X-Shop".'],
  ["a parameter whose limit went down", document({ parameters: [{ in: "query", name: "limit", schema: { type: "integer", maximum: 20 } }] }), 'GET /books/{id}: the query parameter "limit" takes at most 20, before 100.'],
  ["another status of success", document({ status: "200" }), "POST /books: it no longer answers 201, but 200."],
  ["a reply that is no longer JSON", document({ get: { responses: { 200: { content: { "text/plain": { schema: { type: "string" } } } } } } }), "GET /books/{id}: its reply of 200 is no longer application/json."],
  ["a key that is needed now", document({ security: [{ key: [] }] }), "GET /books/{id}: it now needs a key."],
  ["a list that shows each caller their own", document({ get: { "x-per-consumer": true } }), "GET /books/{id}: it now shows each caller only what is theirs."],
];
for (const [name, after, said, before] of BREAKING) test(`breaks callers: ${name}`, () => assert.ok(breaking(after, before).includes(said), JSON.stringify(breaking(after, before))));

const HARMLESS: [name: string, after: Any, said: string | null, before?: Any][] = [
  ["the same document", document(), null],
  ["another name of a path parameter", document({ pathName: "bookId" }), null],
  ["a new member of a reply", document({ reply: book({ isbn: { type: "string" } }) }), 'POST /books: the reply of 201 also has "isbn".'],
  ["a new value of a reply", document({ reply: book({ state: { type: "string", enum: ["new", "used", "lost"] } }) }), 'POST /books: "state" of the reply of 201 may also be "lost".'],
  ["a member of a body that need not be there", document({ body: input({ isbn: { type: "string" } }) }), 'POST /books: the body also takes "isbn".'],
  ["a required member of a body that is optional now", document({ body: input({}, []) }), null],
  ["a limit that went up", document({ body: input({ title: { type: "string", minLength: 1, maxLength: 500 } }) }), null],
  ["a wider type of a body", document({ body: input({ pages: { type: "number" } }) }), null],
  ["a narrower type of a reply", document({ reply: book({ pages: { type: "integer" } }) }), null, document({ reply: book({ pages: { type: "number" } }) })],
  ["a new value that a body takes", document({ body: input({ state: { type: "string", enum: ["new", "used", "lost"] } }) }), 'POST /books: "state" of the body also takes "lost".'],
  ["a new parameter that need not be there", document({ parameters: [{ in: "query", name: "limit", schema: { type: "integer", maximum: 100 } }, { in: "query", name: "sort", schema: { type: "string" } }] }), 'GET /books/{id}: it also takes the query parameter "sort".'],
  ["another refusal", document({ get: { responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/Book" } } } }, 404: {} } } }), "GET /books/{id}: it may also answer 404."],
];
for (const [name, after, said, before] of HARMLESS) {
  test(`breaks nobody: ${name}`, () => {
    assert.deepEqual(breaking(after, before), []);
    if (said !== null) assert.ok(told(after, before).includes(said), JSON.stringify(told(after, before)));
  });
}

test("what breaks callers comes first, and every operation is told once", () => {
  const changes = compareOpenapi(document(), document({ get: null, reply: book({ isbn: { type: "string" } }) }));
  assert.deepEqual(changes.map(({ isBreaking }) => isBreaking), changes.map(({ isBreaking }) => isBreaking).toSorted().toReversed());
});

test("schemas that refer to themselves and to each other a thousandfold are compared in bounded time", () => {
  const many = (leaf: string) => ({ ...document(), components: { schemas: { Book: { $ref: "#/components/schemas/N0" }, ...Object.fromEntries(Array.from({ length: 300 }, (_, n) => [`N${n}`, { type: "object", properties: Object.fromEntries(Array.from({ length: 40 }, (__, m) => [`m${m}`, m === 0 ? { type: leaf } : { $ref: `#/components/schemas/N${(n * 7 + m) % 300}` }])) }])) } } });
  assert.ok(compareOpenapi(many("string"), many("integer")).length <= 300);
});

test("a schema that branches at every reference, and forms, values and references that are asked for again and again, are compared to a bound that is told", () => {
  const of = (schema: Any): Any => ({ openapi: "3.1.0", components: { schemas: { A: schema } }, paths: Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`/a${n}`, { get: { responses: { 200: { content: { "application/json": { schema: { $ref: "#/components/schemas/A" } } } } } } }])) });
  const self = { $ref: "#/components/schemas/A" };
  for (const schema of [{ allOf: Array.from({ length: 20 }, () => self) }, { anyOf: [{ enum: Array.from({ length: 20_000 }, (_, n) => n) }, { type: "string" }] }, { enum: Array.from({ length: 20_000 }, (_, n) => n) }]) {
    assert.deepEqual(compareOpenapi(of(schema), of(schema)).map(({ kind, isBreaking }) => [kind, isBreaking]), [["document.too-large", true]]);
  }
  assert.deepEqual(compareOpenapi(of({ $ref: `#/components/${"a/".repeat(200_000)}` }), of(self)), []);
  const statuses = (digit: string): Any => ({ paths: { "/a": { get: { responses: Object.fromEntries(Array.from({ length: 150_000 }, (_, n) => [`2${digit}${n}`, {}])) } } } });
  assert.equal(compareOpenapi(statuses("0"), statuses("1")).length, 300);
});

test("documents that are none are compared too", () => {
  for (const odd of [null, 3, [], { paths: 3 }, { paths: { "/x": { get: { responses: 3, parameters: [null, 3], requestBody: { $ref: "#/components/requestBodies/none" } } } } }]) {
    assert.deepEqual(compareOpenapi(odd, odd), []);
    compareOpenapi(document(), odd);
    compareOpenapi(odd, document());
  }
});
