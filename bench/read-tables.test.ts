import assert from "node:assert/strict";
import { test } from "node:test";
import { formatTable } from "./format-table.ts";
import { readTables } from "./read-tables.ts";

test("a table that is printed is read again cell by cell, with the lines around it", () => {
  const first = formatTable([["API", "p50 ms", "of bare"], ["a || b", "12.5", "40 %"], ["", "-3", ""], ["not installed"]]);
  const second = formatTable([["", "calls"], ["all", "7"]]);
  assert.deepEqual(readTables(["tier hardened", "", first, "", second, "api: 200 || 201"].join("\n")), {
    tables: [
      { columns: ["API", "p50 ms", "of bare"], rows: [["a || b", 12.5, "40 %"], ["", -3, ""], ["not installed", "", ""]] },
      { columns: ["", "calls"], rows: [["all", 7]] },
    ],
    notes: ["tier hardened", "api: 200 || 201"],
  });
});
