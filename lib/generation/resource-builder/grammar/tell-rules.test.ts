import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../../built-in-generator.ts";
import { NotUnderstood } from "../not-understood.ts";
import { readDescription } from "../read-description.ts";

test("values that follow a status at the end of a list are its values", () => {
  const [complaints] = readDescription("Complaints with subject, text and status open, in progress, closed. Complaints by status.").resources;
  assert.deepEqual(complaints?.fields.map(({ name }) => name), ["subject", "text", "status"]);
  assert.deepEqual(complaints?.fields.at(-1)?.options, ["open", "in progress", "closed"]);
});

test("when something is overdue is told by its due date, and that it isn't returned by a field of its own", () => {
  const [loans] = readDescription("Loans with book, lent on and due back. A loan is overdue when due back is past and it isn't returned.").resources;
  assert.deepEqual(loans?.overdue, { dateField: "dueBack", doneField: "returned" });
});

const UNCLEAR = [
  "Loans with book, start date and valid until. A loan is overdue when valid until is past.",
  "Loans with book, due date, paid and returned. A loan is overdue when the due date is past and it isn't returned.",
];
for (const description of UNCLEAR) {
  test(`which date or end is meant is not guessed: ${JSON.stringify(description)}`, () => assert.throws(() => readDescription(description), NotUnderstood));
}

for (const description of ["Loans with book and due date. A loan is overdue when the due date has passed and it is not returned.", "Walks with dog, date and minutes. A walk takes at most 120 minutes."]) {
  test(`built whole: ${JSON.stringify(description)}`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    assert.deepEqual(outcome.api.leftOut, []);
  });
}
