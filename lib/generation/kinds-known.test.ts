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
  assert.match(first("running shoes with brand, kilometres so far"), /kilometresSoFar \(number\)/);
  assert.match(first("events with name, chairs needed"), /chairsNeeded \(whole number\)/);
  assert.doesNotMatch(first("Keep medicines: name, prescription needed"), /prescriptionNeeded \(whole/);
  assert.match(first("Aquarium log: date, ph, temperature"), /^Aquarium log entries at /);
  assert.match(first("log book for a drone pilot: date, location, drone, incident optional"), /^(?:Logbook entries|Entries) at /);
  assert.match(first("reviews: product, stars from one to five"), /stars \(whole number from 1 to 5\)/);
  assert.match(first("feedings: fed at, grams flour, grams water"), /gramsFlour \(number\), gramsWater \(number\)/);
  assert.match(first("servers with name, online"), /online \(true or false, optional\)/);
  assert.match(first("call log: caller, date"), /^Calls at /);
  assert.match(first("graves with name, born, died"), /died \(date/);
  assert.match(first("Home inventory: item, room, value"), /value \(money\)/);
  assert.match(first("settings with key and value"), /value \(text\)/);
  assert.doesNotMatch(first("containers with number, size 20 or 40 feet, location"), /one of 20, 40 feet/);
  assert.match(first("allergy cards with patient, allergen, reaction"), /allergen \(text\)/);
});
