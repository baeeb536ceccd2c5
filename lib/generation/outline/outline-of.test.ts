import assert from "node:assert/strict";
import { test } from "node:test";
import { seededRandom } from "../derived-tests/seeded-random.ts";
import { planOfOutline } from "./plan-of-outline.ts";
import { samplePlans } from "../resource-builder/sample-plans.ts";
import { apiOfOutline } from "./api-of-outline.ts";
import { outlineOf } from "./outline-of.ts";
import { outlineOfPlan } from "./outline-of-plan.ts";
import { type OutlineField, outlineSchema } from "./schema.ts";

const written = ({ name, kind, choices, min, max, maxLength, of, isGuess, isRequired, isUnique }: OutlineField): string =>
  `${name} ${kind}${of ? ` ${of}` : ""}${choices ? ` ${choices.join("|")}` : ""}${min !== undefined && max !== undefined ? ` ${min}-${max}` : ""}${maxLength === undefined ? "" : ` <${maxLength}`}${isUnique ? " unique" : ""}${isRequired || kind === "boolean" ? "" : " optional"}${isGuess ? "?" : ""}`;
const shown = (description: string): string[] => outlineOf(description).outline.things.map(({ singular, fields }) => `${singular}: ${fields.map(written).join(", ")}`);
const open = (description: string): string[] => outlineOf(description).open.map(({ text }) => text);

/** What people write, what is read in it, and what isn't in it, in their words. */
const READ: [description: string, things: string[], open: string[]][] = [
  ["Dog walking business - dogs (name, breed, owner's phone, special needs), walks (dog, walker, start, did they poop?)", ["dog: name text, breed text, owner phone phone, special needs text?", "walk: dog reference dog, walker text, start dateTime, poop boolean"], []],
  ["A recipe app. Fields: title, ingredients, difficulty (easy/medium/hard), rating from 1 to 5", ["recipe: title text, ingredients list, difficulty choice easy|medium|hard, rating integer 1-5"], []],
  ["Need an api for support tickets with subject, body (max 2000 chars), priority low/normal/high. Tickets older than 30 days are closed automatically. Only admins may delete.", ["support ticket: subject text, body longText <2000, priority choice low|normal|high"], ["Tickets older than 30 days are closed automatically", "Only admins may delete"]],
  ["We're a tennis club: courts, members and bookings. A booking is for a court, by a member, from-to time. Members pay a yearly fee.", ["court: name text?", "member: name text?, email email?", "booking: court reference court, member reference member, start time time, end time time"], ["Members pay a yearly fee"]],
  ["Library where members borrow books. Members have name, email, card number. Books have title, isbn.", ["loan: member reference member, book reference book", "member: name text, email email", "book: title text, isbn text"], ["card number"]],
  ["beehive inspections. For every hive I write down the date, queen seen y/n, number of frames with brood. A hive has a number and location.", ["beehive inspection: hive reference hive, date date, queen seen boolean, number of frames with brood integer", "hive: number text, location text"], []],
  ["simple CRM: contacts w/ name, email; deals w/ contact, stage (lead -> qualified -> won); notes on each deal", ["contact: name text, email email", "deal: contact reference contact, stage choice lead|qualified|won", "note: deal reference deal, title text?, text longText?"], []],
];
for (const [description, things, left] of READ) {
  test(`${JSON.stringify(description)} is read as its things and fields, and what isn't among them is told in its words`, () => {
    assert.deepEqual([shown(description), open(description)], [things, left]);
  });
}

test("what is open stands in the description word for word", () => {
  for (const [description] of READ) for (const text of open(description)) assert.ok(description.includes(text), text);
});

test("a rule that is built is in the outline and not among what isn't", () => {
  const { outline, open: left } = outlineOf("car rental. cars: plate, make. Rentals: car, customer, from, to, colour of the sky. car can't be rented twice at once. Only bosses may see it.");
  assert.ok(outline.things[1]?.rules.some(({ rule }) => rule === "apart"), JSON.stringify(outline.things[1]));
  assert.deepEqual(left.map(({ text }) => text), ["Only bosses may see it"]);
});

test("a description that can be built as it stands is what would be built", () => {
  assert.deepEqual([shown("Books with title, author and year"), open("Books with title, author and year")], [["book: title text, author text, year integer"], []]);
});

test("whatever the text, there is an outline that can be built, and never an error", () => {
  const random = seededRandom(3);
  const marks = "abcdefg   ,,..:;()[]{}<>|/\\\"'`$%&*-+=\n\t0129\u00e9\u4e2d\u{1f642}\u0000\u202e";
  const texts = ["", "???", "a, ".repeat(3_000), "(".repeat(9_000), "with ".repeat(2_000), "\n- ".repeat(3_000), "\ud800".repeat(900), "constructor with __proto__, toString and valueOf", "status open/closed/".repeat(400), "each user can only see their own ".repeat(300)];
  const noise = Array.from({ length: 12 }, () => Array.from({ length: 2_000 }, () => marks[Math.floor(random() * marks.length)] ?? "").join(""));
  for (const text of [...texts, ...noise]) {
    const { outline } = outlineOf(text);
    assert.ok(outline.things.length > 0);
    assert.deepEqual(outlineSchema.safeParse(outline).error?.issues ?? [], [], text.slice(0, 80));
  }
});

test("what is built of an outline is what it was made from: every plan comes back as it was", () => {
  for (const [name, resources] of Object.entries(samplePlans)) {
    // A label of "consumer" for consumerId, which the reader never makes.
    if (name === "names that the language and the source use") continue;
    const parsed = outlineSchema.safeParse(outlineOfPlan({ resources, assumptions: [], leftOut: [] }));
    assert.ok(parsed.success, `${name}: ${parsed.error?.message ?? ""}`);
    const again = planOfOutline(parsed.data).resources;
    assert.deepEqual(again.map(({ singular, path, collection, ownership, transitions, counters, aggregates, once, most, apart, overdue, fields }) => [singular, path, collection, ownership, transitions, counters, aggregates, once, most, apart, overdue, fields.map((field) => field.name)]),
      resources.map(({ singular, path, collection, ownership, transitions, counters, aggregates, once, most, apart, overdue, fields }) => [singular, path, collection, ownership, transitions, counters, aggregates, once, most, apart, overdue, fields.map((field) => field.name)]), name);
  }
});

const FIELD: OutlineField = { name: "title", kind: "text", isRequired: true, isUnique: false };
const REFUSED: [what: string, fields: OutlineField[], place: string][] = [
  ["two fields of one name", [FIELD, { ...FIELD, name: "Title" }], "things.0.fields.1.name"],
  ["a choice of one value", [{ ...FIELD, kind: "choice", choices: ["a"] }], "things.0.fields.0.choices"],
  ["a reference to nothing", [{ ...FIELD, kind: "reference", of: "moon" }], "things.0.fields.0.of"],
  ["a least above the greatest", [{ ...FIELD, kind: "integer", min: 5, max: 1 }], "things.0.fields.0.max"],
  ["a unique yes or no", [{ ...FIELD, kind: "boolean", isUnique: true }], "things.0.fields.0.isUnique"],
  ["a password", [{ ...FIELD, name: "password" }], "things.0.fields.0.name"],
  ["a name without letters", [{ ...FIELD, name: "\u4e2d\u6587" }], "things.0.fields.0.name"],
  ["a value that could end a text of the source", [{ ...FIELD, kind: "choice", choices: ["a", "b\"); fetch(`x"] }], "things.0.fields.0.choices"],
];
for (const [what, fields, place] of REFUSED) {
  test(`an outline with ${what} is refused at its place`, () => {
    assert.equal(outlineSchema.safeParse({ things: [{ singular: "book", fields }] }).error?.issues[0]?.path.join("."), place);
  });
}

test("a thing has at most as many unique fields as its collection can keep so", () => {
  const withUnique = (count: number) => outlineSchema.safeParse({ things: [{ singular: "book", fields: Array.from({ length: count }, (_, index) => ({ ...FIELD, name: `code ${"abcdef"[index]}`, isUnique: true })) }] });
  assert.equal(withUnique(5).error, undefined);
  assert.deepEqual(withUnique(6).error?.issues.map(({ path, message }) => [path.join("."), message]), [["things.0.fields.5.isUnique", "at most 5 fields of a thing can be unique"]]);
});

test("a reference that can't be required since it leads back is told, and nothing beside it becomes optional", () => {
  const to = (name: string, of: string): OutlineField => ({ name, kind: "reference", of, isRequired: true, isUnique: false });
  const { things } = outlineSchema.parse({ things: [{ singular: "team", fields: [FIELD, to("captain", "player")] }, { singular: "player", fields: [FIELD, to("team", "team")] }] });
  const { assumptions, points } = apiOfOutline({ things }, "teams and players");
  assert.deepEqual(assumptions.filter((line) => /left out/.test(line)), ["The captain of teams may be left out, though it was marked as required: it leads back to teams, and the first of them would have nothing to point to"]);
  assert.match(points.join("\n"), /A player has a team/);
});

test("what was built of an edited outline says what of the description isn't in it", () => {
  const description = "Books with title, pages and author. Send me an email when one is lent.";
  const { outline } = outlineOf(description);
  const [book] = outline.things;
  assert.ok(book);
  const { leftOut, points } = apiOfOutline({ things: [{ ...book, fields: book.fields.filter(({ name }) => name !== "pages") }] }, description);
  assert.deepEqual(points[0], "Books at /books: title (text), author (text)");
  assert.match(leftOut[0] ?? "", /^"Send me an email when one is lent": an API built here sends nothing/);
  assert.equal(leftOut[1], '"pages" of books: taken out of the outline.');
});

test("a row of names keeps its fields also where nothing else of the description is understood, and all else is open", () => {
  const { outline, open } = outlineOf("Whenever the caretaker, depending on the day, does his thing he should fill in these: room, date, what he did, hours. After midnight nothing may be changed by anyone except him.");
  assert.deepEqual(outline.things.map(({ singular, fields }) => [singular, fields.map(({ name }) => name)]), [["entry", ["room", "date", "work done", "hours"]]]);
  assert.deepEqual(open.map(({ text }) => text), ["Whenever the caretaker, depending on the day, does his thing he should fill in these", "After midnight nothing may be changed by anyone except him"]);
});
