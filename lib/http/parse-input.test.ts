import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { parseInput } from "./parse-input.ts";

const HALF = "\ud83d";
const schema = z.object({ name: z.string().max(5, "Too long."), tags: z.array(z.string()).optional(), headers: z.record(z.string(), z.string()).optional() });
const refused = (input: unknown, path: string) => assert.throws(() => parseInput(schema, input), (error: { code: string; extensions: { errors: { path: string }[] } }) => error.code === "invalid" && error.extensions.errors[0]?.path === path);

test("input comes out in its schema's form, and what is wrong is named with its place", () => {
  assert.deepEqual(parseInput(schema, { name: "book📚".slice(4), more: 1 }), { name: "📚" });
  refused({ name: "too long" }, "name");
  refused({}, "name");
});

test("half of a character is refused wherever it stands, also in a member's name; what is left out doesn't matter", () => {
  refused({ name: HALF }, "name");
  refused({ name: "a", tags: ["b", `c${HALF}`] }, "tags.1");
  refused({ name: "a", headers: { [HALF]: "b" } }, "headers.\ufffd");
  assert.deepEqual(parseInput(schema, { name: "a", [HALF]: HALF }), { name: "a" });
});
