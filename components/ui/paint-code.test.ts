import assert from "node:assert/strict";
import test from "node:test";
import { paintLine } from "./paint-code.ts";

test("painting never changes the text", () => {
  for (const line of ["", "  const a = `x${b}`; // why", 'app.get("/books", async (c) => c.json({ n: 1_000 }));', "/* open", '"half']) {
    assert.equal(paintLine(line).map((piece) => piece.text).join(""), line);
  }
});

test("strings hide keywords", () => {
  assert.deepEqual(paintLine('"return"'), [{ text: '"return"', className: "tok-string" }]);
});
