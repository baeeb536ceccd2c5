import assert from "node:assert/strict";
import { test } from "node:test";
import { inOtherWords } from "./in-other-words.ts";

const READ: [said: string, put: string][] = [
  ["Kite: name, strength soft / medium / stiff, price.", "Kite: name, strength (soft, medium, stiff), price."],
  ["Kite: name, state new / needs glue / lost.", "Kite: name, state (new, needs glue, lost)."],
  ["Flight: pilot, breakfast/lunch/dinner, notes.", "Flight: pilot, meal (breakfast, lunch, dinner), notes."],
  ["Flight: kite, morning or evening, wind.", "Flight: kite, time of day (morning, evening), wind."],
  ["Course: title, length in minutes (20, 40 or 80).", "Course: title, length (20, 40 or 80)."],
  ["Kite: e-mail, serial number which nobody else has, patched or not.", "Kite: email, serial number (unique), patched (yes/no)."],
  ["Course: price, usually 12.50.", "Course: price (default 12.50)."],
  ["Kites are drafted, then sewn, then sold.", "A Kite goes from drafted to sewn to sold."],
  ["Repairs of a kite: date, cost.", "Repairs: kite, date, cost."],
  ["A pilot reserves a kite for a day and a half day (early, late).", "Reservations: pilot, kite, day and half day (early, late)."],
  ["At our beach club there are kites: name, colour.", "Kites: name, colour."],
  ["Our beach club has kites and pilots. Kites: name. Pilots: name, phone.", "Kites: name. Pilots: name, phone."],
  ["Our beach club owns kites. Each one has a colour and a maker.", "Each kite has a colour and a maker."],
  ["We want kites (name, colour), pilots (name, phone).", "Kites: name, colour. Pilots: name, phone."],
  ["Pilots (name, phone) can book a kite but not twice for the same day.", "Pilots: name, phone. Pilots can book a kite. Not twice for the same day."],
  ["Loan: kite, due date which is 14 days after the start date.", "Loan: kite, due date. The due date is 14 days after the start date."],
  ["Kites can be lent to pilots. A loan has kite, pilot.", "Kites and pilots. A loan has kite, pilot."],
  ["Kite: name and a twin which is another kite and is optional.", "Kite: name and a twin which is another kite (optional)."],
  ["Flight: kite, morning or evening. One flight per kite and shift.", "Flight: kite, shift (morning, evening). One flight per kite and shift."],
  ["Attendance: pupil, date, one per pupil and date.", "Attendance: pupil, date. One per pupil and date."],
  ["Orders have a due date and move from received to sent.", "Orders have a due date. Orders go from received to sent."],
  ["Pilots join flights but not twice in the same one.", "Pilots join flights. Not twice in the same flight."],
  ["Report: pilot, group A or B.", "Report: pilot, group (A, B)."],
];
for (const [said, put] of READ) test(`${JSON.stringify(said)} is read as ${JSON.stringify(put)}`, () => assert.equal(inOtherWords(said).text, put));

/** What looks like one of them and isn't. */
const SAME = [
  "Trip: speed in km/h, price per kg/litre, date.",
  "Trip: date/time, kite.",
  "Kite: size (in m2, rounded), fee (paid yearly, in euros).",
  "Kite: name or title of it, price.",
  "Our beach club has kites and sails. Kites: name, colour.",
  "Passengers join a ride with name and phone.",
  "Kites are red, blue and green.",
  "Kite: name, red, seed, price.",
  "Flights can be planned, cancelled or missed.",
  "Kites can be lent to pilots. A loan has a date.",
];
for (const said of SAME) test(`${JSON.stringify(said)} stays as it is`, () => assert.equal(inOtherWords(said).text, said));

test("a part of what was put in other words is told as it was written", () => {
  const { asSaid } = inOtherWords("Repairs of a kite: date, cost. Kites fly at night.");
  assert.deepEqual([asSaid("Repairs: kite"), asSaid("Kites fly")], ["Repairs of a kite: date, cost", "Kites fly"]);
});
