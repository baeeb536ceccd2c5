import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { assertBuiltWhole } from "../built-whole-fixture.ts";
import { confirmed } from "../outline/confirmed-fixture.ts";
import type { OutlineField } from "../outline/schema.ts";
import { readPlainly } from "./read-plainly.ts";

/** What people write, and what its API says of itself: each clause of it is kept. */
const BUILT: [description: string, points: string[]][] = [
  ["I keep goats. I need an api for my goats: name, ear tag, breed and year the goat was born. List all goats, get one, add, edit, delete. Also want to see only goats of a given breed.", ["Goats at /goats: name (text), earTag (text), breed (text), goatBornYear (whole number)"]],
  ["Small bakery here. We'd like to store our sourdoughs: name, flour, hydration (number), vegan yes/no, and notes. People should be able to search by part of the name and filter for vegan ones only.", ["Sourdoughs at /sourdoughs: name (text), flour (text), hydration (number), vegan (true or false, optional), notes (long text, optional)", "/sourdoughs?q= searches the name"]],
  ["api for lost umbrellas at our theatre. each umbrella has colour, place found, date found, and if it was claimed or not. show unclaimed umbrellas, newest first", ["/lost-umbrellas is listed by date found, the latest first, in pages, filtered by its fields and sorted"]],
  ["Hello, i am caretaker in big house. I need keep list of lamps: name, room, last check date, and state which is ok, broken or in repair. I want see all broken ones and all in one room.", ["Lamps at /lamps: name (text), room (text), lastCheckDate (date), state (one of ok, broken, in repair)"]],
  ["Need endpoint for ski slopes. name, region, lenght in km, difficulty easy/medium/hard, sledges alowed. filter by difficulty, max lenght and sledges", ["Ski slopes at /ski-slopes: name (text), region (text), lengthInKm (number), difficulty (one of easy, medium, hard), sledgesAllowed (true or false, optional)"]],
  ["Model boats inventory please. Hulls with a hull number, class name, scale (A, BB, HO), and purchase price. I'd also like masts with type and quantity. Both need list, add, change, delete.", ["Hulls at /hulls: number (text), className (text), scale (one of A, BB, HO), purchasePrice (money)", "Masts at /masts: type (text), quantity (whole number)"]],
  ["API for a tool library. Tools have a name and category. Members have a name and an email. Loans: tool, member, date out, due date, returned yes/no. List loans that are not returned.", ["Loans at /loans: toolId (id of a tool), memberId (id of a member), dateOut (date), dueDate (date), returned (true or false, optional)"]],
  ["Hotel housekeeping: rooms with number, floor, status clean, dirty or in progress, and last cleaned time. Staff should change status. List dirty rooms by floor.", ["Rooms at /rooms: number (text), floor (whole number), status (one of clean, dirty, in progress), lastCleanedTime (date and time)"]],
  ["Stock of wool: brand, fibre (merino, alpaca), weight in grams, price, balls in stock. Filter on fibre, price range, and things which are out of stock.", ["Wools at /wools: brand (text), fibre (one of merino, alpaca), weightInGrams (number), price (money), ballsInStock (whole number)"]],
  ["register for cranes - tower, mobile and so on. I want type, plate, engine hours and when its insurance runs out. Show me list sorted by insurance date so I see which one is first.", ["/cranes is listed by insurance expiry date, the earliest first, in pages, filtered by its fields and sorted"]],
  ["REST endpoint for coupons. code (string, required, unique), percent (number, 1-100), state (enum: new, used, void), valid (bool, default true).", ["Coupons at /coupons: code (text, unique), percent (number from 1 to 100), state (one of new, used, void), valid (true or false, true where none is sent)"]],
  ["There are walls (name, height in metres, indoor or outdoor) and routes. Every route belongs to a wall and has a name, grade and the date it was set. I want to see all the routes of one wall.", ["Routes at /routes: wallId (id of a wall), name (text), grade (text), dateSet (date)", '"of one wall": GET /routes?wallId=…']],
  ["Guest book for our hut, name, home town, message, date of visit. Message max 500 characters.", ["Guestbook entries at /guestbook-entries: name (text), homeTown (text), message (long text, at most 500 characters), dateOfVisit (date)"]],
  ["Our club wants to keep track of courts. Court number must be unique. Courts have a surface and a price per hour.", ["Courts at /courts: number (text, unique), surface (text), pricePerHour (money)"]],
  ["Notices: title, text, pinned yes/no. Pinned ones first.", ["/notices is listed with what is pinned first, in pages, filtered by its fields and sorted"]],
  ["Paintings with title, year, painter. Painters have name, country. A painter can make many paintings. A painting may have no painter.", ["Paintings at /paintings: title (text), year (whole number), painterId (id of a painter, optional)"]],
  ["wine cellar - bottles having vintage year, grape, region, colour (red; white; rosé) and number of bottles left", ["Wine cellar bottles at /wine-cellar-bottles: vintageYear (whole number), grape (text), region (text), colour (one of red, white, rosé), numberOfBottlesLeft (whole number)"]],
  ["A place to put my kids' vaccination records with the child's name, the vaccine, date given, dose number and the clinic", ["doseNumber (whole number)"]],
  ["For each spot we note: number which must be unique, level between 1 and 4, and whether it has a charger. List only spots with a charger.", ['"with a charger": GET /spots?charger=true']],
];
for (const [description, points] of BUILT) {
  test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));
}

/** What is told of a field is held: how long, from where to where, what it begins as, whether it may be left out. */
const HELD: [description: string, field: string, held: Partial<OutlineField>][] = [
  ["Boats: name, price, note. Note max 500 characters.", "note", { maxLength: 500 }],
  ["Boats: name, price, message of at most 200 characters.", "message", { maxLength: 200 }],
  ["Boats: name, price, condition. Condition from 1 to 5.", "condition", { min: 1, max: 5 }],
  ["Boats: name, score between 1 and 10, price.", "score", { min: 1, max: 10 }],
  ["Boats: name, score out of 20, price.", "score", { min: 0, max: 20 }],
  ["Boats: name, price must be positive.", "price", { min: 0.01 }],
  ["Members: name, age. Age must be at least 18.", "age", { min: 18 }],
  ["Members: name, age. Age can be left out.", "age", { isRequired: false }],
  ["Members: name, comment if there is one. Name must not be empty.", "comment", { isRequired: false }],
  ["Pages: name, number of views starting at zero.", "number of views", { default: 0 }],
  ["Pages: name, visible flag false at start.", "visible", { default: false }],
  ["Boats: name, plate which must be unique, price.", "plate", { isUnique: true }],
];
test("what is said of a field, behind its name or in a sentence of its own, is held and leaves nothing open", () => {
  for (const [description, name, held] of HELD) {
    const read = readPlainly(description);
    assert.deepEqual(read?.open, [], description);
    const field = read?.outline.things[0]?.fields.find((one) => one.name === name);
    assert.deepEqual({ ...field, ...held }, field, description);
  }
});

const KEPT = "Boats: name, harbour, length in meters, price. ";
/** What no list, field or order does. */
const MORE = [
  "Boats over 10 meters need approval by the harbour master", "Only on weekdays", "Members get 10% discount", "Send an email when a boat is sold", "Show the average price of the last 7 days", "Suggest a boat for my budget", "No sales on Sundays", "Past sales are hidden",
  "Buyers must be at least 18", "The price is at most 100 for members", "Name (20 characters)", "Prices go up by 10 for each sale", "Sold first, then newest", "A boat can only be sold once a week",
  "The cheapest three only", "Warn when the price falls below 500", "Every week the next boat is cleaned", "Prices go up by 2% each January", "Each boat can have several photos", "Rank them by price per meter", "Find the nearest boat", "Only the owner can change it", "Import them from a file", "Show a different boat every day",
];
for (const more of MORE) {
  test(`beside plain fields and wishes, "${more}" never goes live in silence`, () => {
    for (const description of [`${KEPT}${more}.`, `${KEPT}Filter by harbour. ${more}.`, `I sell boats. ${more}. ${KEPT}`]) {
      const outcome = design(description);
      assert.equal(outcome.kind, "refusal", outcome.kind === "api" ? [description, ...outcome.api.points, ...outcome.api.assumptions].join("\n") : "");
    }
  });
}

test("the outline of a rule that isn't built keeps all fields and names that rule alone", () => {
  const api = confirmed(`${KEPT}Filter by harbour. Boats over 10 meters need approval by the harbour master.`);
  assert.ok(api.points.includes("Boats at /boats: name (text), harbour (text), lengthInMeters (number), price (money)"), api.points.join("\n"));
  assert.deepEqual(api.leftOut.map((line) => /^"(.+)": /.exec(line)?.[1]), ["Boats over 10 meters need approval by the harbour master"]);
});

test("what was taken for granted is said: kinds, slips of the pen, and the call that answers a wish", () => {
  const outcome = design("List of ferries in our town: name, lenght in meters, voicing, dogs allowed. filter by max length and dogs");
  assert.ok(outcome.kind === "api");
  for (const line of ['"lenght" was read as "length"', "ferries: voicing is text", "ferries: dogs allowed is yes or no", '"dogs": GET /ferries?dogsAllowed=true']) assert.ok(outcome.api.assumptions.includes(line), outcome.api.assumptions.join("\n"));
});

test("how a figure of one time is had is said", () => {
  const said = readPlainly("Games: white (text), black (text), moves (number), played on. Total moves per white per month.")?.said ?? [];
  assert.ok(said.some((line) => line.includes("playedOnFrom=…&playedOnTo=…")), said.join("\n"));
});
