import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import { readPlainly } from "./read-plainly.ts";

const last = (description: string): string | null => {
  const outcome = design(description);
  const thing = outcome.kind === "api" ? planOf(outcome.api)?.resources.at(-1) : undefined;
  return thing ? `${thing.singular}: ${thing.fields.map(({ label, kind, target }) => `${label} ${target === undefined ? kind : `> ${target}`}`).join(", ")}` : null;
};

const READ: [description: string, thing: string][] = [
  ["Vans: plate, seats. Drivers: name. Drivers book a van from a time to a time.", "booking: driver > driver, van > van, start time dateTime, end time dateTime"],
  ["Halls: name, floor. Reservations of a hall from a date to a date by a club, with number of guests.", "reservation: hall > hall, club text, start date date, end date date, number of guests integer"],
  ["Organs: maker, year. Owners: name. Repairs of an organ on a date with a note.", "repair: organ > organ, date date, note longText"],
  ["Cabins: name, price. Guests: name, email. Rentals of a cabin to a guest from a day to a day.", "rental: guest > guest, cabin > cabin, start date date, end date date"],
  ["Pitches have a name. Players reserve a pitch for a day and an hour. Players have a name.", "reservation: player > player, pitch > pitch, date date, time time"],
  ["A club lends boats to rowers. A boat has a name and a length in metres. A rower has a name and an email.", "loan: rower > rower, boat > boat"],
  ["Our village lends trailers to residents. Trailers: plate, max load in kg. Residents: name, street.", "loan: resident > resident, trailer > trailer"],
  ["Walks: title, guide, language. Tickets of a walk for a date by a visitor, with number of adults.", "ticket: walk > walk, visitor text, date date, number of adults integer"],
  ["Wards: name. Beds belong to a ward, have a number, which patient lies in it, and whether the rail is missing.", "bed: ward > ward, number text, patient text, rail missing boolean"],
  ["My beehives: name, location. Treatments of a hive: date, product.", "treatment: hive > beehive, date date, product text"],
  ["Rugby matches with home team, away team, the points of both teams, the date.", "rugby match: home team text, away team text, home points integer, away points integer, date date"],
];

for (const [description, thing] of READ) test(`what is done to what, from when to when, is kept: ${description}`, () => assert.equal(last(description), thing));

test("what stands behind it is read whole, or nothing of it goes live", () => {
  for (const description of ["Halls: name, floor. Reservations of a hall from a date to a date if the mayor agrees.", "Halls: name, floor. Reservations of a hall by anyone.", "Halls: name, floor. Reservations of a barn from a date to a date."]) assert.equal(last(description), null, description);
});

test("that something is lent to those of whom nothing is kept makes no loans, nor does it beside loans that are told of", () => {
  const things = (description: string): string[] => readPlainly(description)?.outline.things.map(({ singular }) => singular) ?? [];
  assert.deepEqual(things("A club lends boats to rowers. A boat has a name and a length in metres."), ["boat"]);
  assert.deepEqual(things("A club lends boats to rowers. Boats: name, length. Rowers: name, email. A trip belongs to a boat and has a date and a rower."), ["boat", "rower", "trip"]);
});

test("what somebody does is no field: it is told as not read", () => {
  for (const said of ["orders one pizza for a day", "rents a bed for a night"]) assert.equal(last(`Meals: name, diet. Each patient has a room and ${said}.`), null, said);
  assert.equal(last("Each recipe got a title and a source."), "recipe: title text, source text");
});

test("an app that somebody wants is for what it keeps", () => {
  assert.equal(last("Climbing gym wants an API for routes with name, grade and date set."), "route: name text, grade text, date set date");
  assert.equal(last("Museum items: title, year, in which room, and how many we have of it."), "museum item: title text, year integer, room text, quantity integer");
});
