import assert from "node:assert/strict";
import { test } from "node:test";
import { createPlaces } from "./places.ts";

test("who finds no place waits in line, and a place given back twice counts once", async () => {
  const places = createPlaces(1, 60_000, "Full.");
  const leave = await places.take();
  const order: string[] = [];
  const second = places.take().then((give) => (order.push("second"), give));
  const third = places.take().then((give) => (order.push("third"), give));
  leave();
  leave();
  const leaveSecond = await second;
  assert.deepEqual(order, ["second"]);
  leaveSecond();
  (await third)();
  assert.deepEqual(order, ["second", "third"]);
});

test("a wait that takes too long ends in words, and takes no place later", async () => {
  const places = createPlaces(1, 1, "Full.");
  const leave = await places.take();
  await assert.rejects(places.take(), { code: "unavailable", message: "Full." });
  leave();
  (await places.take())();
});
