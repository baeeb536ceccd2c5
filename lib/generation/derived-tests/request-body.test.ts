import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "#lib/versions/schema.ts";
import { lintOpenApi } from "../lint-openapi.ts";
import { fakeBooksApi } from "./fake-books-api.ts";
import { follow } from "./operations.ts";
import { replaceAt, shapeOf, typesOf } from "./request-body.ts";
import { boundBreakers } from "./rules/bad-bodies.ts";

const to = (name: string): Json => ({ $ref: `#/components/schemas/${name}` });
const withSchemas = (schemas: { [name: string]: Json }): Json => ({ components: { schemas } });
/** Each schema holds the next one twice: unfolded, the last stands there 2^59 times. */
const doubling = (hold: (next: Json) => Json, last: Json): Json =>
  withSchemas(Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`S${index}`, index === 59 ? last : hold(to(`S${index + 1}`))])));

test("the types, members and bounds of schemas that lead back to themselves, or unfold without end, are read all the same", () => {
  const circle = withSchemas({ A: { anyOf: [to("A"), { type: "integer", maximum: 9 }], allOf: [to("A"), { properties: { a: { type: "string" } } }] } });
  assert.deepEqual([...typesOf(circle, to("A"))], ["integer"]);
  assert.deepEqual(boundBreakers(circle, to("A")), [10]);
  assert.deepEqual(shapeOf(circle, to("A"))?.properties, { a: { type: "string" } });
  const choices = doubling((next) => ({ oneOf: [next, next] }), { type: "integer", maximum: 9 });
  assert.deepEqual([...typesOf(choices, to("S0"))], ["integer"]);
  assert.deepEqual(boundBreakers(choices, to("S0")), [10]);
  const parts = doubling((next) => ({ allOf: [next, next] }), { properties: { a: { type: "string" } } });
  assert.deepEqual(shapeOf(parts, to("S0"))?.properties, { a: { type: "string" } });
});

test("a body whose members are of its own kind is looked through once", () => {
  const { document, tests } = fakeBooksApi("");
  const members = Object.fromEntries(Array.from({ length: 40 }, (_, index) => [`m${index}`, to("BookInput")]));
  const wide = replaceAt(document, ["components", "schemas", "BookInput", "properties"], { ...members, note: { type: "string" } });
  assert.deepEqual(lintOpenApi(wide, tests).filter(({ rule }) => rule === "body-bounds").map(({ message }) => message), ["POST /books takes note as a text of any length: give it a maximum"]);
});

test("a reference with broken percent signs leads to the member of that name, or nowhere", () => {
  assert.deepEqual(follow({ "a%": { type: "string" } }, { $ref: "#/a%" }), { type: "string" });
  assert.equal(follow({}, { $ref: "#/%E0%A4%A" }), undefined);
});
