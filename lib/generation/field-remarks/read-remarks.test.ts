import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { outlineOf } from "../outline/outline-of.ts";
import { planOf } from "../resource-builder/plan-of-api.ts";
import type { Field } from "../resource-builder/resource-plan.ts";

/** The fields of the last thing that goes live, each with its kind, values and default; null where nothing does. */
function built(description: string): string | null {
  const outcome = design(description);
  if (outcome.kind !== "api") return null;
  return planOf(outcome.api)?.resources.at(-1)?.fields.map(told).join(", ") ?? null;
}

const told = ({ label, kind, options, target, default: start, isUnique, isRequired }: Field): string =>
  `${label} ${target ?? kind}${options ? `[${options.join("|")}]` : ""}${start === undefined ? "" : `=${String(start)}`}${isUnique ? " unique" : ""}${!isRequired && start === undefined && kind !== "boolean" ? " optional" : ""}`;

/** A remark on a field, and what it makes of the field. */
const READ: [description: string, field: string][] = [
  ["weather readings with station, temp in celsius (can be negative, one decimal), taken at", "temp in celsius number"],
  ["endpoints with path, method, deprecated (boolean, false by default)", "deprecated boolean=false"],
  ["tickets with title, priority (low/normal/high, normal by default)", "priority choice[low|normal|high]=normal"],
  ["tickets with title, priority (low, normal, high; normal by default)", "priority choice[low|normal|high]=normal"],
  ["invoices with number, status (open, paid, sent; default open)", "status choice[open|paid|sent]=open"],
  ["members with name, role (admin by default, member, guest)", "role choice[admin|member|guest]=admin"],
  ["tasks with title, done (yes/no, default no), due date", "done boolean=false"],
  ["devices with name, active: bool / default false", "active boolean=false"],
  ["parts with name, stock (integer, 0 by default), shelf", "stock integer=0"],
  ["expenses with title, amount (in euros, two decimals), date", "amount money"],
  ["buildings with name, height (in meters, one decimal), city", "height number"],
  ["plants with name, height (in cm), watered on", "height number"],
  ["glossary entries with term (string, required, unique), definition (text)", "term text unique"],
  ["members with name, joined (date, optional), notes", "joined date optional"],
  ["events with title, date (dd/mm/yyyy), place", "date date"],
  ["contacts with name, birthday (if known), email", "birthday date optional"],
  ["reviews with title, text (max 500 characters, required), rating (1 to 5)", "rating integer"],
  ["rooms with name, photo (optional, url), floor (0 to 12)", "photo url optional"],
  ["dogs with name, breed (e.g. poodle, beagle), age", "breed text"],
  ["prints with title, paper (A4, A3), copies", "paper choice[A4|A3]"],
  ["tasks with title, status [todo, doing, done], due date", "status choice[todo|doing|done]"],
  ["tasks with title, status (not started, in progress, done), due date", "status choice[not started|in progress|done]"],
  ["messages with sender, type (text, image, video), sent at", "type choice[text|image|video]"],
  ["bike routes with name, length in km, type - road, city, mountain - and notes", "type choice[road|city|mountain]"],
  ["tasks with title, status (todo, doing, done; starts as todo)", "status choice[todo|doing|done]=todo"],
  ["tasks with title, estimate (hours, halves allowed), due date", "estimate number"],
  ["cars with plate, mileage (in km, never negative), owner name", "mileage in km number"],
  ["notes with title, body (text, long), date", "body longText"],
  ["cars with plate, fuel - petrol/diesel - and owner name", "fuel choice[petrol|diesel]"],
];
for (const [description, field] of READ) test(`${JSON.stringify(description)}: ${field}`, () => assert.ok(`, ${built(description) ?? "nothing"},`.includes(`, ${field},`), `${built(description)}`));

/** Remarks that may mean several things, or are no part of what can be built. */
const ASKED: [before: string, remark: string, after: string][] = [
  ["contacts with name, phone", "mobile or landline", "email"], ["parcels with sender, weight", "kg or lb", "destination"], ["lamps with name, room", "the big one, upstairs", "watts"],
  ["products with name, price", "see above, incl. vat", "sku"], ["rooms with number, size", "in m2, rounded", "price"],
  ["tasks with title, owner", "first name, last name", "due date"], 
  ["tasks with title, effort", "small = 1 day, large = 5 days", "due date"], ["members with name, address", "street, city, zip", "email"],
  ["members with name, languages", "several, comma separated", "email"], ["members with name, fee", "paid yearly, in euros", "email"], ["donations with donor, amount", "whole euros, at least 5", "date"],
  ["donations with donor, amount", "euros or dollars", "date"], ["tickets with title, severity", "s1 / s2 / s3, usually s3", "reporter"], ["tickets with title, assignee", "person, must exist", "due date"],
  ["jobs with title, salary", "gross, per year", "location"], ["jobs with title, start", "as soon as possible, or a date", "location"], ["songs with title, length", "minutes, seconds", "artist"],
  ["songs with title, key", "c major, a minor, ...", "artist"], 
  ["parts with name, colour", "hex, like #ff0000", "shelf"], ["rooms with name, area", "about 20, in m2", "floor"],
  ["rooms with name, size", "small, up to 4 people; large, up to 10", "floor"],
];
for (const [before, remark, after] of ASKED) {
  test(`"${before} (${remark})" isn't built: the remark is told with its field`, () => {
    const description = `${before} (${remark}), ${after}`;
    assert.equal(built(description), null);
    assert.ok(outlineOf(description).open.some(({ text }) => text === `${before.split(", ").at(-1) ?? ""} (${remark})`));
  });
}

/** Rules that are understood and that nothing built here keeps to: told by themselves, beside the rest of the remark, which is served. */
const UNKEPT: [before: string, remark: string, after: string, told: string, served: string | null][] = [
  ["members with name, email", "unique, lowercase", "city", "email (lowercase)", "email uniq"], ["parts with name, code", "6 digits, unique", "shelf", "code (6 digits)", "code uniq"],
  ["parts with name, photo", "url, https only", "shelf", "photo (https only)", "photo url"], ["songs with title, tags", "list, lowercase", "artist", "tags (lowercase)", "tags list"],
  ["guests with name, phone", "with country code, optional", "email", "phone (with country code)", "phone optional"], ["plants with name, watered on", "date, not in the future", "place", "watered on (not in the future)", "watered on date"],
  ["rooms with name, seats", "an even number", "floor", "seats (an even number)", null], ["loans with borrower, date", "today if not given", "item", "date (today if not given)", null],
  ["invoices with customer, number", "unique, cannot be changed later", "amount", "number (cannot be changed later)", "number uniq"],
];
for (const [before, remark, after, told, served] of UNKEPT) {
  test(`"${before} (${remark})": ${told} is told, and nothing else`, () => {
    const description = `${before} (${remark}), ${after}`;
    assert.equal(built(description), null);
    const { outline, open } = outlineOf(description);
    assert.deepEqual(open.map(({ text }) => text), [told]);
    const [name = "", fact = ""] = /^(.+) ([a-z]+)$/.exec(served ?? "")?.slice(1) ?? [];
    const field = outline.things[0]?.fields.find((one) => one.name === name);
    if (served !== null) assert.ok(field && (fact === "uniq" ? field.isUnique : fact === "optional" ? !field.isRequired : field.kind === fact), JSON.stringify(field));
  });
}

/** Remarks of one entry, and clauses, that no reader may drop. */
const REFUSED = [
  "bookings with guest name, room, notes (not shown to guests)", "books with title, author (see the authors list), price (EUR, 2 decimals)", "deals (title, value; archived after a year; contact)",
  "deals with title, value (euros; never shown), stage", "deals with title, stage (lead, won, lost; only managers change it), date", "deals with title, stage (lead, won, lost; if lost, a reason), date", "deals with title, url: string, required, unique; owner",
];
for (const description of REFUSED) test(`${JSON.stringify(description)} isn't built`, () => assert.equal(built(description), null));

test("what follows the values of one field in a list is fields of their own, and things where they are kept too", () => {
  const deals = "deals (title, value, stage: lead, qualified, won, lost; company; contact)";
  assert.equal(built(deals), "title text, value number, stage choice[lead|qualified|won|lost], company text, contact text");
  assert.equal(built(`companies with name and city; contacts with name, email and company; ${deals}`), "title text, value number, stage choice[lead|qualified|won|lost], company company, contact contact");
});
