import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { readDescription } from "./read-description.ts";

const read = (description: string): string =>
  readDescription(description).resources.map(({ path, fields }) => `${path} ${fields.map(({ name, kind, min, max }) => `${name}:${kind}${max === undefined ? "" : `[${min ?? 0}-${max}]`}`).join(" ")}`).join("; ");

const COUNTED: [description: string, resources: string][] = [
  ["Hives with name and location. Inspections with hive, date, number of frames with brood, queen seen yes/no and notes", "/hives name:text location:text; /inspections hiveId:reference date:date numberOfFramesWithBrood:integer queenSeen:boolean notes:longText"],
  ["Hives with name, number of frames. Inspections with hive, date, number of frames with brood, notes", "/hives name:text numberOfFrames:integer; /inspections hiveId:reference date:date numberOfFramesWithBrood:integer notes:longText"],
  ["Flats with rent, number of rooms with a balcony and floor", "/flats rent:money numberOfRoomsWithBalcony:integer floor:integer"],
  ["Classes with name, how many pupils with glasses, room", "/classes name:text numberOfPupilsWithGlasses:integer room:text"],
  ["Classes with name, number of pupils that have glasses, room", "/classes name:text numberOfPupilsWithGlasses:integer room:text"],
  ["hives with name, and number of frames with brood (0-20)", "/hives name:text numberOfFramesWithBrood:integer[0-20]"],
  ["authors with name and books with title and author", "/authors name:text; /books title:text authorId:reference"],
];
for (const [description, resources] of COUNTED) {
  test(`"${description}" is read as ${resources}`, () => assert.equal(read(description), resources));
}

/** What stands before an "of" in the singular is a fact of something, and no thing that has what follows. */
const NO_THINGS = [
  ["number of frames with brood, date and notes", "number of frames"],
  ["Teams with name, name of players with red card, coach", "name of players"],
  ["Teams with name, names of players with red card, coach", "names of players"],
  ["Orders with customer, total and status (open, paid). Show total per customer, number of orders with status paid.", "number of orders"],
] as const;
for (const [description, quoted] of NO_THINGS) {
  test(`"${description}" makes no thing of "${quoted}"`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(quoted), outcome.message);
  });
}

const POSITIONED = [
  "Waitlist for a product launch with positions and referral codes", "Waitlist with email, position and referral code", "waitlist with email and positions", "clinic waiting list: patient name, phone, position", "queue entries with name, position and joined at", "People on the waiting list with name, phone and position", "Waitlist with email and name. Each entry has a position and a note.",
];
for (const description of POSITIONED) {
  test(`"${description}" keeps no position that a caller could write as it likes: it is refused and explained`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.match(outcome.message, /position on a waiting list follows from who was added before/);
  });
}

test("a position is a field where its kind is said, and where nobody waits", () => {
  assert.equal(read("Waitlist with email, position (number) and referral code"), "/waitlists email:email position:number referralCode:text");
  assert.equal(read("songs with title, position"), "/songs title:text position:integer");
  assert.equal(read("players with name and position"), "/players name:text position:text");
});

test("where all that is listed is in the plural and unsure, it isn't taken for lists of one thing", () => {
  for (const description of ["Launches with positions and referral codes", "Launches with locations and promo codes"]) assert.throws(() => readDescription(description), { name: "NotUnderstood" }, description);
});
