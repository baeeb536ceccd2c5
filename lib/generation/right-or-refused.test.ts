import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { confirmed } from "./outline/confirmed-fixture.ts";

const KINDS = "gizmos with name, email, colour, LABEL and price";

/** Labels whose kind their name doesn't say surely, what they are kept as, and what is said of it. */
const TAKEN: [label: string, field: string, said: string][] = [
  ["hours spent", "hoursSpent (number)", ""], ["minimum order", "minimumOrder (text)", "minimum order is text"], ["fuel level", "fuelLevel (number)", "fuel level is a number"], ["insurance value", "insuranceValue (money)", "insurance value is money"], ["bmi", "bmi (number)", ""],
  ["moved in", "movedIn (text, optional)", "moved in is text"], ["born", "born (date)", ""], ["lost", "lost (true or false, optional)", "lost is yes or no"], ["available today", "availableToday (true or false, optional)", "available today is yes or no"],
  ["table", "table (text)", "table is text"], ["hour", "hour (text)", "hour is text"], ["survived", "survived (true or false, optional)", "survived is yes or no"], ["minutes", "minutes (whole number)", "minutes is a whole number"], ["packets", "packets (text)", "packets is text"],
  ["shifts", "shifts (text)", "shifts is text"], ["dietary restrictions", "dietaryRestrictions (text)", "dietary restrictions is text"], ["delivery days", "deliveryDays (text)", "delivery days is text"], ["blood pressure", "bloodPressure (text)", "blood pressure is text"], ["work done", "workDone (text)", "work done is text"],
  ["broken eggs", "brokenEggs (text)", "broken eggs is text"], ["square meters", "squareMeters (number)", ""], ["colony strength", "colonyStrength (text)", "colony strength is text"], ["playing time", "playingTime (text)", "playing time is text"], ["crunchiness", "crunchiness (text)", "crunchiness is text"],
];
/** Those that may as well be counted or listed. Of the others what they are taken for is said. */
const ASKED = new Set(["moved in", "hour", "packets", "shifts", "dietary restrictions", "delivery days", "blood pressure", "work done", "broken eggs", "playing time"]);
for (const [label, field, said] of TAKEN) {
  const isAsked = ASKED.has(label);
  test(`"${label}" in a list of fields is ${isAsked ? "text in an outline, marked as a guess" : "built as its name says, and what was taken for text is said"}`, () => {
    const description = KINDS.replace("LABEL", label);
    const outcome = design(description);
    assert.equal(outcome.kind, isAsked ? "refusal" : "api");
    const api = outcome.kind === "api" ? outcome.api : confirmed(description);
    assert.ok(api.points[0]?.includes(`, ${field}, `), api.points[0]);
    if (isAsked) assert.ok(api.assumptions.includes(`The kind of ${label} of gizmos was guessed, and kept in the outline`), api.assumptions.join("\n"));
    else if (said !== "") assert.ok(api.assumptions.includes(`gizmos: ${said}`), api.assumptions.join("\n"));
    assert.deepEqual(api.leftOut, []);
  });
}

test("where hardly a field of a list is sure, what they hold is asked", () => {
  for (const description of ["gizmos with foo, bar, baz and qux", "a thingamajig with frobs and knobs", "gizmos with name and marks"]) assert.equal(design(description).kind, "refusal", description);
});

/** Sentences and wishes that stand where a field could stand. */
const SENTENCES = ["voting needs a name", "numbered like 2026-001", "find a free room", "locked after the deadline", "final once signed", "three votes per user", "admins decide", "selling reduces the stock", "in order of arrival", "limited seats", "secret link"];
for (const sentence of SENTENCES) {
  test(`"${sentence}" is no field: it is refused, and told in the message or shown to be looked at`, () => {
    const outcome = design(KINDS.replace("LABEL", sentence));
    assert.ok(outcome.kind === "refusal", JSON.stringify(outcome.kind === "api" && outcome.api.points));
    const shown = outcome.outline?.outline.things.flatMap(({ fields }) => fields.flatMap(({ name, isGuess }) => (isGuess ? [name] : []))) ?? [];
    assert.ok(outcome.message.includes(sentence) || shown.some((name) => sentence.startsWith(name)), outcome.message);
  });
}

/** Rules, and wishes that are the point. */
const RULES = [
  "80 people max", "Minimum order 20 euros", "Members get 10% off", "Customers see less", "Which pupils have handed it in", "Who hasn't paid yet", "VIP customers go first", "Total is price times quantity", "The phone is private", "The owner can close it", "Show free slots",
  "Every week the next person is on duty", "Two roles: cook and waiter", "Balance changes with each booking",
];
for (const rule of RULES) {
  test(`beside plain fields, "${rule}" is never left out`, () => {
    for (const kept of ["Pupils with name, class and birth date", "a guestbook with name, message and date"]) assert.equal(design(`${kept}. ${rule}.`).kind, "refusal", kept);
  });
}

test("a blueprint that lacks two of the named fields doesn't answer in place of the named things, nor one that lacks a single one", () => {
  const outcome = design("rooms: name, floor, price per night; bookings with room, guest name, start date and end date; no double bookings");
  assert.ok(outcome.kind === "api" && outcome.api.points.includes("Bookings of one room never overlap from start date to end date: 409"));
  assert.match(confirmed("short links with slug, target url, clicks, created by").points[0] ?? "", /createdBy \(text\)/);
});

test("kinds that the rest of the fields decides", () => {
  const pointOf = (description: string): string => { const outcome = design(description); assert.ok(outcome.kind === "api", description); return outcome.api.points.join("; "); };
  assert.match(pointOf("lab chemicals: name, quantity, unit, expiry date"), /quantity \(number\)/);
  assert.match(pointOf("gym classes with name, trainer, weekday, start time, capacity"), /startTime \(time\)/);
  assert.match(pointOf("cake orders with flavour, deposit, balance due"), /balanceDue \(money\)/);
  assert.match(pointOf("events with name, date and max participants; participants with name and email"), /maxParticipants \(whole number\)/);
  assert.doesNotMatch(pointOf("tasks with title, due date; tasks go from open to in progress to done"), /done \(true or false/);
});
