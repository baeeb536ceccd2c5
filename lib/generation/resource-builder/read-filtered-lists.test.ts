import assert from "node:assert/strict";
import { test } from "node:test";
import { NotUnderstood } from "./not-understood.ts";
import { readDescription } from "./read-description.ts";

/** Lists that are there already, and the query that gives them. */
const LISTS: [things: string, list: string, query: string][] = [
  ["Vaccinations with pet name, vaccine and next due date", "List of vaccinations which are due before a given date", "/vaccinations?nextDueDateTo=…"],
  ["Recipes with title, ingredients and vegetarian (yes/no)", "Filter vegetarian ones", "/recipes?vegetarian=true"],
  ["Wines with name, drink from year, drink until year and bottles", "Which wines are ready to drink in a given year", "/wines?maxDrinkFromYear=…&minDrinkUntilYear=…"],
  ["Appointments with patient, dentist and start time", "List all appointments of a dentist on a day", "/appointments?startTimeFrom=…&startTimeTo=…&dentist=…"],
  ["Appointments with patient, dentist, start time and end time", "List all appointments of a dentist on a day", "/appointments?startTimeFrom=…&startTimeTo=…&dentist=…"],
  ["Sightings with species, place and date", "List sightings by species and between two dates", "/sightings?dateFrom=…&dateTo=…&species=…"],
  ["Tasks with title, due date and done", "Show tasks due this week", "/tasks?dueDateFrom=…&dueDateTo=…"],
  ["Books with title, author and year", "List books published after 2000", "/books?minYear=…"],
  ["Members with name and joined date", "Show members who joined in the last month", "/members?joinedDateFrom=…"],
  ["Houses with address, price and bedrooms", "Find houses between two prices with at least 3 bedrooms", "/houses?minPrice=…&maxPrice=…&minBedrooms=…"],
  ["Plants with nickname, species and last watered date", "Show plants that were not watered since a given date", "/plants?lastWateredDateTo=…"],
  ["Items with description, date found and claimed (yes/no)", "Items not claimed after 90 days are listed as disposable", "/items?claimed=false&dateFoundTo=…"],
  ["Support tickets with subject, priority (low, high) and status (open, solved)", "Show me open tickets with high priority", "/support-tickets?status=open&priority=high"],
];
for (const [things, list, query] of LISTS) {
  test(`"${list}" is said to be ${query}`, () => {
    const { assumptions } = readDescription(`${things}. ${list}.`);
    assert.ok(assumptions.some((line) => line.startsWith(`"${list.toLowerCase()}" is GET ${query}`)), assumptions.join("\n"));
  });
}

/** Part of each is no filter: it isn't passed off as one. */
const OTHERS: [things: string, list: string][] = [
  ["Recipes with title, ingredients and vegetarian (yes/no)", "Show vegetarian recipes to members"],
  ["Posts with title, text and approved (yes/no)", "Show approved posts to visitors only"],
  ["Shops with name and city", "Show shops near me"],
  ["Invoices with customer, amount and due date", "Show invoices of customers who moved"],
  ["Books with title and author", "Show books due before a given date"],
];
for (const [things, list] of OTHERS) {
  test(`"${list}" isn't passed off as a filter`, () => assert.throws(() => readDescription(`${things}. ${list}.`), NotUnderstood));
}
