import assert from "node:assert/strict";
import { test } from "node:test";
import { testPool } from "./test-pool.ts";

/** APIs named by their workspace's letter and a number: `a1` belongs to the workspace `a`. */
function world(maxConcurrent: number, maxBoots = 8) {
  const bed = testPool({ maxConcurrent, maxBoots, idleMs: 1e9, drainMs: 5000 });
  const wake = (apiId: string) => {
    bed.live.set(apiId, { versionId: "v1", workspaceId: apiId[0] ?? "", status: "active" });
    return bed.pool.wake(apiId);
  };
  /** One after the other, a second apart. */
  const wakeAll = async (...apiIds: string[]) => {
    for (const apiId of apiIds) {
      await wake(apiId);
      await bed.pass(1000);
    }
  };
  const awake = () => bed.pool.list().filter(({ state }) => state === "awake").map(({ apiId }) => apiId).toSorted();
  return { ...bed, wake, wakeAll, awake };
}

test("the least recently used runtime makes room, and never more are awake than there are places", async () => {
  const { pool, wake, wakeAll, awake } = world(3);
  await wakeAll("a1", "b1", "c1");
  pool.touch(["a1"]);
  await wake("d1");
  assert.deepEqual(awake(), ["a1", "c1", "d1"]);
  assert.equal(pool.awakeCount(), 3);
});

test("a workspace with more than its share takes from itself, whatever it wakes; one with less takes from who has more", async () => {
  const { wakeAll, awake } = world(4);
  await wakeAll("v1", "a1", "a2", "a3", "a4", "a5", "a6", "a7");
  assert.deepEqual(awake(), ["a5", "a6", "a7", "v1"]);
  await wakeAll("v2", "v3", "v4", "v5");
  assert.deepEqual(awake(), ["a6", "a7", "v4", "v5"]);
});

test("who wakes a hundred APIs at once keeps another workspace's wake waiting for one boot at most", async () => {
  const { wake, booted, hold, settle } = world(200, 2);
  let release = () => {};
  const next = () => hold(new Promise<void>((resolve) => (release = resolve)));
  next();
  const flood = Array.from({ length: 100 }, (_, n) => wake(`a${n}`));
  await settle();
  const victim = wake("v1");
  await settle();
  assert.equal(booted.length, 0);
  release();
  hold(Promise.resolve());
  await victim;
  const place = booted.findIndex(({ apiId }) => apiId === "v1");
  assert.ok(place >= 0 && place <= 2, `booted as number ${place + 1}`);
  await Promise.all(flood);
});

test("runtimes that can't end because their calls take long are bounded too: who has most of them loses the oldest, with the reason", async () => {
  const { pool, wakeAll, endsWhenRetired, booted, alive } = world(8);
  endsWhenRetired(false);
  await wakeAll("v1");
  pool.sleep("v1");
  await wakeAll("a1", "a2");
  const [, first] = booted;
  pool.sleep("a1");
  assert.equal(alive().length, 3);
  pool.sleep("a2");
  assert.deepEqual(alive().map(({ apiId }) => apiId), ["v1", "a2"]);
  assert.match((await pool.explainLost({ apiId: "a1", versionId: "v1", socketPath: first?.socketPath ?? "", requestId: "r", method: "GET", target: "/" }))?.reason ?? "", /needed for others/);
});
