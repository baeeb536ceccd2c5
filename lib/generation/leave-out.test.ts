import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { leaveOut } from "./leave-out.ts";
import { confirmed } from "./outline/confirmed-fixture.ts";
import { NotUnderstood } from "./resource-builder/not-understood.ts";

/** What only adds is left out of the outline, and quoted by name; the rest is in it. */
const ADDED: [description: string, first: string, quoted: string[]][] = [
  ["movies with title and genre. users can rate movies", "Movies at /movies: title (text), genre (text)", ["users can rate movies"]],
  ["hotel rooms with number and price per night in euros; total price per month", "Hotel rooms at /hotel-rooms: number (text), pricePerNight (money)", ["total price per month"]],
  ["Lab devices: serial number (unique), name, location, last inspection date. Show what hasn't been inspected for over a year.", "Lab devices at /lab-devices: serialNumber (text, unique), name (text), location (text), lastInspectionDate (date)", ["Show what hasn't been inspected for over a year"]],
  ["Runs: distance in km, duration in minutes, date. Give me the pace and the total distance per month", "Runs at /runs: distance (number), duration (whole number), date (date)", ["Give me the pace"]],
  ["Songs with title and artist. It would be nice to see the mood of a song. Total songs per artist.", "Songs at /songs: title (text), artist (text)", ["It would be nice to see the mood of a song"]],
  ["Readings with patient, ward, nurse, temperature and date. Flag temperature above 38.5.", "Readings at /readings: patient (text), ward (text), nurse (text), temperature (number), date (date)", ["Flag temperature above 38.5"]],
];
for (const [description, first, quoted] of ADDED) {
  test(`${JSON.stringify(description)} is outlined without ${quoted.map((part) => `"${part}"`).join(" and ")}, which is said`, () => {
    const api = confirmed(description);
    assert.equal(api.points[0], first);
    assert.deepEqual(api.leftOut.map((line) => /^"(.+?)": .+\.$/.exec(line)?.[1]), quoted);
  });
}

test("a figure that can be built stays when one beside it is left out", () => {
  const { points } = confirmed("Runs: distance in km, duration in minutes, date. Give me the pace and the total distance per month");
  assert.ok(points.some((point) => point.includes("total distance per month")), points.join("; "));
});

/** What restricts, or is the point, is never left out: the whole is refused and the part is named. */
const RESTRICTED: [description: string, part: string][] = [
  ["movies with title and genre. users can rate movies only once", "only once"],
  ["books with title and author. Nobody may see the drafts of others.", "Nobody may see the drafts of others"],
  ["tickets with subject and assignee. Closed tickets can't be edited.", "Closed tickets can't be edited"],
  ["courses with name and level; not more than 8 kids per course", "not more than 8 kids per course"],
  ["readings with device, value and timestamp; keep data for 30 days only", "keep data for 30 days only"],
  ["guest entries with name and message, admin can delete", "admin can delete"],
  ["desks with name and floor. Two people at one desk must not be possible.", "Two people at one desk must not be possible"],
  ["trips with title and date. No more riders when the bus is full.", "No more riders when the bus is full"],
  ["products with name and price. The purchase price is secret.", "The purchase price is secret"],
];
for (const [description, part] of RESTRICTED) {
  test(`${JSON.stringify(description)} is refused for "${part}"`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(part), outcome.message);
  });
}

test("where more than half would go, the whole is refused", () => {
  assert.equal(design("cars with plate. show the average speed of the fleet on a map per driver and compare it with last year's winners").kind, "refusal");
});

test("however long a description is, the tries are bounded", () => {
  let tries = 0;
  const never = (): never => {
    tries += 1;
    throw new NotUnderstood("No.");
  };
  const description = `Cars with plate. ${Array.from({ length: 200 }, (_item, index) => `show the trend ${index}`).join(". ")}`;
  assert.throws(() => leaveOut(description, never), NotUnderstood);
  assert.ok(tries <= 100, String(tries));
});
