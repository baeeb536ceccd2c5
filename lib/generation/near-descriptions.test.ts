import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { nearDescriptions } from "./near-descriptions.ts";
import { SAMPLE_DESCRIPTIONS } from "./sample-descriptions.ts";

for (const [description] of SAMPLE_DESCRIPTIONS) {
  test(`what is offered builds whole: "${description}"`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    assert.deepEqual(outcome.api.leftOut, []);
  });
}

const NEAR: [description: string, nearest: RegExp][] = [
  ["a hair salon where stylists have shifts", /^Appointments/],
  ["nurses log the blood pressure of a patient", /^Patients/],
  ["CRM with pipelines", /^Leads/],
  ["issues of a software, with comments", /^Bugs/],
  ["the library lends books", /^Books with title and author. Members/],
  ["shorten my links and show a map", /link shortener/i],
];
for (const [description, nearest] of NEAR) {
  test(`"${description}" is near ${nearest.source}`, () => assert.match(nearDescriptions(description)[0] ?? "", nearest));
}

test("nothing is near what has no noun in common with anything", () => assert.deepEqual(nearDescriptions("asdf qwer zxcv"), []));
