import assert from "node:assert/strict";
import { test } from "node:test";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { instantiate } from "#lib/blueprints/instantiate.ts";
import type { ParameterValues } from "#lib/blueprints/blueprint.ts";
import { apiOfBlueprint } from "./api-of-blueprint.ts";
import { matchBlueprints } from "./match-blueprint.ts";
import { parseGeneratedApi } from "./parse.ts";
import { checkSourceRules } from "#lib/runtime/compile/source-rules.ts";

/** The blueprints that answer a description whole. */
const answersOf = (description: string): string[] => matchBlueprints(description).filter(({ unknown, leftOut }) => unknown.length === 0 && leftOut.length === 0).map(({ blueprint }) => blueprint.id);
/** What keeps its own blueprint from answering a description. */
const blocking = (description: string, id: string): string[] => matchBlueprints(description).find(({ blueprint }) => blueprint.id === id)?.unknown ?? ["no match"];

for (const blueprint of catalogue) {
  test(`"${blueprint.examplePrompt}" is answered by ${blueprint.name} and by no other blueprint`, () => {
    assert.deepEqual(answersOf(blueprint.examplePrompt), [blueprint.id]);
  });

  for (const restriction of ["only admins may use it", "never after midnight", "without telling anyone", "at most 37 per visitor", "members must wait for permission", "nobody under 18 can use it", "locked on fridays"]) {
    test(`"${blueprint.examplePrompt}, ${restriction}" is refused, quoting the restriction`, () => {
      assert.ok(blocking(`${blueprint.examplePrompt}, ${restriction}`, blueprint.id).some((part) => part.includes(restriction)));
    });
  }

  test(`"${blueprint.examplePrompt}, pink elephants" is answered by ${blueprint.name}, which quotes what it leaves out`, () => {
    const match = matchBlueprints(`${blueprint.examplePrompt}, pink elephants`).find(({ blueprint: { id } }) => id === blueprint.id);
    assert.deepEqual([match?.unknown, match?.leftOut.map(({ quote }) => quote)], [[], ["pink elephants"]]);
  });

  test(`what says a parameter of ${blueprint.name} names one that it has, with a value that it takes`, () => {
    for (const [name, said] of Object.entries(blueprint.asks ?? {})) {
      for (const { value } of said) assert.doesNotThrow(() => instantiate(blueprint, value === undefined ? {} : { [name]: value }));
      assert.ok(blueprint.parameters.some((parameter) => parameter.name === name), name);
    }
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
  ["blog: posts with title and text; status draft -> published -> archived; only published ones are listed publicly", "blog"],
  ["poll app: create a question with several options, people vote once per poll, show results with count per option", "polls"],
  ["link shortener: post a long url, get back a short code, opening the code redirects and counts the clicks", "link-shortener"],
  ["quiz: questions with 4 answers and one correct. player submits an answer and gets told if it's right, plus a score at the end", "quiz"],
  ["product have name and price and stock, when sell product the stock go down and not below zero", "inventory"],
  ["leaderboard for my game. submit player name + score, get top 10, keep only best score of each player", "leaderboard"],
  ["feature flags: key, enabled, description, rollout percentage 0-100. endpoint to check whether flag is on for a given user id", "feature-flags"],
  ["high scores with top 10 per season", "leaderboard"],
  ["inventory with a low stock list, cannot sell more than in stock", "inventory"],
  ["invoices with line items and totals, a sent invoice can't be edited", "invoices"],
  ["polls with a question and 3 options", "polls"],
  ["expense tracker with categories (food, pets, fun) and totals per month", "expenses"],
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

/** Values that a description says for parameters. */
const ASKED: [description: string, id: string, values: ParameterValues][] = [
  ["Invoices with line items and VAT 7%", "invoices", { taxPercent: 7 }],
  ["Invoices in CHF with line items, 8% VAT, due in 14 days", "invoices", { currency: "CHF", taxPercent: 8, paymentDays: 14 }],
  ["short links with 10 character codes", "link-shortener", { codeLength: 10 }],
  ["Polls with a question and 2 to 5 options", "polls", { maximumOptions: 5 }],
  ["polls, votes can't be changed", "polls", { mayChangeVote: false }],
  ["leaderboard with ranks, fastest time wins, top 20", "leaderboard", { winner: "lowest score", usualTop: 20 }],
  ["product reviews with 1 to 10 stars and an average", "feedback-and-ratings", { maximumStars: 10 }],
  ["a quiz with multiple choice questions and two attempts", "quiz", { attemptsPerCaller: 2 }],
  ["book rooms in slots of 15 minutes from 9 to 20, no overlaps", "bookings", { slotMinutes: "15", opensAt: 9, closesAt: 20 }],
  ["expense tracker in dollars with a monthly budget of 1500", "expenses", { currency: "USD", monthlyBudget: 1500 }],
  ["key-value store, values expire after 10 minutes by default", "key-value-store", { defaultTtlSeconds: 600 }],
  ["feature flags with rollout per environment (test, staging, production)", "feature-flags", { firstEnvironment: "test" }],
  ["text statistics with reading time, and speaking time at 150 words per minute", "text-statistics", { wordsSpokenPerMinute: 150 }],
  ["meeting room booking without overlaps, only between 8:00 and 18:00", "bookings", { opensAt: 8, closesAt: 18 }],
  ["event registration with 12 seats and a waiting list of 20", "event-registration", { defaultCapacity: 12, waitingPlaces: 20 }],
];
for (const [description, id, values] of ASKED) {
  test(`"${description}" is answered by ${id} with ${JSON.stringify(values)}`, () => {
    assert.deepEqual(matchBlueprints(description).filter(({ unknown, leftOut }) => unknown.length + leftOut.length === 0).map(({ blueprint, values: read }) => [blueprint.id, read]), [[id, values]]);
  });
}

/** What isn't done, in words that the blueprint knows or doesn't, with the part that must be quoted. */
const BLOCKED: [description: string, id: string, part: string][] = [
  ["Invoices with line items and VAT 77%", "invoices", "VAT 77%"],
  ["polls with one vote per household", "polls", "one vote per household"],
  ["polls where results are visible only after voting", "polls", "results are visible only after voting"],
  ["to-do lists with due dates, everybody sees all tasks", "to-do-lists", "everybody sees all tasks"],
  ["recipe box that scales servings, everyone sees everyone's recipes", "recipe-box", "everyone sees everyone's recipes"],
  ["a url shortener where links expire after 30 days", "link-shortener", "links expire after 30 days"],
  ["reviews with averages where only verified buyers can review", "feedback-and-ratings", "only verified buyers can review"],
  ["book tennis courts in slots, max 2 bookings per person per week", "bookings", "max 2 bookings per person per week"],
  ["event registration with limited seats, cancel until 2 days before", "event-registration", "cancel until 2 days before"],
  ["unit converter for shoe sizes", "unit-conversion", "unit converter for shoe sizes"],
  ["book the sauna in slots, not more than 3 people at the same time", "bookings", "not more than 3 people at the same time"],
  ["inventory with low stock list, stock can't go below the minimum", "inventory", "stock can't go below the minimum"],
  ["event registration with limited seats, only the organiser can cancel registrations", "event-registration", "only the organiser can cancel registrations"],
  ["event registration with seats, not allowed to cancel when full", "event-registration", "not allowed to cancel when full"],
  ["quiz with scores, the answers are never shown", "quiz", "the answers are never shown"],
  ["an address book with groups, no duplicate phone numbers", "contacts", "no duplicate phone numbers"],
  ["date calculator, only count mondays", "date-calculator", "only count mondays"],
  ["generate random passwords with at least 3 digits", "random-ids-and-passwords", "at least 3 digits"],
  ["blog with comments, posts must be approved before publishing", "blog", "posts must be approved before publishing"],
  ["polls with one vote per person and results, options can be added by voters", "polls", "options can be added by voters"],
  ["quiz where teachers see answers of each student, multiple choice", "quiz", "teachers see answers of each student"],
  ["room booking with availability, everyone can cancel every booking", "bookings", "everyone can cancel every booking"],
  ["an address book with groups, contacts visible for everyone", "contacts", "contacts visible for everyone"],
  ["webhook inbox with search, anyone can read the messages", "webhook-inbox", "anyone can read the messages"],
  ["contacts with groups and search, several phone numbers each", "contacts", "several phone numbers each"],
  ["days between two dates excluding fridays", "date-calculator", "days between two dates excluding fridays"],
  ["a blog where readers pay for articles, with comments", "blog", "readers pay for articles"],
  ["feature flags with rollout per environment (qa, uat, live)", "feature-flags", "qa, uat, live"],
  ["feature flags with environments development, test, staging and production", "feature-flags", "environments development, test, staging and production"],
  ["to-do lists with due dates, priority (low, medium, high)", "to-do-lists", "low, medium, high"],
  ["Invoices with line items and status: draft, sent, paid, disputed", "invoices", "draft, sent, paid, disputed"],
  ["mortgage calculator: given price, down payment, yearly rate and months, return the monthly payment", "loan-and-interest-calculator", "given price, down payment"],
  ["loan calculator that takes amount, rate, months and shoe size and returns the monthly payment", "loan-and-interest-calculator", "shoe size"],
  ["date calculator: given a date and a country, return the week number", "date-calculator", "a country"],
  ["polls where each person can vote for up to three options", "polls", "each person can vote for up to three options"],
  ["polls with results, people vote for 2 options", "polls", "people vote for 2 options"],
  ["event registration with a waiting list, 2 seats per person", "event-registration", "2 seats per person"],
  ["event registration with a waiting list, each member may register up to 3 guests", "event-registration", "each member may register up to 3 guests"],
  ["quiz with multiple choice questions and scores, 3 attempts per question", "quiz", "3 attempts per question"],
  ["recipe box that scales servings, shared with my family", "recipe-box", "shared with my family"],
  ["a quiz maker with multiple choice questions, scores and one hour to finish", "quiz", "one hour to finish"],
  ["compound interest calculator with deposits that grow 3% per year", "loan-and-interest-calculator", "grow 3% per year"],
  ["inventory with stock in and out where stock out needs a reason", "inventory", "stock out needs a reason"],
  ["quiz with multiple choice questions and scores, 5 questions per day", "quiz", "5 questions per day"],
  ["product reviews with 1 to 5 stars and averages, up to 3 reviews per person", "feedback-and-ratings", "up to 3 reviews per person"],
  ["expense tracker with categories, a budget of 100 per week", "expenses", "a budget of 100 per week"],
  ["short links with an alias of at most 10 characters", "link-shortener", "an alias of at most 10 characters"],
  ["meeting room booking without overlaps, only between 8:00 and 18:00 on weekdays", "bookings", "on weekdays"],
];
for (const [description, id, part] of BLOCKED) {
  test(`"${description}" isn't answered by ${id}, which quotes ${part}`, () => assert.ok(blocking(description, id).includes(part), JSON.stringify(blocking(description, id))));
}

/** What only adds is left out, each part quoted. */
const LEFT_OUT: [description: string, id: string, leftOut: string[]][] = [
  ["Invoices with line items, VAT 20% and total. Sum of unpaid invoices.", "invoices", ["Sum of unpaid invoices"]],
  ["habit tracker, habits have a name and weekly goal, check off a habit once per day, show the current streak", "habit-tracker", ["weekly goal"]],
  ["Event registration with limited seats. People sign up with name and email.", "event-registration", ["name and email"]],
  ["invoices with lines, drafts and totals, currency per customer", "invoices", ["currency per customer"]],
  ["Notes. Title, text, tags. Private to each user. Search in text. Pin notes.", "notes", ["Pin notes"]],
];
for (const [description, id, leftOut] of LEFT_OUT) {
  test(`"${description}" is answered by ${id} without ${leftOut.join(", ")}`, () => {
    assert.deepEqual(matchBlueprints(description).filter(({ unknown }) => unknown.length === 0).map((match) => [match.blueprint.id, match.leftOut.map(({ quote }) => quote)]), [[id, leftOut]]);
  });
}
