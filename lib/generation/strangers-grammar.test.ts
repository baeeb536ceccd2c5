import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

/** Ways in which people and developers put things, a point or an assumption that shows what was understood, and what is left out. */
const READ: [description: string, shown: string, leftOut?: string[]][] = [
  ["expenses: amount, category, date, note. totals per month and per category. each user only sees own", "GET /expenses/total-per-category gives the total amount per category, one figure each"],
  ["expenses: amount, category, date, note. each user only sees own", "Each caller sees and changes only its own expenses: another's are answered with 404"],
  ["exam grades: student, subject, grade 1 to 6. average grade per student and per subject", "GET /exam-grades/average-grade-per-subject gives the average grade per subject, one figure each"],
  ["Measurements with temperature and time. Average, minimum and maximum temperature per day.", "GET /measurements/lowest-temperature-per-day gives the lowest temperature per day, one figure each"],
  ["Sensor readings (device id, value, unit, taken at). max value per device", "GET /sensor-readings/highest-value-per-device-id gives the highest value per device id, one figure each"],
  ["invoices with customer, amount and paid. sum of unpaid invoices", "\"sum of unpaid invoices\" is GET /invoices/total?paid=false"],
  ["books with title, author and status read/unread. count read books per author", "\"count read books per author\" is GET /books/count-per-author?status=read"],
  ["pupils with name and class, and write down marks for each pupil with subject, score from 1 to 6 and date. average mark per pupil", "GET /marks/average-score-per-pupil gives the average score per pupil, one figure each"],
  ["feature ideas with title and text, anyone can upvote, most votes first", "POST /feature-ideas/{id}/upvote adds 1 to the votes"],
  ["recipe book with ingredients and steps, people can like a recipe, sort by most liked", "POST /recipes/{id}/like adds 1 to the likes"],
  ["products with name, price and stock. stock goes down when sold and never below zero", "POST /products/{id}/sell takes 1 from the stock, never below 0: that is answered with 409"],
  ["wines with name, region and bottles left. when i drink one the bottles go down by one", "POST /wines/{id}/drink takes 1 from the bottles left, never below 0: that is answered with 409"],
  ["bookings with name, date and time, room. Show bookings of today.", "\"show bookings of today\" is GET /bookings?date=…, with the day of today"],
  ["I log patients' vital signs: temperature, pulse, time taken. List the readings of one patient.", "\"list the readings of one patient\" is GET /vital-signs?patient=…"],
  ["issues w/ title, severity enum(minor,major,critical), assignee, comments", "Comments at /comments: issueId (id of an issue), text (long text)"],
  ["CRM: contacts {name, email, stage: lead|prospect|lost}, notes per contact", "Notes at /notes: title (text), text (long text), contactId (id of a contact)"],
  ["recipes need title, portions, ingredients and steps, and users can comment on recipes", "Comments at /comments: recipeId (id of a recipe), text (long text)"],
  ["Vet practice. Owners have name, phone. Pets belong to an owner with name, species.", "Pets at /pets: ownerId (id of an owner), name (text), species (text)"],
  ["Trails (name, length km). Reviews of a trail: stars 1-5, comment. Average stars per trail.", "GET /reviews/average-stars-per-trail gives the average stars per trail, one figure each"],
  ["chores: chore, assigned to, every how many days, last done", "Chores at /chores: chore (text), assignedTo (text), interval (whole number), lastDone (date)"],
  ["parcels: tracking number unique, carrier, picked up. Parcels can be marked as picked up.", "parcels are marked as picked up with PATCH /parcels/{id} and pickedUp: true"],
  ["stops with name and time, children with name, stop. children per stop", "GET /children/count-per-stop gives the number of children per stop, one figure each"],
  ["bees with name, swarm, keeper and nickname", "bees: swarm is text"],
];
for (const [description, shown, leftOut = []] of READ) {
  test(`${JSON.stringify(description)} is read: ${shown}`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "api", outcome.kind === "refusal" ? outcome.message : "");
    const { points, assumptions } = outcome.api;
    assert.ok([...points, ...assumptions].includes(shown), [...points, ...assumptions].join("\n"));
    assert.deepEqual(outcome.api.leftOut.map((line) => /^"(.+)": /.exec(line)?.[1]), leftOut);
  });
}

/** What could be read in two ways is asked for, never guessed. */
for (const [description, asked] of [
  ["students with name, class and marks", "\"mark\""],
  ["books with title (max 1 characters) and author", "1 character"],
  ["A tool with name; a tool that is lent out cannot be lent again", "lent out cannot be lent again"],
] as const) {
  test(`${JSON.stringify(description)} is not guessed: ${asked} is named`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(asked), outcome.message);
  });
}
