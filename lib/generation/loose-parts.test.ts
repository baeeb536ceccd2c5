import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

test("lines that would be built without what they are lines of don't go live", () => {
  for (const description of [
    "A quote belongs to a client, has lines with text and price. Clients: name.",
    "Clients have a name. Each quote belongs to a client, has a date and lines with text and price.",
  ]) assert.equal(design(description).kind, "refusal", description);
  // With the two said apart each line is of one quote.
  const apart = design("Clients have a name. Each quote belongs to a client and has a date. Each quote has lines with text and price.");
  assert.ok(apart.kind === "refusal");
  assert.deepEqual(apart.outline?.outline.things.map(({ singular, fields }) => `${singular}: ${fields.map(({ name }) => name).join(", ")}`), ["client: name", "quote: client, date", "line: quote, text, price"]);
});
