import assert from "node:assert/strict";
import { test } from "node:test";
import { assertAsked, assertBuiltWhole } from "../built-whole-fixture.ts";
import { outlineOf } from "../outline/outline-of.ts";
import { deedOf } from "../field-words/deeds.ts";
import { isClauseName } from "../field-words/is-clause-name.ts";
import { readPlainly } from "./read-plainly.ts";

/** Sentences of who does what: each time is a thing of its own, of both. */
const BUILT: [description: string, points: string[]][] = [
  ["A wool shop. Customers order yarns. A yarn has a name, colour and price. An order has a quantity and a delivery date.", ["Orders at /orders: customerId (id of a customer), yarnId (id of a yarn), quantity (whole number), deliveryDate (date)"]],
  ["Rowing club. A boat has a name and a length in metres. Members reserve a boat for a start and end time; two reservations of the same boat can't overlap.", ["Reservations at /reservations: memberId (id of a member), boatId (id of a boat), startTime (date and time), endTime (date and time)", "never overlap"]],
  ["Cooking school with lessons and guests who book them. A lesson has a title, a date and a maximum number of places. A guest can book a lesson only once, and when the lesson is full no more bookings are accepted.", ["Bookings at /bookings: guestId (id of a guest), lessonId (id of a lesson)", "a second one of the same guest and lesson is answered with 409", "is answered with 409, and deleting one makes room"]],
  ["Street committee: residents can submit wishes with a title and a description, and each resident can vote for a wish once.", ["Wishes at /wishes: residentId (id of a resident), title (text), description (long text)", "Votes at /votes: residentId (id of a resident), wishId (id of a wish)", "the same resident and wish is answered with 409"]],
  ["Film club. Members rate films from 1 to 10, one rating per member per film. Films have a title, director and year.", ["Ratings at /ratings: memberId (id of a member), filmId (id of a film), rating (whole number from 1 to 10)", "Two ratings can't have the same member and film"]],
  ["Chess evenings. A game is between a white player and a black player, with a date and a result (white, black, draw). Players have a name and a rating.", ["Games at /games: whitePlayerId (id of a player), blackPlayerId (id of a player), date (date)"]],
  ["Handball league. Teams have a name. A match is between a home and an away team, has a date and the goals for both sides.", ["Matches at /matches: homeTeamId (id of a team), awayTeamId (id of a team), date (date), homeGoals (whole number), awayGoals (whole number)"]],
  ["Music school lends instruments. An instrument has a type and a serial number that is unique. Pupils take out an instrument from a start date to an end date. The same instrument can't be lent out twice at the same time.", ["Loans at /loans: pupilId (id of a pupil), instrumentId (id of an instrument), startDate (date), endDate (date)", "two loans of one instrument never overlap"]],
  ["Running event. Runners register for a race with their shirt size (S, M, L). Races have a name and a date. Runners have a name and a birth year.", ["Registrations at /registrations: runnerId (id of a runner), raceId (id of a race), shirtSize (one of S, M, L)"]],
  ["Our parish wants volunteers to sign up for shifts. A shift has a task, a date and a start time. Volunteers have a name and phone.", ["Signups at /signups: volunteerId (id of a volunteer), shiftId (id of a shift)"]],
  ["Photographers offer sessions with a title and a price. Clients book sessions for a date and time and can add a note.", ["Sessions at /sessions: photographerId (id of a photographer), title (text), price (money)", "Bookings at /bookings: clientId (id of a client), sessionId (id of a session), date (date), time (time), note (long text, optional)"]],
  ["Animal shelter: people adopt animals. Animals have a name and a species. We want to record the adopter's name, phone and the adoption date.", ["Adoptions at /adoptions: animalId (id of an animal), adopterName (text), phone (phone number), date (date)"]],
  ["Hotel housekeeping: rooms with number and floor. Cleaners clean rooms, every cleaning has a date, minutes and remarks.", ["Cleanings at /cleanings: cleanerId (id of a cleaner), roomId (id of a room), date (date), minutes (whole number)"]],
  ["Tool library. Tools have a name. Members have a name. Members borrow a tool with a loan date and a return date.", ["returnDate (date, optional)", "return date may be left out, until it is back"]],
];
for (const [description, points] of BUILT) test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));

/** Near to those: a part of each is more than what is kept. */
const ASKED = [
  "Boats have a name. Only members reserve a boat for a start and end time.",
  "Boats have a name. Members reserve a boat for a week unless it rains.",
  "Films have a title. Members rate films.",
  "Tools have a name. Borrowers take out a tool for 14 days.",
  "Lessons have a title. Guests book lessons once they have paid.",
  "Players have a name. A game is between a player and the house.",
  "Wines have a name. Members never order wines.",
  "A tea shop with teas, customers and reviews. Teas have a name and a price. Customers have a name. Reviews have a text and stars from 1 to 5. Customers leave a review.",
];
for (const description of ASKED) test(`${JSON.stringify(description)} is asked about`, () => assertAsked(description));

test("each owner's choice is kept once per motion, and what can't be held stays open", () => {
  const read = readPlainly("Housing association: owners propose motions, with a title, text and deadline. Each owner can vote yes, no or abstain once per motion, can change it until the deadline.");
  assert.deepEqual(read?.outline.things.map(({ singular, fields }) => `${singular}: ${fields.map(({ name }) => name).join(", ")}`), ["owner: name", "motion: owner, title, text, deadline", "vote: owner, motion, vote"]);
  assert.deepEqual(read?.outline.things.at(-1)?.rules, [{ rule: "once", fields: ["owner", "motion"], isPerCaller: false }]);
  assert.deepEqual(read?.open.map(({ text }) => text), ["can change it until the deadline"]);
});

test("what a thing uses many of, each with an amount, is kept between both", () => {
  const read = readPlainly("An ingredient has a name and a unit. A recipe has a title. A recipe uses many ingredients, each with an amount.");
  assert.deepEqual(read?.outline.things.find(({ singular }) => singular === "recipe ingredient")?.fields.map(({ name, of }) => of ?? name), ["recipe", "ingredient", "amount"]);
});

test("a clause is the name of no thing and no field", () => {
  for (const name of ["owners propose motion", "customers order bouquet", "contestants register", "many ingredient", "has shower", "members rate films"]) assert.equal(isClauseName(name), true, name);
  for (const name of ["sales order", "ticket", "goods receipt", "guest list", "kilometers run", "opening hours", "sports class", "used car"]) assert.equal(isClauseName(name), false, name);
  const { outline } = outlineOf("For our flower delivery: customers order bouquets (name, price), pay by card, and we text them when the courier is near.");
  for (const { singular, fields } of outline.things) for (const name of [singular, ...fields.map((field) => field.name)]) assert.equal(isClauseName(name), false, name);
});

test("what is done has one name in each form of its verb", () => {
  for (const [verb, noun] of [["borrows", "loan"], ["taken out", "loan"], ["lent", null], ["enrolled in", "enrollment"], ["sign up", "signup"], ["applies for", "application"], ["rated", "rating"], ["like", null]] as const) assert.equal(deedOf(verb), noun, verb);
});
