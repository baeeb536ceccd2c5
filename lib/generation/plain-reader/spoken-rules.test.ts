import assert from "node:assert/strict";
import test from "node:test";
import { design } from "../built-in-generator.ts";
import { readItem } from "./read-item.ts";

const pointsOf = (description: string): string => {
  const made = design(description);
  return made.kind === "api" ? made.api.points.join(" | ") : made.kind;
};

test("once a day, or once for each of something and day, is held", () => {
  assert.match(pointsOf("Mood diary with date, mood from 1 to 5 and notes. At most one entry per day."), /Two mood entries can't have the same date/);
  for (const rule of ["A room can be booked only once per day.", "There can't be two bookings for the same room on the same date.", "A room can't have two bookings on the same day."]) assert.match(pointsOf(`Bookings with room, date and guest. ${rule}`), /can't have the same room and date/, rule);
  assert.match(pointsOf("Appointments with dentist, patient name and start time. A dentist can't have two appointments at the same start time."), /can't have the same dentist and start time/);
});

test("what isn't known to be one of a day is no such rule", () => {
  for (const description of [
    "Bookings with room, start time and guest. A room can be booked only once per day.",
    "Visits with name, arrival date and departure date. Only one visit per day.",
    "Appointments with dentist, patient name and start time. A dentist can't have two appointments at the same time.",
  ]) assert.equal(pointsOf(description), "refusal", description);
});

test("how a status starts is no part of its first state", () => {
  assert.match(pointsOf("Jobs have a customer, a make and a status. Status starts as waiting, then in progress, then ready, then picked up."), /status \(one of waiting, in progress, ready, picked up\).*POST \/jobs\/\{id\}\/start makes a job that is waiting in progress/);
  assert.match(pointsOf("Repairs with item and price. The status begins with open, then approved, then closed."), /one of open, approved, closed/);
});

test("a unit of two is no choice, and somebody's make is a name", () => {
  const named = (item: string) => { const { name, kind, min, max, choices } = readItem(item)?.field ?? {}; return [name, kind, min ?? null, max ?? null, choices ?? null]; };
  assert.deepEqual(named("value in mmol/L (a decimal number from 1 to 35)"), ["value", "number", 1, 35, null]);
  assert.deepEqual(named("speed in km/h"), ["speed", "number", 0, null, null]);
  assert.deepEqual(named("colour red/blue"), ["colour", "choice", null, null, ["red", "blue"]]);
  assert.equal(named("the bike's make")[0], "bike make");
  assert.equal(readItem("customers make"), null);
});

test("different for everyone is unique", () => {
  assert.match(pointsOf("singers with name, email, voice (soprano, alto). Email must be different for everyone."), /Two singers can't have the same email/);
});
