import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";
import { bracketDefaults } from "./bracket-defaults.ts";

const READ: [said: string, read: string][] = [
  ["players with nickname and rating default 1200", "players with nickname and rating (default 1200)"],
  ["games with name, status (open, closed), default open", "games with name, status (open, closed; default open)"],
  ["tasks with title, done false by default, due date", "tasks with title, done (default false), due date"],
  ["tasks with title and priority normal by default", "tasks with title and priority (default normal)"],
  ["games with name and status is open by default", "games with name and status (default open)"],
  ["dishes with name and available by default", "dishes with name and available (default true)"],
  ["bugs with platform: pc, xbox or switch, fixed false by default", "bugs with platform: pc, xbox or switch, fixed (default false)"],
];
for (const [said, read] of READ) test(`what a field begins as stands behind its own name: ${said}`, () => assert.equal(bracketDefaults(said), read));

test("what belongs to the field before, to a sentence, or is a name stays as it is", () => {
  for (const said of [
    "products with name, unit, kg by default, price", "tasks with status, open by default", "shifts with day shift, night shift, day shift by default", "settings with default language and theme",
    "dishes with name, vegan or not and are available by default", "The status is open by default.", "lists are sorted by date by default",
  ]) assert.equal(bracketDefaults(said), said);
});

test("no other field begins as what was said of this one", () => {
  for (const said of ["games with name and status is open by default", "tasks with title and priority normal by default", "bikes with brand, gears 21 by default"]) {
    const outcome = design(said);
    assert.match(outcome.kind === "api" ? (outcome.api.points[0] ?? "") : "", /: (?:name|title|brand) \(text\), [a-z]+ \(.+ where none is sent\)$/, said);
  }
});
