import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { assertBuiltWhole } from "./built-whole-fixture.ts";

/** What is said in everyday words is built whole: points and assumptions that show it, each cause in a few phrasings. */
const BUILT: Record<string, [description: string, ...shown: string[]][]> = {
  "a range or a set of values in a sentence of its own": [
    ["Reading logs: student name, book title, pages read and the date. Pages have to be between 1 and 500.", "pagesRead (whole number from 1 to 500)", "\"pages have to be between 1 and 500\" holds for the pages read"],
    ["Pallets with code, product and weight kg. The weight must be at most 1200.", "weight (number from 0 to 1200)"],
    ["Parcels with code and weight in kg. Weight must be more than 0.", "weight (number, more than 0)"],
    ["Menu items with dish and price. Price must be positive.", "price (money, at least 0.01)"],
    ["Calls with caller name, call length in minutes and resolved. Calls must be no longer than 120 minutes.", "callLength (whole number from 0 to 120)"],
    ["Film rolls with film stock, iso and camera. ISO must be one of 100, 200 or 400.", "iso (one of 100, 200, 400)"],
    ["Timesheets: employee, project, date, hours. At most 12 hours a day.", "hours (number from 0 to 12)", "\"at most 12 hours a day\" is the most that one of the timesheets may have: several on one day aren't added up"],
    ["Meter readings with meter, reading and date. A reading can't be negative.", "reading (number)"],
  ],
  "choices, also of digits and marks": [
    ["Chess games: white player, black player, result (1-0, 0-1, 1/2-1/2), date.", "result (one of 1-0, 0-1, 1/2-1/2)"],
    ["Save repair jobs with customer name, price and status: received, in progress, ready, picked up.", "status (one of received, in progress, ready, picked up)"],
    ["Tenants: name, rent, status is one of active, notice given or moved out.", "status (one of active, notice given, moved out)"],
    ["Podcast episodes: title, audio url, published or draft", "status (one of published, draft)", "podcast episodes: status is published or draft"],
    ["Guests with name, email, invited by bride or groom", "invitedBy (one of bride, groom)"],
    ["Ideas with title, anonymous or named, status new / done", "anonymousOrNamed (one of anonymous, named)", "status (one of new, done)"],
    ["Choir attendance. singer, rehearsal date, present yes/no/excused", "present (one of yes, no, excused)"],
  ],
  "whether something holds": [
    ["Choir members with name, email and whether they have paid dues", "paidDues (true or false, optional)"],
    ["Requests with unit, description and if it is urgent", "urgent (true or false, optional)"],
    ["Students with name, age and whether they own a piano", "ownsPiano (true or false, optional)"],
    ["Hotels with name, city, has pool, has parking and is open", "hasPool (true or false, optional), hasParking (true or false, optional), isOpen (true or false, optional)"],
    ["Fines with plate, amount, paid or unpaid", "paid (true or false, optional)"],
    ["Medicines with name, dose in mg, with food or not", "withFood (true or false, optional)"],
  ],
  "uniqueness": [
    ["Guitars: brand, model, serial number. Serial numbers must be unique.", "Two guitars can't have the same serial number: the second is answered with 409"],
    ["Guitars: brand, model, serial number. No two guitars share a serial number.", "Two guitars can't have the same serial number: the second is answered with 409"],
    ["Players with name and handle. Handles unique.", "Two players can't have the same handle: the second is answered with 409"],
    ["Invoices: client, number, amount. Invoice numbers have to be unique.", "Two invoices can't have the same number: the second is answered with 409"],
  ],
  "facts in questions and clauses": [
    ["Repair jobs with customer name, phone, what's wrong and price", "whatIsWrong (text)"],
    ["Loans: item, student who borrowed it, borrowed on, due date", "student (text)"],
    ["Found items: what was found, where, when, photo url", "whatWasFound (text), place (text), date (date), photoUrl (link)"],
    ["Expenses of a flat: who paid, how much, for what, date", "paidBy (text), amount (money), purpose (text), date (date)"],
    ["Food truck days with how many orders, revenue and date", "numberOfOrders (whole number)"],
    ["Plants: name, species, water every N days, last watered", "waterInterval (whole number)"],
    ["Radio contacts: call sign, from whom, to whom, message", "fromPerson (text), toPerson (text)"],
  ],
  "things and what belongs to them": [
    ["I need save my hives (name, place, strong or weak) and the harvests of each hive with kilos and date, and see the total kilos of a hive.", "Harvests at /harvests: hiveId (id of a hive), kilos (number), date (date)", "GET /harvests/total-kilos-per-hive gives the total kilos per hive, one figure each"],
    ["Students database. Name, class, birthday. And grades by subject from 1 to 6, with the average for every student.", "Grades at /grades: studentId (id of a student), subject (text), grade (whole number from 1 to 6)"],
  ],
  "lists and figures that filters give": [
    ["Chemicals with name, shelf and expiry date. I want to see what's expired.", "\"i want to see what is expired\" is GET /chemicals?expiryDateTo=…, with the day before today"],
    ["Beds with ward, number and occupied. Show me all free beds", "\"show me all free beds\" is GET /beds?occupied=false"],
    ["Expenses with amount, date and category. Total per category per month.", "\"total per category per month\" is GET /expenses/total-per-category?dateFrom=…&dateTo=…, with the first and the last day of the month"],
    ["Harvests with crop, kg harvested and date. How many kg per crop in total?", "GET /harvests/total-kg-harvested-per-crop gives the total kg harvested per crop, one figure each"],
  ],
  "English of people who speak another language": [
    ["Hello i want make api for my barber shop. client name, phone number, service, paid yes or no.", "paid (true or false, optional)", "entries: they are called entries, because the description doesn't name them"],
    ["I need api for storing of informations about rabbits: ear number unique, name, weight in gram", "Rabbits at /rabbits: earNumber (text, unique), name (text), weight (number)"],
    ["i want track my trucks: plate, driver, fuel liters, km", "Trucks at /trucks: plate (text), driver (text), fuelLiters (number), km (number)"],
  ],
};
for (const [cause, descriptions] of Object.entries(BUILT)) {
  for (const [description, ...shown] of descriptions) {
    test(`${cause}: ${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, shown));
  }
}

/** A rule that isn't built is named, and the outline keeps all else. */
const RULES: [description: string, rule: string, fields: string[]][] = [
  ["Timesheets: employee, project, date, hours. At most 10 hours per employee.", "At most 10 hours per employee", ["employee", "project", "date", "hours"]],
  ["Loans: item, student who borrowed it, due date. An item can't be loaned out twice at the same time.", "An item can't be loaned out twice at the same time", ["item", "student who borrowed", "due date"]],
];
for (const [description, rule, fields] of RULES) {
  test(`the rule of ${JSON.stringify(description)} is named, and nothing else is lost`, () => {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(`"${rule}"`), outcome.message);
    assert.deepEqual(outcome.outline?.outline.things.flatMap((thing) => thing.fields.map(({ name }) => name)), fields);
  });
}

/** What says what to do is nothing to keep, however many words follow a colon. */
const DEEDS = [
  "Estimate house price from square meters, rooms, year, city", "exchange money between wallets: from, to, amount, currency", "schedule shifts automatically for nurses: name, availability, max hours", "Grade essays: student, essay text, score, feedback",
  "Route planner for deliveries: addresses, time windows, van capacity", "Generate invoices as pdf with customer, items, total", "Clock in and clock out for employees", "Which team has the highest total? Teams with name", "Flashcards with spaced repetition",
];
for (const description of DEEDS) {
  test(`${JSON.stringify(description)} isn't taken for a list of fields`, () => {
    const outcome = design(description);
    if (outcome.kind === "api") assert.notDeepEqual(outcome.api.leftOut, []);
    else assert.doesNotMatch(outcome.message, /[{}]/);
  });
}

test("two fields of one name and other values aren't made one in silence", () => {
  assert.equal(design("Orders with customer, price, status (new, paid, sent), status (open, closed, lost)").kind, "refusal");
});
