import assert from "node:assert/strict";
import { test } from "node:test";
import { readCsv } from "./read-csv.ts";
import type { TableRow } from "./read-lines.ts";

test("of a table without a good row every row is told of, and the first hundred are kept", async () => {
  async function* bytes() {
    yield Buffer.from("a,b\n");
    for (let part = 0; part < 5; part++) yield Buffer.from("1,2,3\n".repeat(1_000));
  }
  const rows: TableRow[] = [];
  for await (const row of readCsv(bytes())) rows.push(row);
  assert.equal(rows.length, 5_000);
  assert.deepEqual(rows.slice(0, 100).map(({ line }) => line), Array.from({ length: 100 }, (_, index) => index + 2));
  assert.equal(new Set(rows).size, 100);
});
