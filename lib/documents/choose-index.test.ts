import assert from "node:assert/strict";
import { test } from "node:test";
import { chooseIndexes, type CollectionIndex } from "./choose-index.ts";
import type { Condition } from "./parse-where.ts";

const indexOf = (id: number, order: string, also: string | null, eq: string[] = []): CollectionIndex => ({ id, eq, order, also, ready: true, exact: true, alsoExact: true, stale: false });
const range: Condition[] = [{ field: "amount", test: "gte", value: 10 }];
const PAIR = indexOf(1, "createdAt", "amount");

test("the newest of all come by the table's own index, the newest of a range by the one that holds its field too", () => {
  assert.equal(chooseIndexes([PAIR], [], "createdAt").ordered, null);
  assert.equal(chooseIndexes([PAIR], range, "createdAt").ordered?.index.id, 1);
  assert.equal(chooseIndexes([PAIR], [{ field: "other", test: "gte", value: 10 }], "createdAt").ordered, null);
});

test("a range in another field's order asks for both as a pair, once", () => {
  const wanted = chooseIndexes([], range, "name").wanted.map(({ order, also }) => [order, also]);
  assert.deepEqual(wanted, [["name", "amount"], ["amount", "name"]]);
  assert.deepEqual(chooseIndexes([indexOf(1, "name", "amount"), indexOf(2, "amount", "name")], range, "name").wanted, []);
});

test("a pair stands in for the index without its second field, and is not asked for beside one", () => {
  const pair = indexOf(1, "name", "amount");
  assert.equal(chooseIndexes([pair], [], "name").ordered?.index.id, 1);
  assert.deepEqual(chooseIndexes([pair], [], "name").wanted, []);
});
