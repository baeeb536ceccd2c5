import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { startTestSandbox, type TestSandbox } from "../../../supabase/tests/test-sandbox.ts";
import { design } from "../built-in-generator.ts";
import { assertPassesAll } from "../passes-all-fixture.ts";

let sandbox: TestSandbox;
before(async () => {
  sandbox = await startTestSandbox();
});
after(() => sandbox.close());

/** Descriptions of ordinary people that are built as they stand. */
const PLAIN = [
  "register for fishing boats. boat name, harbour, length in meters, engine type (diesel, electric, sail), licence expiry date. filter by harbour and engine type, sorted by licence expiry date",
  "I am collecting stamps. Each stamp: country, year, face value, condition (mint, used), what I paid for it, optional note. I want to search by country and see the most expensive first.",
  "Lost pets board. Pet name, animal (dog, cat, other), colour, last seen place, last seen date, contact phone, found or not. Only show ones not found, newest first.",
  "weather readings from my garden station. every reading: temperature c, humidity percent 0 to 100, rain mm, time. i want post readings, get the last one, and list by day",
  "API for a tool library. Tools have a name, category, serial number and replacement cost. Members have a name and an email. Loans: tool, member, date out, due date, returned yes/no. List loans that are not returned.",
  "Hotel housekeeping: rooms with number, floor, status clean, dirty or in progress, and last cleaned time. Staff should change status. List dirty rooms by floor.",
  "Notices: title, text, pinned yes/no. Pinned ones first.",
  "Our club wants to keep track of courts. Court number must be unique. Courts have a surface and a price per hour.",
  "Reviews: title, stars, text. Stars from 1 to 5. Text is limited to 1000 characters. Title no longer than 80 characters. Stars must be given. Filter by minimum stars.",
  "REST endpoint for coupons. code (string, required, unique), percent (number, 1-100), state (enum: new, used, void), valid (bool, default true).",
];
for (const description of PLAIN) {
  test(`${JSON.stringify(description)} passes types, build, every contract test and the platform's own tests`, async () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api");
    await assertPassesAll(outcome.api, sandbox);
  });
}
