import assert from "node:assert/strict";
import { test } from "node:test";
import { z } from "zod";
import { jsonSchema } from "#lib/versions/schema.ts";
import { readBody } from "./read-body.ts";

const schema = z.object({ body: jsonSchema });
const nested = (levels: number): string => `{"body":${"[".repeat(levels)}${"]".repeat(levels)}}`;

test("a body that is nested without end is refused with words, whatever its schema would do with it", () => {
  assert.throws(() => readBody(nested(50_000), schema), { code: "malformed", message: /nested more than 100 levels/ });
  assert.throws(() => readBody(nested(100), schema), { code: "malformed" });
  assert.ok(readBody(nested(99), schema));
});
