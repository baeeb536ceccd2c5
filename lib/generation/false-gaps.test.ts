import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

const said = (description: string): string => JSON.stringify(design(description));

test("who is in charge takes no payments; to charge somebody does", () => {
  for (const description of ["Shifts with date, start time and who is in charge", "Committees with a name and the person in charge of it", "Projects with a title, a deadline and the member in charge of them"]) assert.doesNotMatch(said(description), /payment/i, description);
  for (const description of ["Orders with total; charge the customer's card", "Guests with name and we charge them 5 euros by card", "Shifts with date and who is in charge of payments by card"]) assert.match(said(description), /payment/i, description);
});

test("the number of a library's or a member's card is kept; a bank's or a bare card number isn't", () => {
  for (const kind of ["library", "membership", "student", "loyalty"]) assert.equal(design(`Readers with name, email and ${kind} card number`).kind, "api", kind);
  for (const kind of ["", "credit ", "debit ", "bank ", "library and bank "]) assert.notEqual(design(`Readers with name, email and ${kind}card number`).kind, "api", kind);
});
