import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { assertBuiltWhole } from "../built-whole-fixture.ts";
import { readPlainly } from "./read-plainly.ts";

/** Sentences that say what is so already, how it is said to be so, or only who asks: nothing of them stands in the way. */
const BUILT: [description: string, points: string[]][] = [
  ["Tools have a name, a condition that is good, worn or broken, and a shelf. A new tool is in good condition unless we say something else.", ["condition (one of good, worn, broken, good where none is sent)"]],
  ["I run a small laundrette. I need to keep the machines: number, brand, capacity in kg, price per wash and if it is out of order. The machine number must always be given. A machine is not out of order unless we say so.", ["Machines at /machines: number (text), brand (text), capacityInKg (number), pricePerWash (money), outOfOrder (true or false, false where none is sent)"]],
  ["We're a hiking group. Trails have a name, length in km, difficulty (easy, moderate or hard) and whether dogs are allowed. Show 25 per page please.", ["Trails at /trails: name (text), lengthInKm (number), difficulty (one of easy, moderate, hard), dogsAreAllowed (true or false, optional)", "GET /trails gives 20 at a time, and 25 with ?limit=25; the next come with ?cursor="]],
  ["A register of our ponds. Species, depth in metres, seen on (date). Only return 20 ponds per page.", ["GET /ponds gives 20 at a time, and the next with ?cursor="]],
  ["Vet practice. We treat animals, so please store pets with name, species and if it is neutered. No two pets have the same chip number.", ["Two pets can't have the same chip number: the second is answered with 409", "pets have a chip number, since no two may have the same"]],
  ["Our community garden needs a list of its plots. A plot has a number that no two plots share, a size in square metres and comes with water or not.", ["Plots at /plots: number (text, unique), sizeInSquareMetres (number), comesWithWater (true or false, optional)"]],
  ["Guitar shop here, we buy and sell used guitars. For each guitar store maker, year and serial number (unique).", ["Guitars at /guitars: maker (text), year (whole number), serialNumber (text, unique)"]],
  ["A hotel for cats. Cats: name, age, owner phone, needs medicine, gets on with other cats. Owner phone must always be filled in.", ["Cats at /cats: name (text), age (whole number), ownerPhone (phone number), needsMedicine (true or false, optional), getsOnWithOtherCats (true or false, optional)"]],
  ["Kayak rental at the lake. Kayaks: name, seats (1, 2 or 3), rate per hour and damaged. When a kayak is added it isn't damaged.", ["Kayaks at /kayaks: name (text), seats (whole number from 1 to 3), ratePerHour (number), damaged (true or false, false where none is sent)"]],
  ["Ski school lessons: title, start time, price per person, max. number of pupils (never more than 12).", ["Ski school lessons at /ski-school-lessons: title (text), startTime (time), pricePerPerson (money), maxNumberOfPupils (whole number from 0 to 12)", "ski school lessons: start time is a time of day"]],
  ["Choir uniforms: size, who has it at the moment (optional), date handed out, returned or not. Return only 50 uniforms at a time.", ["Choir uniforms at /choir-uniforms: size (text), holder (text, optional), dateHandedOut (date), returned (true or false, optional)"]],
  ["Everyone in our office writes down what he spends. Expenses have a date, an amount in euros and a shop. Each sees only his own expenses.", ["Each caller sees and changes only its own expenses: another's are answered with 404"]],
  ["A private diary app. Entries: day, mood from 1 to 10, text.", ["Each caller sees and changes only its own entries: another's are answered with 404"]],
  ["I want an app where each user writes down his own travel diary. An entry has a date and a text.", ["Each caller sees and changes only its own entries: another's are answered with 404"]],
  ["The parish office wants to list old letters: sender, year written and whether it has to be restored.", ["Old letters at /old-letters: sender (text), yearWritten (whole number), restored (true or false, optional)", "restored says whether it has to be restored"]],
  ["Keep track of the mowers and other machines of our park: make, model and hours on the engine. Hours should not go below zero.", ["Machines at /machines: make (text), model (text), hoursOnTheEngine (number)"]],
  ["Sauna needs to record air checks: time of the check, oxygen level, temperature in celsius and name of the guard. Oxygen is between 0 and 30. The newest check should come first in the list.", ["Air checks at /air-checks: time (date and time), oxygenLevel (number from 0 to 30), temperatureInCelsius (number), nameOfTheGuard (text)", "air checks: oxygen level is a number"]],
  ["An invoice has a customer name, a number which is unique, an issue date and lines with description, hours and rate. It goes from draft to sent to paid and never back.", ["A line has an invoice, one of the invoices: an unknown invoiceId is answered with 422, and GET /invoices/{id}/lines lists its lines", "POST /invoices/{id}/pay makes an invoice that is sent paid; any other is answered with 409"]],
  ["Members with name and email. The same email may join only once.", ["Two members can't have the same email: the second is answered with 409"]],
  ["Moorings have a code and a depth in metres. No two moorings share a code.", ["Two moorings can't have the same code: the second is answered with 409"]],
  ["Flavours have a name and a price. A flavour is on sale unless we say otherwise.", ["flavours: on sale is yes or no, and yes where it isn't sent"]],
];
for (const [description, points] of BUILT) test(`${JSON.stringify(description)} is built whole`, () => assertBuiltWhole(description, points));

/** What such a sentence makes of a field. */
const HELD: [description: string, field: string, held: object][] = [
  ["Boats: name, broken yes/no. A boat is not broken unless we say so.", "broken", { default: false }],
  ["Boats: name, insured yes/no. Boats are insured unless somebody says otherwise.", "insured", { default: true }],
  ["Boats: name, claimed or not. When it's handed in it isn't claimed yet.", "claimed", { default: false }],
  ["Contacts with name and phone. The phone is not required.", "phone", { isRequired: false }],
  ["Tubs: name, chlorine level. Chlorine is between 0 and 10.", "chlorine level", { kind: "number", min: 0, max: 10 }],
];
for (const [description, field, held] of HELD) test(`${JSON.stringify(description)} holds ${field} to ${JSON.stringify(held)}`, () => {
  const read = readPlainly(description);
  const found = read?.outline.things[0]?.fields.find(({ name }) => name === field);
  assert.deepEqual([read?.open, { ...found, ...held }], [[], found]);
});

/** Near them, and not met: each of them stays open. */
const OPEN = ["Boats with name. Show 500 per page.", "Boats with name. A boat is not sold until its owner signs.", "Boats with name. Just tell us when a boat is late.", "Boats with name. When a boat is added its owner gets a mail.", "Boats with name and price. No two boats of one owner have the same price.", "Boats with name. Each member sees only his own boats unless he is an admin.", "Boats with name. A skipper must always be given.", "Boats with name. We buy boats and must approve each.", "Goats: name, weight. We buy and sell goats for clients. Clients: name.", "Rooms: number, capacity. Show 10 rooms per page and never more.", "Lamps: name, price. A lamp is never sold unless we say so."];
for (const description of OPEN) test(`${JSON.stringify(description)} is not built as if it were met`, () => assert.equal(design(description).kind, "refusal"));
