import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { keepsThings } from "./keeps-things.ts";

const keeps = (description: string, shorter: string, ...removed: string[]): boolean => {
  const built = design(shorter);
  assert.ok(built.kind === "api", shorter);
  return keepsThings(description, built.api, removed);
};

test("an offer that has all things keeps them", () => {
  assert.ok(keeps("Books with title and author. Loans with book and due date. Only admins can delete books.", "Books with title and author. Loans with book and due date", "Only admins can delete books"));
});

const LOST: [what: string, description: string, shorter: string, removed: string][] = [
  ["a thing with a list", "Members with name and email. Visits with member, date and reason", "Members with name and email", "Visits with member, date and reason"],
  ["a thing that people make", "Courses with title and date. People sign up with name and email.", "Courses with title and date", "People sign up with name and email"],
  ["a thing that is claimed", "Found items: description, colour. Claim an item with name and phone.", "Found items: description, colour", "Claim an item with name and phone"],
  ["the beginning of a list of values", "Complaints with subject and status open, in progress, closed", "Complaints with subject and closed", "status open"],
  ["what joins two things", "Books with title and author. Members with name and email. Every member lends books", "Books with title and author. Members with name and email", "Every member lends books"],
];
for (const [what, description, shorter, removed] of LOST) {
  test(`an offer without ${what} is none`, () => assert.ok(!keeps(description, shorter, removed)));
}

test("several parts that aren't built have each its own reason, and the rest is offered with all its things", () => {
  const outcome = design("Books with title and author. Loans with book, member name and due date. Only librarians can delete books. Pick a random book.");
  assert.ok(outcome.kind === "refusal");
  assert.match(outcome.message, /"Only librarians can delete books": An API built here doesn't know/);
  assert.match(outcome.message, /"Pick a random book": Nothing is picked at random/);
  assert.equal(outcome.suggestions[0], "Books with title and author. Loans with book, member name and due date");
});

test("a part that couldn't be read is not called a rule that is missing, and is told in words that are read", () => {
  const outcome = design("Rooms with name and floor. Two rooms never share the corridor at the same time.");
  assert.ok(outcome.kind === "refusal");
  assert.match(outcome.message, /this part: "Two rooms never share the corridor at the same time"\. It isn't clear what ".*" restricts/);
  assert.equal(outcome.suggestions[0], "Rooms with name and floor");
});

const REASONS: [part: string, said: RegExp][] = [
  ["Send a text when it is done.", /Sending messages/],
  ["Confirmation by email.", /Sending messages/],
  ["Generate thumbnails.", /Files can't be/],
  ["Deepest dive per site.", /reads like this: "Highest depth per site"/],
  ["Income per month.", /reads like this: "Total amount per month"/],
];
for (const [part, said] of REASONS) {
  test(`the reason why "${part}" isn't built is its own`, () => {
    const outcome = design(`Dives with site, date and depth in meters. ${part}`);
    assert.ok(outcome.kind === "refusal");
    assert.ok(outcome.message.includes(`"${part.replace(/\.$/, "")}"`), outcome.message);
    assert.match(outcome.message, said);
  });
}

test("a blueprint that leaves out a thing that was named with its fields is no answer", () => {
  const outcome = design("Book club: books with title and author; meetings with book, date and place. Members rate each book from 1 to 5. Average rating per book.");
  assert.ok(outcome.kind === "refusal", outcome.kind === "api" ? outcome.api.points.join("; ") : "");
  assert.match(outcome.message, /this part: "meetings with book, date and place"/);
});

test("skis are kept as skis", () => {
  const outcome = design("Skis with number, length and brand; rentals with ski, customer name and date.");
  assert.deepEqual(outcome.kind === "api" ? outcome.api.name : outcome.message, "Skis and rentals");
});
