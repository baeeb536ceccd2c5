import assert from "node:assert/strict";
import { test } from "node:test";
import type { Json } from "#lib/versions/schema.ts";
import { inTime } from "./in-time.ts";
import { isQuickPattern } from "./is-quick-pattern.ts";
import { createSchemaCheck } from "./json-schema.ts";

const withSchemas = (schemas: { [name: string]: Json }): Json => ({ components: { schemas } });

test("a value is held to the schema, through references, with the place of what is wrong", () => {
  const fits = createSchemaCheck(withSchemas({ Book: { type: "object", properties: { id: { type: "string" }, year: { type: ["integer", "null"] } }, required: ["id"], example: { id: "b1" } }, List: { type: "array", items: { $ref: "#/components/schemas/Book" } } }));
  assert.equal(fits({ $ref: "#/components/schemas/List" }, [{ id: "a", year: null }]), null);
  assert.match(fits({ $ref: "#/components/schemas/List" }, [{ id: "a", year: "1" }]) ?? "", /body\.0\.year/);
  assert.match(fits({ $ref: "#/components/schemas/Book" }, {}) ?? "", /id/);
  assert.match(fits({ $ref: "#/components/schemas/Nothing" }, 1) ?? "", /can't be applied/);
});

test("names of schemas and members that are keywords, and examples with ids, change nothing", () => {
  const fits = createSchemaCheck(withSchemas({ items: { type: "object", properties: { type: { type: "string" }, enum: { type: "integer" }, $ref: { type: "string" } }, required: ["type"], examples: [{ $id: "x", id: "y" }], example: { id: "y" } } }));
  assert.equal(fits({ $ref: "#/components/schemas/items" }, { type: "a", enum: 1 }), null);
  assert.notEqual(fits({ $ref: "#/components/schemas/items" }, { type: 1 }), null);
});

test("a schema that unfolds without end is stopped after a bounded number of steps", () => {
  const twice = (name: string): Json => ({ allOf: [{ $ref: `#/components/schemas/${name}` }, { $ref: `#/components/schemas/${name}` }] });
  const chain = Object.fromEntries(Array.from({ length: 60 }, (_, index) => [`S${index}`, index === 59 ? { type: "string" } : twice(`S${index + 1}`)]));
  assert.match(createSchemaCheck(withSchemas(chain))({ $ref: "#/components/schemas/S0" }, "x") ?? "", /too many steps/);
  assert.match(createSchemaCheck(withSchemas({ A: { $ref: "#/components/schemas/A" } }))({ $ref: "#/components/schemas/A" }, "x") ?? "", /can't be applied/);
});

test("schemas that are nested too deeply are a fault of the document, which its author can put right", () => {
  const deep = Array.from({ length: 100 }).reduce<Json>((inner) => ({ items: inner }), { type: "string" });
  assert.throws(() => createSchemaCheck(withSchemas({ Deep: deep })), { code: "generation_failed" });
});

test("a pattern that may take years is not run; others are", () => {
  for (const pattern of ["^(a+)+$", "^(a|a)*$", "(x+x+)+y", "^(.*)\\1$", ".*.*.*x", "^(?:a{1,9}){1,9}$"]) assert.equal(isQuickPattern(pattern), false, pattern);
  for (const pattern of ["^[A-Za-z0-9_-]{3,40}$", "^#[0-9a-f]{6}$", "^\\d{4}-\\d{2}$", "^(draft|published)$"]) assert.equal(isQuickPattern(pattern), true, pattern);
  assert.equal(createSchemaCheck({})({ type: "string", pattern: "^(a+)+$" }, "a".repeat(60_000)), null);
  assert.notEqual(createSchemaCheck({})({ type: "string", pattern: "^a$" }, "b"), null);
  assert.equal(createSchemaCheck({})({ type: "string", pattern: "^\\d\\-\\d$" }, "1-2"), null, "JavaScript takes this one only without the flag u");
});

test("work of untrusted origin is stopped when it takes too long", () => {
  assert.equal(inTime(() => 1 + 1), 2);
  assert.throws(() => inTime(() => /^(a+)+$/.test(`${"a".repeat(60)}b`), 50), /takes too long/);
});
