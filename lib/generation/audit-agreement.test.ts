import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";

const messageOf = (description: string): string => { const outcome = design(description); return outcome.kind === "refusal" ? outcome.message : `built: ${outcome.api.points.join("; ")}`; };

test("what two readers read differently out of the same words isn't built", () => {
  for (const description of [
    "I collect vinyl records. Artist, album, year, condition from 1 to 5, and notes",
    "Recipes for my family: title, servings, ingredients as a list, steps, and how long it takes in minutes",
    "Firewood orders: customer, phone, type of wood beech, oak or birch, cubic metres, delivery date, delivered",
    "Clients have a name. Each quote belongs to a client and has a date. Each quote has lines with text and price.",
  ]) assert.match(messageOf(description), /can be read in two ways/, description);
});

test("what one reader only knows less of, or adds of what it knows, is no contradiction", () => {
  for (const description of [
    "Garden beds and plantings: a bed has a name and size in square meters; a planting has a bed, crop, sowed on, harvest on",
    "A tool rental shop needs to keep tools (name, daily price, available) and rentals (tool, customer name, from date, to date)",
    "Beehives with a location, queen age and number of frames. Inspections belong to a hive and have a date, temper 1-5 and notes.",
    "an api where beekeepers of our association report swarms: place, date, height in m, reporter name and phone, caught yes/no",
    "Invoices with client and status (draft, sent, paid); invoice items with invoice, description, quantity and unit price. Total quantity per invoice",
    "feedback form with name, email, message and rating 1-5",
    "expenses with amount and date; the list can be sorted by amount",
  ]) assert.match(messageOf(description), /^built: /, description);
});

test("a list of one's own is of what stands before it, a price list has no prices that have prices", () => {
  assert.match(messageOf("a movie watchlist, title, year, watched, my rating out of 10"), /^built: Movies at /);
  assert.match(messageOf("A maintenance log for company vehicles. Vehicle, mileage, what was done, cost, date"), /^built: Maintenance entries at /);
  assert.doesNotMatch(messageOf("price list for a bakery: product, price, category bread cake or pastry, vegan or not"), /^built/);
  assert.doesNotMatch(messageOf("Ferry timetable with route, departure time, arrival time, weekday and price"), /^built: Ferry timetables/);
  assert.match(messageOf("Prices: product, shop, price, date"), /^built: Prices at /);
  assert.match(messageOf("save geocaches: code, name, latitude, longitude, difficulty 1-5, found"), /^built: Geocaches at .*found \(true or false/);
  assert.match(messageOf("Customers: name, email unique, phone, vip. Orders: customer, total, placed at, status pending paid shipped"), /vip \(true or false.*status \(one of pending, paid, shipped\)/);
});

test("what only one reader vouches for is built where the description says that there are several", () => {
  for (const description of ["Film crew: person name, role, day rate, phone, available from", "My kids' pocket money. child, amount, date, paid", "I would like to manage mentors and mentees: mentor name, mentee name, topic, first meeting", "sourdough starter diary - fed at, flour grams, water grams, rise height in cm, smell", "Sheep farm - sheep with ear tag unique, breed, born on, mother optional; shearings with sheep, date and wool in kg", "Film photography log: roll, camera, film, iso, frames shot, developed yes/no"]) assert.match(messageOf(description), /It isn.t clear whether/, description);
  for (const description of ["Menu of my food truck: dish, description, price, spicy level 0 to 3, available today", "flight logbook: date, aircraft, departure, arrival, hours flown, night hours", "An api for our village museum's objects: title, which room it is in. People should be able to search by title."]) assert.match(messageOf(description), /^built: /, description);
});
