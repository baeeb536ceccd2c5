import assert from "node:assert/strict";
import { test } from "node:test";
import { readyWords, stateOfReady } from "./gateway-state.ts";

const wordsOf = (status: number, body: unknown) => {
  const { word, note } = readyWords(stateOfReady(status, body, 3));
  return `${word}: ${note}`;
};

test("what the gateway says of itself is told in words, with what it means for calls", () => {
  assert.equal(wordsOf(200, { status: "ready" }), "Serving: with all its parts");
  assert.match(wordsOf(200, { status: "ready", missing: ["runner"] }), /^Serving in part: without the runner: APIs that are awake are served/);
  assert.match(wordsOf(503, { status: "not ready", missing: ["database", "usage spool"] }), /^Not ready: without the database: .*; room to record usage/);
  assert.equal(wordsOf(503, { status: "draining" }), "Not ready: it is stopping");
  assert.match(wordsOf(404, null), /^Not reached/);
  assert.match(wordsOf(200, "<html>"), /^Not reached/, "a page is no answer of a gateway");
});
