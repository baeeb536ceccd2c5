import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "./built-in-generator.ts";
import { confirmed } from "./outline/confirmed-fixture.ts";
import { clausesOf, joinClauses, piecesOf } from "./clauses.ts";

/** Things with their fields; what is built of one alone is built of it beside any wish. */
const KEPT = [
  "Cars with plate, owner, colour, mileage, price and year",
  "recipes: title, servings, ingredients, steps and cooking time in minutes",
  "Members with first name, last name, email, phone and joined date",
  "Rooms with number, floor, capacity and price per night. Each room has a view (sea, garden)",
];

/** Wishes that only add and aren't built. */
const ADDED = [
  "Show the busiest weekday on a map", "Highlight the most unusual one of the week", "Give me the trend compared to the competition",
  "Flag whatever looks strange to a human eye", "Tell me which of two is more beautiful", "Suggest a matching gift for grandma",
];

/** Wishes that restrict, hide or protect. */
const RESTRICTED = [
  "Nobody below twelve may see them", "Only the caretaker can change the first one", "Never more than three of a kind on a Sunday", "The oldest must not be deleted before noon",
  "Without a permit none can be moved", "Admins can lock them", "Each neighbour gets one at most", "The cellar ones are secret",
];

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[a-z]{3,}/g) ?? [];

for (const kept of KEPT) {
  const alone = design(kept);
  assert.ok(alone.kind === "api", kept);

  test(`beside ${JSON.stringify(kept)}, each wish that only adds is quoted whole beside the outline of all else`, () => {
    for (const [index, wish] of ADDED.entries()) {
      for (const description of index === 0 ? [`${kept}. ${wish}.`, `${kept}; ${wish}`, `${kept}\n${wish}`] : [`${kept}. ${wish}.`]) {
        const api = confirmed(description);
        assert.deepEqual(api.points, alone.api.points, description);
        const quoted = api.leftOut.map((line) => /^"(.+)": /.exec(line)?.[1] ?? "").join(" ");
        assert.deepEqual(wordsOf(quoted), wordsOf(wish), description);
      }
    }
  });

  test(`beside ${JSON.stringify(kept)}, no wish that restricts is left out: the whole is refused, and the wish is named`, () => {
    for (const wish of RESTRICTED) {
      const outcome = design(`${kept}. ${wish}.`);
      assert.ok(outcome.kind === "refusal", wish);
      assert.ok(outcome.message.includes(wish), `${wish}: ${outcome.message}`);
    }
  });

  test(`beside ${JSON.stringify(kept)}, of two wishes the one that restricts refuses both`, () => {
    for (const [index, wish] of RESTRICTED.entries()) assert.equal(design(`${kept}. ${ADDED[index % ADDED.length] ?? ""}. ${wish}.`).kind, "refusal", wish);
  });
}

test("clauses and pieces are the description: joined again, no word is gone", () => {
  for (const description of [...KEPT, ...ADDED.map((wish) => `${KEPT.join(". ")}, and ${wish}; show all (a, b and c), then sort by name.`)]) {
    for (const parts of [clausesOf(description), piecesOf(description)]) {
      assert.deepEqual(wordsOf(parts.map(({ before, text }) => before + text).join("")), wordsOf(description));
      assert.ok(joinClauses(parts, () => true).length >= description.length - 3);
    }
  }
});

test("a clause that goes takes all that it lists with it", () => {
  const description = "Runs with distance, date; show the longest, the fastest and the last one. Total distance per month";
  const clauses = clausesOf(description);
  const [, second] = clauses;
  assert.equal(second?.text, "show the longest, the fastest and the last one");
  assert.equal(joinClauses(clauses, (clause) => clause !== second), "Runs with distance, date. Total distance per month");
});
