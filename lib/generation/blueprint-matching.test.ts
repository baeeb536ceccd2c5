import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import { parseGeneratedApi } from "./parse.ts";
import { checkSourceRules } from "#lib/runtime/compile/source-rules.ts";

/** The blueprints that answer a description. */
const answersOf = (description: string): string[] => matchBlueprints(description).filter(({ unknown }) => unknown.length === 0).map(({ blueprint }) => blueprint.id);

for (const blueprint of catalogue) {
  test(`"${blueprint.examplePrompt}" is answered by ${blueprint.name} and by no other blueprint`, () => {
    assert.deepEqual(answersOf(blueprint.examplePrompt), [blueprint.id]);
  });

  test(`${blueprint.name} has the form and keeps the rules of a generated API`, () => {
    assert.deepEqual(checkSourceRules(parseGeneratedApi(apiOfBlueprint(blueprint)).files), []);
  });
}

const ANSWERED: [description: string, id: string][] = [
  ["a todo app", "to-do-lists"],
  ["Task manager with due dates and priorities", "to-do-lists"],
  ["I need to-do lists where tasks can be marked as done", "to-do-lists"],
  ["a task tracker with overdue tasks", "to-do-lists"],
  ["note taking app with tags and search", "notes"],
  ["my private notes", "notes"],
  ["Notes that I can search and archive", "notes"],
  ["an address book", "contacts"],
  ["contact manager with groups", "contacts"],
  ["phone book with search", "contacts"],
  ["meeting room booking without double bookings", "bookings"],
  ["desk reservations with time slots", "bookings"],
  ["book tennis courts, show availability", "bookings"],
  ["stock tracking with low stock list", "inventory"],
  ["warehouse inventory with stock movements", "inventory"],
  ["invoicing for freelancers", "invoices"],
  ["invoices with line items and tax", "invoices"],
  ["invoices with totals per month", "invoices"],
  ["expense tracker with a monthly budget", "expenses"],
  ["track my expenses per month and category", "expenses"],
  ["a budget tracker", "expenses"],
  ["polls", "polls"],
  ["voting api", "polls"],
  ["a poll with options and results, one vote per person", "polls"],
  ["a leaderboard with ranks", "leaderboard"],
  ["high scores with top 10 per season", "leaderboard"],
];
for (const [description, id] of ANSWERED) {
  test(`"${description}" is answered by ${id} alone`, () => {
    assert.deepEqual(answersOf(description), [id], JSON.stringify(matchBlueprints(description).map(({ blueprint, unknown }) => [blueprint.id, unknown])));
  });
}

/** What asks for something else, or names fields of its own: the builder's, or refused. */
const NOT_ANSWERED = [
  "todos with title, assignee and estimate",
  "tasks with title and status open/closed",
  "notes with tags",
  "notes with title, colour and author",
  "contacts with name, email and twitter handle, grouped by country",
  "hotel bookings with guest name, room number and number of nights",
  "appointment booking for a dentist: patient name, date, time, reason",
  "inventory with sku and quantity",
  "an API that predicts stock movements",
  "invoices with number, customer and amount that are sent by email",
  "invoices with lines and stripe payments",
  "expense tracker with category",
  "expenses with receipts uploaded as photos, per month",
  "polls that post to slack",
  "leaderboard with player name, country and score",
  "show everyone's votes in polls with their email",
];
for (const description of NOT_ANSWERED) {
  test(`"${description}" is answered by no blueprint`, () => assert.deepEqual(answersOf(description), []));
}
