import assert from "node:assert/strict";
import { test } from "node:test";
import { testPool } from "./test-pool.ts";

const A = "api_aaaaaaaaaaaaaaaa";

function world() {
  const bed = testPool({ idleMs: 1e9 });
  bed.live.set(A, { versionId: "v1", workspaceId: "w", status: "active" });
  /** Wakes it, waiting out its backoff, and lets it crash. */
  const crash = async (reason: string) => {
    const waking = bed.pool.wake(A);
    await bed.settle();
    await bed.pass(1000);
    await waking;
    bed.booted.at(-1)?.end(reason);
    await bed.settle();
  };
  return { ...bed, crash };
}

test("a crash is told to the owner and to the callers it took along, and the next call gets a fresh runtime", async () => {
  const { pool, booted, settle, told } = world();
  const { socketPath } = await pool.wake(A);
  assert.equal(await Promise.race([pool.endOf("/r/none"), settle()]), null);
  booted[0]?.end("A call blocked it.", "deadline");
  await settle();
  assert.deepEqual([pool.status(A).state, pool.status(A).reason], ["asleep", "A call blocked it."]);
  assert.deepEqual(await pool.endOf(socketPath), { code: "deadline", reason: "A call blocked it." });
  assert.deepEqual(told, [`${A} A call blocked it.`]);
  assert.equal((await pool.wake(A)).isCold, true);
});

test("a caller that asks before the end is known waits for it, but not for one that goes on", async () => {
  const { pool, booted, pass } = world();
  const { socketPath } = await pool.wake(A);
  const healthy = pool.endOf(socketPath);
  await pass(500);
  assert.equal(await healthy, null);
  const asked = pool.endOf(socketPath);
  booted[0]?.end("It crashed.");
  assert.equal((await asked)?.reason, "It crashed.");
});

test("after a second crash within a minute each start waits longer", async () => {
  const { pool, booted, crash, settle, pass } = world();
  await crash("It crashed.");
  await crash("It crashed.");
  const waking = pool.wake(A);
  await settle();
  const before = booted.length;
  await pass(250);
  await waking;
  assert.equal(booted.length, before + 1);
});

test("five crashes within a minute put the API into quarantine with the reason; slower ones don't; a restart is the way out", async () => {
  const { pool, database, live, crash, pass, told } = world();
  for (let n = 0; n < 8; n++) {
    await crash("It crashed.");
    await pass(30_000);
  }
  assert.deepEqual(database.failed, []);
  await pass(60_000);
  for (let n = 0; n < 5; n++) await crash("It used more than 256 MB of memory.");
  assert.deepEqual([pool.status(A).state, database.failed.length], ["failed", 1]);
  assert.match(pool.status(A).reason ?? "", /stopped 5 times within 60 seconds.*until you restart it.*256 MB/);
  assert.match(told.at(-1) ?? "", /stopped 5 times/);
  await assert.rejects(pool.wake(A), { code: "unavailable", message: /taken out of service/ });
  assert.equal(pool.status(A).state, "failed");
  const found = live.get(A);
  if (found) found.status = "active";
  const status = await pool.restart(A);
  assert.deepEqual([status.state, status.reason], ["awake", null]);
  await crash("It crashed.");
  assert.equal(pool.status(A).state, "asleep", "the crashes before are forgiven");
});

test("code that fails while it starts is a bad gateway with its reason, and counts as a crash", async () => {
  const { pool, live, database, pass, settle } = world();
  live.set(A, { versionId: "broken", workspaceId: "w", status: "active" });
  for (let n = 0; n < 5; n++) {
    const refused = assert.rejects(pool.wake(A), { code: "bad_gateway", message: /Uncaught Error: no/ });
    await settle();
    await pass(1000);
    await refused;
  }
  assert.equal(database.failed.length, 1);
});

test("a restart of one that is awake takes no address away before there is another", async () => {
  const { pool, booted, hold, settle } = world();
  await pool.wake(A);
  const boots = Promise.withResolvers<void>();
  hold(boots.promise);
  const restarting = pool.restart(A);
  await settle();
  assert.deepEqual([booted[0]?.isRetired, pool.status(A).state], [false, "awake"]);
  boots.resolve();
  assert.deepEqual([(await restarting).wakes, booted[0]?.isRetired], [2, true]);
});
