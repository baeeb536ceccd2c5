import assert from "node:assert/strict";
import { test } from "node:test";
import { boundedContext } from "./bounded-context.ts";

test("work that never ends keeps a call alive for 30 seconds; work that ends does so until then; its errors stay its own", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const kept: Promise<unknown>[] = [];
  const context = boundedContext({ waitUntil: (promise) => void kept.push(promise) });
  let isOver = false;
  context.waitUntil(new Promise(() => {}));
  void kept[0]?.then(() => (isOver = true));
  t.mock.timers.tick(29_999);
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(isOver, false);
  t.mock.timers.tick(1);
  await kept[0];
  context.waitUntil(Promise.resolve("done"));
  assert.equal(await kept[1], "done");
  context.waitUntil(Promise.reject(new Error("mine")));
  await assert.rejects(kept[2] ?? Promise.resolve(), { message: "mine" });
});
