import assert from "node:assert/strict";
import { test } from "node:test";
import { design } from "../built-in-generator.ts";

const PATTERNS = "Patterns with name, difficulty from 1 to 5, yarn type and tags (list).";
const NOTES = "Notes with title and body (long text).";

/** Wishes to find by what has no filter of its own: `?q=` does, and that is said. */
const FOUND: [description: string, query: RegExp][] = [
  ...["I like to find all patterns with a given tag.", "I love to look up patterns by tag.", "Filter by tags.", "Filter by name and tags.", "Find patterns by tag.", "Search by tag.", "Show all patterns with a given tag.", "I often look for patterns by tag."].map((wish): [string, RegExp] => [`${PATTERNS} ${wish}`, /\?q=.*\btags\b/]),
  [`${NOTES} Filter by body.`, /\?q=.*\bbody\b/],
];
for (const [description, query] of FOUND) test(`${JSON.stringify(description)} is found with ?q=, and says so`, () => {
  const made = design(description);
  assert.equal(made.kind, "api");
  assert.match(made.kind === "api" ? made.api.assumptions.join("\n") : "", query);
  assert.match(JSON.stringify(made.kind === "api" ? made.api.files : {}), /filter\.q\b/);
});

/** What nothing kept can be found or sorted by is never passed over as small talk. */
const OPEN = [`${PATTERNS} I like to find all patterns by their colour.`, `${PATTERNS} I love to sort by tags.`, `${PATTERNS} We like to look up everything by pattern number.`, `${PATTERNS} I often search by the price.`, `${PATTERNS} We usually sort them by weight.`, `${PATTERNS} My sister likes to see all patterns of one designer.`];
for (const description of OPEN) test(`${JSON.stringify(description)} is not built as if that were met`, () => assert.equal(design(description).kind, "refusal"));

/** Near them, and only said of who asks. */
const TALK = ["I love to knit.", "We like to meet at the lake.", "I often lose track of them."];
for (const talk of TALK) test(`${JSON.stringify(talk)} stands in the way of nothing`, () => assert.equal(design(`${talk} ${PATTERNS}`).kind, "api"));
