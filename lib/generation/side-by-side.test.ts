import assert from "node:assert/strict";
import { test } from "node:test";
import { sideBySide } from "./side-by-side.ts";

test("results come in the order of the items, however they end, and never more than the limit run at once", async () => {
  let running = 0;
  let most = 0;
  const gates = Array.from({ length: 6 }, () => Promise.withResolvers<void>());
  const results: number[] = [];
  const reading = (async () => {
    for await (const result of sideBySide([0, 1, 2, 3, 4, 5], 3, async (item) => {
      most = Math.max(most, ++running);
      await gates[item]?.promise;
      running -= 1;
      return item * 10;
    })) results.push(result);
  })();
  for (const item of [2, 1, 0, 5, 4, 3]) {
    gates[item]?.resolve();
    await new Promise(setImmediate);
  }
  await reading;
  assert.deepEqual(results, [0, 10, 20, 30, 40, 50]);
  assert.equal(most, 3);
});

test("after an error nothing more is begun, and what came before it is still told", async () => {
  const begun: number[] = [];
  const results: number[] = [];
  await assert.rejects(async () => {
    for await (const result of sideBySide([0, 1, 2, 3, 4, 5, 6], 2, async (item) => {
      begun.push(item);
      await new Promise(setImmediate);
      if (item === 2) throw new Error("two");
      return item;
    })) results.push(result);
  }, /two/);
  assert.deepEqual(results, [0, 1]);
  assert.ok(begun.length <= 4, begun.join());
});

test("when the reader leaves nothing more is begun", async () => {
  const begun: number[] = [];
  for await (const result of sideBySide([0, 1, 2, 3, 4, 5], 1, async (item) => {
    begun.push(item);
    await new Promise(setImmediate);
    return item;
  })) if (result === 1) break;
  await new Promise(setImmediate);
  assert.ok(begun.length <= 3, begun.join());
});

test("no items are no results", async () => {
  for await (const result of sideBySide([], 4, async () => 1)) assert.fail(String(result));
});
