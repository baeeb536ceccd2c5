import assert from "node:assert/strict";
import test from "node:test";
import { design } from "../built-in-generator.ts";
import { namesAField } from "./names-a-field.ts";
import { normaliseText } from "./normalise-text.ts";

const pointsOf = (description: string): string => {
  const made = design(description);
  return made.kind === "api" ? (made.api.points[0] ?? "") : made.kind;
};

test("what somebody leaves of their own makes an entry, whose first field is a name", () => {
  assert.match(pointsOf("Simple guestbook for our mountain hut. Visitors leave their name, where they come from, a message of max 500 characters and a rating from 1 to 5 stars. Newest on top."), /: name \(text\), place \(text\), message \(long text, at most 500 characters\), rating \(whole number from 1 to 5\)$/);
  assert.match(pointsOf("A guest book where visitors write their name, a message up to 500 characters and a rating 1 to 5."), /^Guestbook entries at .*: name \(text\), message/);
  assert.match(pointsOf("A complaints desk. Tenants write down their flat number, a title and a description."), /: flatNumber \(text\), title \(text\)/);
});

test("what is left is something else, or of something that was named before: the text stays as it is", () => {
  for (const text of ["people leave their dogs with us", "a booking has a date. guests leave their name and a phone number", "visitors leave", "their name is needed"]) assert.equal(normaliseText(text), text);
});

test("a clause with somebody's own is no field's name", () => {
  assert.equal(namesAField("visitors leave their name"), false);
  assert.equal(namesAField("dates of their stay"), true);
});
