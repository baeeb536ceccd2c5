import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

const KINDS = "gizmos with name, email, colour, LABEL and price";

/** Labels whose kind their name doesn't say surely, and what is offered. */
const ASKED: [label: string, kind: string][] = [
  ["hours spent", "number"], ["minimum order", "number"], ["fuel level", "number"], ["estimate", "number"], ["insurance value", "number"], ["bmi", "number"], ["sugar", "number"],
  ["moved in", "date"], ["born", "date"], ["valid for", "date"], ["lost", "yes/no"], ["available today", "yes/no"], ["garage", "yes/no"], ["shifts", "list"], ["rounds", "list"], ["delivery days", "text"], ["blood pressure", "text"], ["work done", "text"],
];
for (const [label, kind] of ASKED) {
  test(`what "${label}" holds is asked, offering (${kind})`, () => {
    const outcome = design(KINDS.replace("LABEL", label));
    assert.ok(outcome.kind === "refusal", JSON.stringify(outcome.kind === "api" && outcome.api.points));
    assert.match(outcome.message, new RegExp(`"${label.replace(/s$/, "s?")}"`));
    assert.equal(outcome.suggestions[0], KINDS.replace("LABEL", `${label} (${kind})`));
  });
}

/** Sentences and wishes that stand where a field could stand. */
const SENTENCES = ["voting needs a name", "numbered like 2026-001", "find a free room", "locked after the deadline", "final once signed", "three votes per user", "admins decide", "selling reduces the stock", "in order of arrival", "limited seats", "secret link", "message on the cake"];
for (const sentence of SENTENCES) {
  test(`"${sentence}" is no field: it is refused and quoted`, () => {
    const outcome = design(KINDS.replace("LABEL", sentence));
    assert.ok(outcome.kind === "refusal", JSON.stringify(outcome.kind === "api" && outcome.api.points));
    assert.ok(outcome.message.includes(sentence), outcome.message);
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

test("a blueprint that lacks two of the named fields doesn't answer, and one that lacks a single one quotes it", () => {
  const outcome = design("rooms: name, floor, price per night; bookings with room, guest name, start date and end date; no double bookings");
  assert.equal(outcome.kind, "refusal");
  const links = design("short links with slug, target url, clicks, created by");
  assert.ok(links.kind === "api" && links.api.leftOut.some((line) => line.startsWith('"created by"')));
});

test("kinds that the rest of the fields decides", () => {
  const pointOf = (description: string): string => { const outcome = design(description); assert.ok(outcome.kind === "api", description); return outcome.api.points.join("; "); };
  assert.match(pointOf("lab chemicals: name, quantity, unit, expiry date"), /quantity \(number\)/);
  assert.match(pointOf("gym classes with name, trainer, weekday, start time, capacity"), /startTime \(time\)/);
  assert.match(pointOf("cake orders with flavour, deposit, balance due"), /balanceDue \(money\)/);
  assert.match(pointOf("events with name, date and max participants; participants with name and email"), /maxParticipants \(whole number\)/);
  assert.doesNotMatch(pointOf("tasks with title, due date; tasks go from open to in progress to done"), /done \(true or false/);
});
