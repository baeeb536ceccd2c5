import assert from "node:assert/strict";
import test from "node:test";
import { highlight } from "./highlight.ts";

test("highlighting keeps every character and colours by class", async () => {
  const source = 'import { Hono } from "hono";\n// why\nconst n = 1;';
  const lines = await highlight(source, "typescript");
  assert.equal(lines.map((line) => line.map((token) => token.text).join("")).join("\n"), source);
  const classes = new Set(lines.flat().map((token) => token.className));
  for (const name of ["tok-keyword", "tok-comment", "tok-constant"]) assert.ok(classes.has(name), name);
});
