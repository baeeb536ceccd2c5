import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

test("a range in stars is a range", () => {
  const outcome = design("movies with title and rating 1-5 stars");
  assert.ok(outcome.kind === "api" && outcome.api.points[0]?.includes("rating (whole number from 1 to 5)"));
});

test("a field that names another thing of the description needs no kind", () => {
  assert.equal(design("gizmos with name and owner. inspections with gizmo, date and remark").kind, "api");
});

test("what was done to it is yes or no, a meter's reading a number, what is needed of one whether, of several how many", () => {
  const first = (description: string): string => { const outcome = design(description); return outcome.kind === "api" ? (outcome.api.points[0] ?? "") : outcome.message; };
  assert.match(first("lessons with student, instructor, passed"), /passed \(true or false, optional\)/);
  assert.match(first("meter swaps with meter number, old reading, new reading"), /oldReading \(number\), newReading \(number\)/);
  assert.match(first("hymns with number, page, reading"), /reading \(text\)/);
  assert.match(first("Please create an API for pension fund members with member number unique, name, birth date, monthly contribution"), /monthlyContribution \(money\)/);
  assert.match(first("Water meter readings. meter number, reading, date taken"), /reading \(number\)/);
  assert.match(first("Sailing trips with skipper, boat, start date, end date, distance nm"), /distanceNm \(number\)/);
  assert.match(first("running shoes with brand, kilometres so far"), /kilometresSoFar \(number\)/);
  assert.match(first("events with name, chairs needed"), /chairsNeeded \(whole number\)/);
  assert.doesNotMatch(first("Keep medicines: name, prescription needed"), /prescriptionNeeded \(whole/);
  assert.match(first("Aquarium log: date, ph, temperature"), /^Aquarium log entries at /);
  assert.match(first("log book for a drone pilot: date, location, drone, incident optional"), /^(?:Logbook entries|Entries) at /);
  assert.match(first("reviews: product, stars from one to five"), /stars \(whole number from 1 to 5\)/);
  assert.match(first("feedings: fed at, grams flour, grams water"), /gramsFlour \(number\), gramsWater \(number\)/);
  assert.match(first("servers with name, online"), /online \(true or false, optional\)/);
  assert.match(first("trips with title, price for members, price for guests"), /priceForMembers \(money\), priceForGuests \(money\)/);
  assert.match(first("goals with name, saved so far"), /savedSoFar \(money\)/);
  assert.match(first("Recycling collection calendar: street, date"), /^Recycling collections at /);
  assert.match(first("track steps: date unique, steps, goal reached yes/no"), /steps \(whole number\)/);
  assert.match(first("a tracker for parking fines: plate, street, amount"), /^Parking fines at /);
  assert.match(first("Student housing applications: name, email, university"), /^Student housing applications at /);
  assert.match(first("Radio ads: advertiser, length in seconds"), /^Radio ads at \/radio-ads: /);
  assert.match(first("my dreams: date, title, mood good neutral or bad"), /mood \(one of good, neutral, bad\)$/);
  assert.match(first("allowances: child, week starting, amount"), /weekStarting \(date\)/);
  assert.match(first("results with team, pins from 0 to 1200"), /pins \(whole number from 0 to 1200\)/);
  assert.match(first("books with title, ratings from 1 to 5"), /rating \((?:whole )?number from 1 to 5\)/);
  assert.match(first("call log: caller, date"), /^Calls at /);
  assert.match(first("graves with name, born, died"), /died \(date/);
  assert.match(first("Home inventory: item, room, value"), /value \(money\)/);
  assert.match(first("settings with key and value"), /value \(text\)/);
  assert.doesNotMatch(first("containers with number, size 20 or 40 feet, location"), /one of 20, 40 feet/);
  assert.match(first("allergy cards with patient, allergen, reaction"), /allergen \(text\)/);
});

test("nothing is assumed of a field that turned out to be something else", () => {
  const outcome = design("We keep goats. Goat: name, ear tag unique. Vet visits: goat, date, reason, cost.");
  assert.ok(outcome.kind === "api" && outcome.api.points.some((point) => /goatId/.test(point)));
  assert.ok(!outcome.api.assumptions.some((line) => /goat is text/.test(line)));
});
