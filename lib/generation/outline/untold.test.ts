import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { outlineOf } from "./outline-of.ts";
import { untoldIn } from "./untold.ts";

/** What isn't built whole: each word of it is in the outline or told as not built, and nothing is told twice. */
const OUTLINED = [
  "Patients and appointments. Patients: name, date of birth, phone. Each appointment is for one patient and has a date, a doctor name and reason. No two appointments for the same doctor at the same time.",
  "Rooms in a hotel have number, type and price. Bookings for a room, with guest name, check-in and check-out. Send the guest an SMS when booking is confirmed.",
  "Tenants rent flats. A flat has an address, monthly rent and number of rooms. Tenants have name, email and phone. The same flat can only have one tenant.",
  "Complaints from citizens: subject, description, street. Staff can move it from received to under review to resolved. Citizens can only create.",
  "Questions and answers. A question has a title and body, an answer is given to a question and has body, and votes. One answer can be accepted.",
  "To-do api where my tasks are private to me. Task has text, done, and due date. Remind me a day before.",
  "Volunteers take shifts. Shift: day, start, end, place. Volunteers: name, phone. A shift needs at most 4 volunteers.",
  "Suppliers supply products. Supplier has name, email. Product has name, price, stock and one supplier. When stock falls below 5 email me.",
  "Freelancers log hours on projects. A project has name, client and hourly rate. Entries have date, hours and a note. Total hours per project.",
];
for (const description of OUTLINED) {
  test(`each part of ${JSON.stringify(description)} is in its outline or told as not built, once`, () => {
    assert.equal(design(description).kind, "refusal");
    const read = outlineOf(description);
    assert.deepEqual(untoldIn(description, read), []);
    const texts = read.open.map(({ text }) => text);
    assert.equal(new Set(texts).size, texts.length);
    for (const text of texts) assert.ok(!texts.some((other) => other !== text && other.includes(text)), text);
    for (const { why } of read.open) assert.ok(why.length > 20, why);
  });
}

test("a thing, a field or a relation that an outline loses is found", () => {
  const description = "Boats have a name and a harbour. Sailors have a name. Sailors scrub boats. Each boat is painted by a robot.";
  const boats = { singular: "boat", plural: "boats", ownership: "shared" as const, fields: [{ name: "name", kind: "text" as const, isRequired: true, isUnique: false }], search: [], rules: [] };
  const found = untoldIn(description, { outline: { things: [boats, { ...boats, singular: "sailor", plural: "sailors" }] }, open: [] });
  assert.ok(found.some(({ words }) => words.includes("harbour")), JSON.stringify(found));
  assert.ok(found.some(({ words }) => words.includes("robot")), JSON.stringify(found));
  assert.ok(found.some(({ clause }) => /sailors scrub boats/i.test(clause)), JSON.stringify(found));
});
