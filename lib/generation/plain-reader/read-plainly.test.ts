import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { assertBuiltWhole } from "../built-whole-fixture.ts";
import { confirmed } from "../outline/confirmed-fixture.ts";

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
];
for (const [description, points] of BUILT) {
  test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));
}

const KEPT = "Boats: name, harbour, length in meters, price. ";
/** What no list, field or order does. */
const MORE = [
  "Boats over 10 meters need approval by the harbour master", "Only on weekdays", "Members get 10% discount", "Send an email when a boat is sold", "Show the average price of the last 7 days", "Suggest a boat for my budget", "No sales on Sundays", "Past sales are hidden",
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
