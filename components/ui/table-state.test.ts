import assert from "node:assert/strict";
import { test } from "node:test";
import { tableHref, tableState } from "./table-state.ts";

const COLUMNS = ["name", "calls"] as const;

test("an address says which column sorts, which way, and what is looked for", () => {
  assert.deepEqual(tableState({ sort: "-calls", q: "book" }, COLUMNS, "name"), { sort: "calls", isDescending: true, q: "book" });
  assert.deepEqual(tableState({ sort: "name" }, COLUMNS, "-calls"), { sort: "name", isDescending: false, q: "" });
});

test("an address that makes no sense shows the usual order", () => {
  for (const sort of [undefined, "", "-", "password", ["-nothing", "name"], "--calls; drop table"]) {
    assert.deepEqual(tableState({ sort }, COLUMNS, "-calls"), { sort: "calls", isDescending: true, q: "" });
  }
});

test("a search of any length is cut before it reaches a query", () => {
  assert.equal(tableState({ q: "x".repeat(5000) }, COLUMNS, "name").q.length, 200);
});

test("another order keeps the filters and begins at the first page", () => {
  assert.equal(tableHref("/apis", { q: "a&b", state: ["live", "paused"], after: "c2", sort: "name" }, { sort: "-calls" }), "/apis?q=a%26b&state=live&state=paused&sort=-calls");
  assert.equal(tableHref("/apis", { q: "a" }, { q: null }), "/apis");
});
