import assert from "node:assert/strict";
import { test } from "node:test";
import type { PoolLimits } from "./pool-limits.ts";
import { testPool } from "./test-pool.ts";

const [A, B, C] = ["api_aaaaaaaaaaaaaaaa", "api_bbbbbbbbbbbbbbbb", "api_cccccccccccccccc"];

function world(limits: Partial<PoolLimits> = {}) {
  const bed = testPool(limits);
  for (const apiId of [A, B, C]) bed.live.set(apiId, { versionId: "v1", workspaceId: "w", status: "active" });
  const deploy = (apiId: string, versionId: string) => bed.live.set(apiId, { versionId, workspaceId: "w", status: "active" });
  const state = (apiId: string) => bed.pool.status(apiId).state;
  return { ...bed, deploy, state };
}

test("calls that come while an API wakes share one wake, are counted, and are all answered", async () => {
  const { pool, booted, hold, settle } = world();
  const boots = Promise.withResolvers<void>();
  hold(boots.promise);
  const wakes = Array.from({ length: 20 }, () => pool.wake(A));
  await settle();
  assert.deepEqual([pool.status(A).state, pool.status(A).queue], ["waking", 20]);
  boots.resolve();
  const addresses = await Promise.all(wakes);
  assert.deepEqual([booted.length, new Set(addresses.map(({ socketPath }) => socketPath)).size, pool.status(A).queue], [1, 1, 0]);
  const again = await pool.wake(A);
  assert.deepEqual([again.isCold, again.wakeMs, pool.status(A).state, pool.status(A).wakes], [false, 0, "awake", 1]);
});

test("an idle API falls asleep, one in use does not, and the next call wakes it", async () => {
  const { pool, pass, state, booted } = world();
  await Promise.all([pool.wake(A), pool.wake(B)]);
  await pass(900);
  pool.touch([A]);
  await pass(200);
  pool.sweep();
  await pass(0);
  assert.deepEqual([state(A), state(B)], ["awake", "asleep"]);
  assert.equal((await pool.wake(B)).isCold, true);
  assert.equal(booted.length, 3);
});

test("one put to sleep drains until its calls are over; a call that comes meanwhile gets a fresh one", async () => {
  const { pool, pass, state, booted, endsWhenRetired } = world({ drainMs: 5000 });
  endsWhenRetired(false);
  await pool.wake(A);
  pool.sleep(A);
  assert.equal(state(A), "draining");
  const fresh = await pool.wake(A);
  assert.deepEqual([fresh.socketPath, state(A), booted[0]?.hasExited()], ["/r/1", "awake", false]);
  pool.sleep(A);
  await pass(5000);
  assert.deepEqual([state(A), booted.every((fake) => fake.hasExited())], ["asleep", true]);
});

test("a runtime that is too old is replaced before it is taken away: at no moment nothing takes the calls", async () => {
  const { pool, pass, booted, hold, settle, state } = world({ idleMs: 1e9 });
  const before = await pool.wake(A);
  await pass(100_000);
  const boots = Promise.withResolvers<void>();
  hold(boots.promise);
  pool.touch([A]);
  pool.sweep();
  await settle();
  assert.deepEqual([booted[0]?.isRetired, state(A)], [false, "awake"]);
  boots.resolve();
  await settle();
  assert.deepEqual([booted.map((fake) => fake.isRetired), state(A)], [[true, false], "awake"]);
  assert.notEqual((await pool.wake(A)).socketPath, before.socketPath);
});

test("a new version boots while the old one takes calls, and who is told of it before the next call finds it awake", async () => {
  const { pool, deploy, booted, hold, settle } = world();
  const before = await pool.wake(A);
  deploy(A, "v2");
  const boots = Promise.withResolvers<void>();
  hold(boots.promise);
  void pool.refresh(A);
  const next = pool.wake(A);
  await settle();
  assert.equal(booted[0]?.isRetired, false);
  boots.resolve();
  const after = await next;
  assert.deepEqual([before.versionId, after.versionId, booted.length], ["v1", "v2", 2]);
  assert.deepEqual(booted.map((fake) => fake.isRetired), [true, false]);
});

test("a replacement that fails is nobody's failure: the calls go on, and calls that waited get what they came for", async () => {
  const { pool, pass, database, hold, settle, state } = world({ idleMs: 1e9 });
  const before = await pool.wake(A);
  await pass(100_000);
  const down = Promise.withResolvers<void>();
  hold(down.promise.then(() => Promise.reject(new Error("no process"))));
  pool.sweep();
  await settle();
  const waiting = pool.wake(A);
  down.resolve();
  assert.equal((await waiting).socketPath, before.socketPath);
  database.isDown = true;
  await pass(60_000);
  pool.sweep();
  await settle();
  assert.deepEqual([(await pool.wake(A)).socketPath, state(A)], [before.socketPath, "awake"]);
});

test("an address that does not answer is not given again: its process is dead, or another takes over", async () => {
  const { pool, pass, booted, settle } = world();
  const { socketPath } = await pool.wake(A);
  const rewake = pool.wake(A, socketPath);
  await settle();
  await pass(250);
  const other = await rewake;
  assert.notEqual(other.socketPath, socketPath);
  assert.equal(booted[0]?.isRetired, true);
  const dying = pool.wake(A, other.socketPath);
  booted[1]?.end("It crashed.");
  assert.notEqual((await dying).socketPath, other.socketPath);
  assert.equal((await pool.wake(A, socketPath)).isCold, false);
});

test("a paused API sleeps and says so, a resumed one wakes; one that is gone is not found", async () => {
  const { pool, live, deploy, booted, state, settle } = world();
  await pool.wake(A);
  live.set(A, { versionId: "v1", workspaceId: "w", status: "paused" });
  await pool.refresh(A);
  await settle();
  assert.deepEqual([state(A), booted[0]?.isRetired], ["paused", true]);
  await assert.rejects(pool.wake(A), { code: "paused" });
  deploy(A, "v1");
  await pool.refresh(A);
  assert.equal(state(A), "asleep");
  assert.equal((await pool.wake(A)).isCold, true);
  live.delete(A);
  await assert.rejects(pool.wake(A), { code: "not_found" });
  assert.equal(booted.at(-1)?.isRetired, true);
});

test("what a runtime holds is given back while nobody calls it; one that works on after its calls is stopped, and its owner told", async () => {
  const { pool, pass, booted, told, state } = world({ idleMs: 1e9, afterworkCpuMs: 50 });
  await Promise.all([pool.wake(A), pool.wake(B), pool.wake(C)]);
  const [a, b] = booted;
  if (a) a.memoryBytes = 200 << 20;
  for (let n = 0; n < 3; n++) {
    if (b) b.cpuMs += 60;
    await pass(300);
    pool.sweep();
    await pass(0);
  }
  assert.deepEqual([state(A), state(B), state(C)], ["asleep", "asleep", "awake"]);
  assert.match(told.join(), new RegExp(`^${B} It still worked`));
  assert.match(pool.status(B).reason ?? "", /still worked/);
});

test("without the database an awake API keeps its address and a sleeping one says what is wrong", async () => {
  const { pool, database } = world();
  const { socketPath } = await pool.wake(A);
  database.isDown = true;
  assert.equal((await pool.wake(A)).socketPath, socketPath);
  await assert.rejects(pool.wake(B), { code: "unavailable", message: /database/ });
});

test("closing ends every process, also one that is still booting, and refuses new wakes", async () => {
  const { pool, alive, hold, settle } = world();
  await Promise.all([pool.wake(A), pool.wake(B)]);
  const boots = Promise.withResolvers<void>();
  hold(boots.promise);
  const late = assert.rejects(pool.wake(C), { code: "unavailable" });
  await settle();
  const closed = pool.close(10);
  boots.resolve();
  await Promise.all([closed, late]);
  assert.deepEqual(alive(), []);
  await assert.rejects(pool.wake(C), { code: "unavailable" });
});
