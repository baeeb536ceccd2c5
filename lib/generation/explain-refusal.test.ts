import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { NEAREST } from "./nearest.ts";

/** A refusal quotes the very part that is hard, gives its true reason, and offers what is near. */
const REFUSED: [description: string, quoted: string, isNotSaid: RegExp, offered: RegExp | null][] = [
  ["Send an SMS to my customers every morning with the weather forecast", "Send an SMS to my customers every morning", /[Pp]rediction|market/, /[Rr]eminders/],
  ["workshop sign up, each person can take at most 2 workshops", "at most 2 workshops", /[Pp]assword/, /Event registration/],
  ["a url shortener where links expire after 30 days", "links expire after 30 days", /password/i, /shortener/],
  ["polls but only admins can create them", "only admins can create them", /password/i, /[Pp]oll/],
  ["A quiz with scores and a countdown timer of 30 seconds per question", "countdown timer of 30 seconds", /password/i, /quiz/i],
  ["tool that compares mortgage payments of 3 banks and sends me the best", "sends me the best", /payment service/, /loan/i],
  ["to-do lists with due dates, everybody sees all tasks", "everybody sees all tasks", /password/i, /[Tt]o-do/],
  ["Our library lends books, a book can be lent at most 14 days", "lent", /password/i, null],
  ["a hair salon where customers rebook their stylist", "salon", /password/i, null],
  ["meeting room booking. No overlapping bookings, max 2 hours per booking, only between 8:00 and 18:00 on weekdays", "\"max 2 hours per booking\" and \"on weekdays\"", /8:00/, /[Bb]ook/],
  ["Invoices with line items, numbers go up without gaps and a sent invoice can't be edited", "numbers go up without gaps", /stores/, null],
  ["Waiting list for a restaurant: party name, phone. The host can seat the next party that fits a table of a given size", "\"The host can seat the next party that fits a table of a given size\"", /who may do what/, null],
  ["members with name and email. Email is wrong unless it ends with our domain", "\"Email is wrong unless it ends with our domain\": How a text is written isn't checked", /stores/, null],
  ["glazes with name, colour and food safe (yes/no). People should be able to search by part of the name and filter for the shiny ones only", "Every list can be filtered by each field", /no such rule/, null],
  ["invoices in several currencies with line items and only my accountant sees them", "my accountant", /[Ee]xchange rates/, /Invoices/],
];
for (const [description, quoted, isNotSaid, offered] of REFUSED) {
  test(`the refusal of "${description}" quotes "${quoted}", and gives no false reason`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(quoted), outcome.message);
    assert.doesNotMatch(outcome.message, isNotSaid);
    // What isn't near a ready-made API has its outline.
    if (offered) assert.match(outcome.suggestions.join("\n"), offered);
    assert.ok(outcome.outline ? outcome.outline.outline.things.length > 0 : outcome.suggestions.length > 0);
    for (const suggestion of outcome.suggestions) assert.equal(design(suggestion).kind, "api", suggestion);
  });
}

/** Of what can't be built at all it is told which part asks for that, why not, and what is nearest: a description that builds. */
const IMPOSSIBLE: [description: string, part: string, why: RegExp, nearest: RegExp][] = [
  ["Give me live bus arrival times for the stop near my house", "Give me live bus arrival times for the stop near my house", /Live data/, /departures/],
  ["Make an API that streams live video between people in real time.", "Make an API that streams live video between people in real time", /Live connections/, /video calls/],
  ["Predict tomorrow's stock prices from past prices and tell me which to buy.", "Predict tomorrow's stock prices from past prices and tell me which to buy", /Predictions need market data/, /stock prices with symbol/],
  ["An api that sends a text message to my customers when their parcel is late.", "sends a text message to my customers", /needs another service/, /parcels with tracking number/],
  ["Reads a photo of a receipt and gives back the items and total.", "Reads a photo of a receipt", /image model/, /receipts with shop/],
  ["Translate any text into French.", "Translate any text into French", /language or image model/, /translations/],
];
for (const [description, part, why, nearest] of IMPOSSIBLE) {
  test(`the refusal of "${description}" names the part, the reason and the nearest that one click builds`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(part), outcome.message);
    assert.match(outcome.message, why);
    assert.equal(outcome.outline, undefined);
    const [first] = outcome.suggestions;
    assert.ok(first !== undefined && outcome.message.includes(`The nearest that it builds: "${first}".`), outcome.message);
    assert.match(first, nearest);
    for (const suggestion of outcome.suggestions) assert.equal(design(suggestion).kind, "api", suggestion);
  });
}

/** What would harm people is refused for that part, and nothing near it is offered. */
const HARMFUL: [description: string, part: string][] = [
  ["I want something that logs into my ex's Instagram account and saves her messages", "logs into my ex's Instagram account"],
  ["An API which signs in to my colleague's webcam and keeps the pictures with a date.", "signs in to my colleague's webcam"],
  ["read my girlfriend's whatsapp messages", "read my girlfriend's whatsapp messages"],
  ["I want an API to track my ex's phone location without her knowing.", "track my ex's phone location"],
  ["Keep visits with date and place. It should record where my wife goes every day without her noticing.", "record where my wife goes every day without her noticing"],
  ["I'd like to follow my ex husbands phone without he notices. The API gets his position and keeps his calls.", "follow my ex husbands phone"],
  ["Save where my boyfriend parks, with time. He doesn't know about it.", "doesn't know about it"],
  ["Note what my sister is texting on her laptop, with the time.", "what my sister is texting on her laptop"],
  ["Build me a phishing page that looks like my bank. It should save passwords.", "phishing page"],
];
for (const [description, part] of HARMFUL) {
  test(`the refusal of "${description}" names the part and offers nothing`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(part), outcome.message);
    assert.match(outcome.message, /harm people/);
    assert.doesNotMatch(outcome.message, /nearest|makes APIs/);
    assert.deepEqual([outcome.suggestions, outcome.outline], [[], undefined]);
  });
}

test("who wrote or voted may stay unknown", () => {
  for (const description of ["Feedback with text and a rating, without anyone knowing who wrote it", "Birthday presents with name, price and link; she doesn't know the price"]) {
    const outcome = design(description);
    assert.ok(outcome.kind === "api" || !/harm people/.test(outcome.message), description);
  }
});

test("whatever is told as the nearest builds as it stands", () => {
  for (const [, description] of NEAREST) assert.equal(design(description).kind, "api", description);
});

/** What is offered is related, or nothing is. */
const UNRELATED: [description: string, said: RegExp][] = [
  ["Secret Santa: add people to a group, then draw so that nobody gets their own partner", /\/blueprints/],
  ["asdf", /\/blueprints/],
];
for (const [description, said] of UNRELATED) {
  test(`nothing unrelated is offered for "${description}"`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.match(outcome.message, said);
    assert.deepEqual(outcome.suggestions, []);
  });
}

/** What was refused for a word that sounds like something else. */
const BUILT = [
  "generate random passwords with a chosen length and options for digits and symbols",
  "tool to compute monthly mortgage payment with extra payments",
  "Please create an endpoint where I send a text and receive the number of words",
  "Polls with several options, results back at the end",
];
for (const description of BUILT) test(`a word that sounds like something else is no reason to refuse "${description}"`, () => assert.equal(design(description).kind, "api"));

test("several parts that aren't built have each its own reason, and the rest is an outline with all its things", () => {
  const outcome = design("Books with title and author. Loans with book, member name and due date. Only librarians can delete books. Send a reminder by email.");
  assert.ok(outcome.kind === "refusal" && outcome.outline);
  assert.match(outcome.message, /"Only librarians can delete books": An API built here doesn't know/);
  assert.match(outcome.message, /"Send a reminder by email": Sending messages or reminders/);
  assert.deepEqual(outcome.outline.outline.things.map(({ singular, fields }) => [singular, fields.map(({ name }) => name)]), [["book", ["title", "author"]], ["loan", ["book", "member name", "due date"]]]);
});

/** What is built in other words is never told as missing. */
const SERVED: [description: string, part: string, words: RegExp][] = [
  ["Clubs: name. A duel has a date and a place. Club one and club two must be different.", "Club one and club two must be different", /reads like this: "A team can't play against itself"/],
  ["Members: name. Films: title. Votes for films, one vote per member per film and you can't vote for your own film.", "one vote per member", /reads like this|needs/],
  ["Films: title. Votes belong to a film and have a date. You can't vote for your own film.", "You can't vote for your own film", /Who calls isn't compared/],
];
for (const [description, part, words] of SERVED) {
  test(`"${part}" is told in true words`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(part), outcome.message);
    assert.match(outcome.message, words);
  });
}

test("a part that couldn't be read is not called a rule that is missing, and is told in words that are read", () => {
  const outcome = design("Rooms with name and floor. Two rooms never share the corridor at the same time.");
  assert.ok(outcome.kind === "refusal");
  assert.match(outcome.message, /"Two rooms never share the corridor at the same time": It couldn't be read\. What is understood reads like this/);
});

/** What can't be built, and the one reason for it. */
const FOR_WHAT_IT_IS: [description: string, why: RegExp, not: RegExp][] = [
  ["An API that takes a photo of a mushroom and tells if it is edible, with a percentage", /image model/, /Percentages/],
  ["Give me tomorrow's price of a share and whether to buy or sell", /Predictions need/, /Payments/],
];
for (const [description, why, not] of FOR_WHAT_IT_IS) {
  test(`"${description}" is refused for what it is`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.match(outcome.message, why);
    assert.doesNotMatch(outcome.message, not);
  });
}
