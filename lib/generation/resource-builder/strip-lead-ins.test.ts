import assert from "node:assert/strict";
import { test } from "node:test";
import { stripLeadIns } from "./strip-lead-ins.ts";

const STRIPPED: [description: string, rest: string][] = [
  ["I'm a nurse on a ward and need to log vital signs: temperature, pulse.", "I need to log vital signs: temperature, pulse."],
  ["We are a small hair salon. Customers should book an appointment.", "Customers should book an appointment."],
  ["I teach maths. Students with name and class.", "Students with name and class."],
  ["hello i need api for my shop, product have name and price", "product have name and price"],
  ["My friends and I play board games every week, and we want to track scores with player.", "we want to track scores with player."],
  ["Ich brauche nichts Kompliziertes, just a shopping list: item, quantity", "a shopping list: item, quantity"],
  ["books with title and author, for a school project. Thanks!", "books with title and author"],
  ["Right now everything is in a spreadsheet. Plants with name. That's it.", "Plants with name"],
];
for (const [description, rest] of STRIPPED) {
  test(`who asks is no wish: ${JSON.stringify(description)}`, () => assert.equal(stripLeadIns(description), rest));
}

for (const description of [
  "I'm the only one who can see my notes. Notes with title and text.",
  "I have a small library with books (title, author).",
  "We run a gym with members and trainers",
  "I am a teacher and my students can only see their own grades.",
  "I run a shop where customers can order products",
  "Books\nTitle, Author, Year",
  "I'm a nurse.",
]) {
  test(`a wish in what is said of oneself stays: ${JSON.stringify(description)}`, () => assert.equal(stripLeadIns(description), description));
}
