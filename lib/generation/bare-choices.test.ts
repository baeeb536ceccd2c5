import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

/** The first point of what is live; null where it is an outline. */
const live = (description: string): string | null => { const outcome = design(description); return outcome.kind === "api" ? (outcome.api.points[0] ?? "") : null; };

const READ: [description: string, field: RegExp][] = [
  ["bookings with name, guests 1 to 12, and a status pending, confirmed, cancelled", /status \(one of pending, confirmed, cancelled\)$/],
  ["tickets with title, priority low, medium, high and a status", /priority \(one of low, medium, high\), status \(text\)$/],
  ["T-shirts with name, size Small, Medium, Large, and price", /size \(one of Small, Medium, Large\), price \(money\)$/],
  ["rooms with number, type single, double, suite, price per night", /type \(one of single, double, suite\), pricePerNight \(money\)$/],
  ["leads with name and stage new, contacted, won or lost", /stage \(one of new, contacted, won, lost\)$/],
  ["bikes with brand, condition new/used/broken and price", /condition \(one of new, used, broken\), price \(money\)$/],
  ["car washes with plate, package basic, deluxe or premium, price", /package \(one of basic, deluxe, premium\), price \(money\)$/],
  ["permits with owner, zone A, B or C, valid from", /zone \(one of A, B, C\), validFrom \(date\)$/],
  ["marks with pupil, grade A-F and date", /grade \(one of A, B, C, D, E, F\), date \(date\)$/],
  ["trips with title, transport car, train or bus", /transport \(one of car, train, bus\)$/],
  ["benches with number, material wood, metal or stone, note", /material \(one of wood, metal, stone\), note \(long text/],
  ["laundry with room, pieces, service express or normal, price", /service \(one of express, normal\), price \(money\)$/],
  ["matches with opponent, date, home or away", /date \(date\), homeOrAway \(one of home, away\)$/],
  ["shifts with name, hours worked, paid or unpaid", /hoursWorked \(number\), paid \(true or false, optional\)$/],
];
for (const [description, field] of READ) test(`values that stand bare behind a name are its values: ${description}`, () => assert.match(live(description) ?? "an outline", field));

test("where it isn't sure which words are values, it is an outline that asks", () => {
  for (const description of ["Paintings with title, kind oil, acrylic, watercolour, year", "shirts with name, size small, large, sold and price", "contacts with name, phone, fax or email", "shirts with team, sleeve short, long or none, price", "people with first name, phone or email"]) {
    const outcome = design(description);
    assert.ok(outcome.kind === "refusal" && outcome.outline, description);
    assert.match(outcome.message, /values|fields/);
  }
});

test("names of choices without values, and names that go on with a part of a name, stay fields", () => {
  assert.match(live("tasks with title, status, priority, due date") ?? "", /status \(text\), priority \(text\), dueDate/);
  assert.match(live("cars with make, category, colour, mileage") ?? "", /category \(text\), colour \(text\), mileage \(whole number\)/);
  assert.match(live("paints with name, colour code, brand") ?? "", /colourCode \(text\), brand \(text\)/);
});

test("where nothing parts the first of bare values, it is asked how many there are", () => {
  const outcomeOf = (description: string): string => { const outcome = design(description); return outcome.kind === "refusal" ? outcome.message : outcome.api.points.join("; "); };
  assert.match(outcomeOf("Store complaints about potholes; street, severity small medium or dangerous, fixed on"), /It isn't clear whether "small medium" is one value of "severity", or two/);
  for (const said of ["small, medium or dangerous", "in progress or done", "not paid or paid"]) assert.match(outcomeOf(`Store complaints about potholes; street, status ${said}, fixed on`), new RegExp(`one of ${said.replace(" or ", ", ")}`), said);
});

test("the names of fields and \"not\" are no values of a choice, and what somebody does with one is no name of a field", () => {
  for (const description of [
    "Seed catalogue for my garden: plant name, latin name, sow from month, sow until month, packets left, perennial or not",
    "Allotment plots and tenants. A plot has a number, size in square metres and a yearly rent. A tenant has a name, an address, an email and rents one plot.",
  ]) assert.equal(live(description), null, description);
});
