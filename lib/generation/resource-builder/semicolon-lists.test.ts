import assert from "node:assert/strict";
import test from "node:test";
import { design } from "../built-in-generator.ts";
import { readSemicolonLists } from "./semicolon-lists.ts";

const pointsOf = (description: string): string => {
  const made = design(description);
  return made.kind === "api" ? (made.api.points[0] ?? "") : made.kind;
};

test("a list that semicolons part is one list; what stands behind a colon in it are values", () => {
  assert.equal(readSemicolonLists("A sample has a code, type: blood, serum or urine; volume in ml; and date taken. The code is unique."), "A sample has a code, type (blood, serum or urine), volume in ml, date taken. The code is unique.");
  assert.equal(readSemicolonLists("Boats: name; length in m; kind: sail, motor or row"), "Boats: name, length in m, kind (sail, motor or row)");
  assert.match(pointsOf("Each sample has a code, type: blood, serum, tissue or urine; volume in ml; date taken; shelf number. The code is unique."), /: code \(text, unique\), type \(one of blood, serum, tissue, urine\), volume.*, dateTaken \(date\), shelfNumber/);
});

test("sentences that semicolons join, and lists within brackets, stay as they are", () => {
  for (const text of [
    "Books have a title; members can borrow them", "Cars with make and model; the plate is unique", "Only staff see it; guests don't", "Orders have a total; status is new, paid or sent", "deals with title, url: string, required, unique; owner", "Cars: plate, owner; owners: name, phone", "Invoices with amount and status: draft or sent; total amount per status", "Rooms with name and floor; show the free ones first",
  ]) assert.equal(readSemicolonLists(text), text);
});
