import assert from "node:assert/strict";
import { test } from "node:test";
import { createOutage } from "./outage.ts";

test("of a stretch of failures the first is to be told; each pause is longer than the one before, up to five seconds; a success ends it", () => {
  const outage = createOutage(200, { random: () => 0 });
  assert.equal(outage.pauseMs(), 200);
  const told = Array.from({ length: 5_000 }, () => outage.fails());
  assert.deepEqual([told[0], told.indexOf(true, 1), outage.pauseMs()], [true, -1, 5_000]);
  outage.ends();
  const pauses = Array.from({ length: 6 }, () => [outage.fails(), outage.pauseMs()]);
  assert.deepEqual(pauses, [[true, 400], [false, 800], [false, 1600], [false, 3200], [false, 5000], [false, 5000]]);
});

test("pauses of those who fail together differ, by up to half, and are never shorter than in calm", () => {
  const pausesAt = (random: number) => {
    const outage = createOutage(200, { random: () => random });
    return Array.from({ length: 5 }, () => (outage.fails(), outage.pauseMs()));
  };
  assert.deepEqual(pausesAt(1), [200, 400, 800, 1600, 2500]);
  assert.deepEqual(pausesAt(0.5), [300, 600, 1200, 2400, 3750]);
});
