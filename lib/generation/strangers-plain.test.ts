import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { assertBuiltWhole } from "./built-whole-fixture.ts";

/** Plain descriptions of things to store, and what their API says of itself. */
const BUILT: [description: string, points: string[]][] = [
  ["Plants with name and how many days between waterings", ["Plants at /plants: name (text), daysBetweenWaterings (whole number)"]],
  ["Runs with date, kilometers run and minutes rested", ["Runs at /runs: date (date), kilometersRun (number), minutesRested (whole number)"]],
  ["Vitals with bed number, systolic and recorded time", ["Vitals at /vitals: bedNumber (text), systolic (whole number), recordedTime (date and time)"]],
  ["Players with name and rating, default 1200", ["Players at /players: name (text), rating (number, 1200 where none is sent)"]],
  ["Players with name and rating starting at 1200", ["Players at /players: name (text), rating (number, 1200 where none is sent)"]],
  ["Staff with name and email. The email must be not repeated", ["Two staff can't have the same email: the second is answered with 409"]],
  ["Members with name and email, no two with the same email", ["Two members can't have the same email: the second is answered with 409"]],
  ["Members with name and email. The same email can't be used twice", ["Two members can't have the same email: the second is answered with 409"]],
  ["Loans with reader, book and due date, and I need to see which ones are overdue", ["/loans?overdue=true lists the overdue ones, and each reply says whether it is overdue"]],
  ["Loans with reader, book and due date. I want to know which loans are overdue", ["/loans?overdue=true lists the overdue ones, and each reply says whether it is overdue"]],
  ["Workouts with exercise, weight in kg and date. Give me my personal best weight per exercise", ["GET /workouts/highest-weight-per-exercise gives the highest weight per exercise, one figure each"]],
  ["Swims with stroke, date and time in seconds. My best time per stroke", ["GET /swims/lowest-time-per-stroke gives the lowest time per stroke, one figure each"]],
  ["Vinyls with artist, year and price paid. Show total spent and average price per artist", ["GET /vinyls/average-price-paid-per-artist gives the average price paid per artist, one figure each", "GET /vinyls/total-price-paid gives the total price paid"]],
  ["Jobs with family name, date and hours worked. Total hours worked per family", ["GET /jobs/total-hours-worked-per-family-name gives the total hours worked per family name, one figure each"]],
  ["Fees with member, amount and paid. I want to know which ones are unpaid", []],
  ["Shifts with date. Signups with shift, name and email", ["Signups at /signups: shiftId (id of a shift), name (text), email (email address)"]],
  ["Rooms with number and status. Count how many rooms are in each status", ["GET /rooms/count-per-status gives the number of rooms per status, one figure each"]],
  ["Each loan has the student's name, book title and due date", ["Loans at /loans: studentName (text), bookTitle (text), dueDate (date)"]],
  ["Wines with name and rating from 1 to 100, default 80. Beds with name, days until harvest and last inspected on", ["Beds at /beds: name (text), daysUntilHarvest (whole number), lastInspectedOn (date)"]],
  ["Rentals with tool name, customer, due back and returned. I'd like to know which tools are overdue and show the returned ones", ["/rentals?overdue=true lists the overdue ones, and each reply says whether it is overdue"]],
  ["Readings with meter and pages read. Only I can see mine", ["Each caller sees and changes only its own readings: another's are answered with 404"]],
];
for (const [description, points] of BUILT) {
  test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));
}

test("what a number is where none is sent is said", () => {
  const outcome = design("Records with artist and rating starting at 1200");
  assert.ok(outcome.kind === "api");
  assert.ok(outcome.api.assumptions.includes("records: rating is 1200 where none is sent"), outcome.api.assumptions.join("\n"));
});

test("a list of those in a state is named with its filter", () => {
  const outcome = design("Tickets with title and status (open, closed). Tell me which tickets are open");
  assert.ok(outcome.kind === "api");
  assert.ok(outcome.api.assumptions.includes('"tell me which tickets are open" is GET /tickets?status=open'), outcome.api.assumptions.join("\n"));
});

/** What can't be built is quoted to the word, and the outline keeps all else. */
const OUTLINED: [description: string, quoted: string[], kept: string][] = [
  ["Yoga signups: class, name, email. No sign-ups when a class is full. Show the list by class.", ["No sign-ups when a class is full"], "yoga signup: class, name, email"],
  ["We lend out books in our class. Each loan has the student's name, book title and due date. A student can't have more than two books out at once.", ["A student can't have more than two books out at once"], "loan: student name, book title, due date"],
  ["Raffle tickets with buyer name, phone, ticket number. The ticket number must be not repeated. At most 5 tickets per person.", ["At most 5 tickets per person"], "raffle ticket: buyer name, phone, ticket number (unique)"],
  ["Library fines: reader name, book, phase of who reads and amount. I want to know which ones are unpaid.", ["I want to know which ones are unpaid"], "library fine: reader name, book, phase of who reads, amount"],
];
for (const [description, quoted, kept] of OUTLINED) {
  test(`the refusal of ${JSON.stringify(description)} quotes ${quoted.map((part) => `"${part}"`).join(" and ")}, and its outline has all else`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal" && outcome.outline);
    assert.deepEqual(outcome.outline.open.map(({ text }) => text), quoted);
    for (const part of quoted) assert.ok(outcome.message.includes(part), outcome.message);
    assert.equal(outcome.outline.outline.things.map(({ singular, fields }) => `${singular}: ${fields.map(({ name, isUnique }) => `${name}${isUnique ? " (unique)" : ""}`).join(", ")}`).join("; "), kept);
  });
}

/** What could mean two things isn't taken for one of them. */
const DOUBTFUL = [
  "Offers with name and price. The best price per name only",
  "Each expense has an amount and a description, and is split equally",
  "Codes with code default 12 and name",
  "Wines with name and rating from 1 to 5, default 80",
  "Members with name and email. The email must not be repeated within a month",
  "Rides with driver, prices starting at 12 and date",
];
for (const description of DOUBTFUL) {
  test(`${JSON.stringify(description)} is refused`, () => {
    assert.equal(design(description).kind, "refusal");
  });
}
