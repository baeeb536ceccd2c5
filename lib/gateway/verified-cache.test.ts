import assert from "node:assert/strict";
import { test } from "node:test";
import { VerifiedCache } from "./verified-cache.ts";

interface Fact { name: string; version: number }

function setUp() {
  const state = { now: 1_000_000, heardUntil: 1_000_000, version: 1 as number | null, isDown: false, lookups: 0 };
  const cache = new VerifiedCache<Fact>({ clock: { now: () => state.now }, heardUntil: () => state.heardUntil, tagsOf: (fact) => [fact.name], maxFound: 3, maxMissing: 3 });
  const find = async (key = "a") => cache.find(key, async () => {
    state.lookups += 1;
    if (state.isDown) throw new Error("down");
    return state.version === null ? null : { name: key, version: state.version };
  });
  return { state, cache, find };
}

test("with a live feed a fact is read once and serves until it changes", async () => {
  const { state, cache, find } = setUp();
  await find();
  state.now += 3_600_000;
  state.heardUntil = state.now;
  await find();
  assert.equal(state.lookups, 1);
  state.version = 2;
  cache.invalidate("a");
  assert.equal((await find())?.version, 2);
});

test("without a live feed a fact is checked again within a second", async () => {
  const { state, find } = setUp();
  state.heardUntil = 0;
  await find();
  state.now += 899;
  await find();
  assert.equal(state.lookups, 1);
  state.now += 1;
  state.version = null;
  assert.equal(await find(), null);
});

test("after a gap in the feed everything is checked again, however lively it is now", async () => {
  const { state, cache, find } = setUp();
  await find();
  state.now += 5_000;
  cache.distrust();
  state.heardUntil = state.now;
  state.version = 2;
  assert.equal((await find())?.version, 2);
});

test("with Postgres away what was verified serves five minutes, without asking more than once a second", async () => {
  const { state, find } = setUp();
  await find();
  state.isDown = true;
  state.now += 299_000;
  assert.equal((await find())?.version, 1);
  assert.equal((await find())?.version, 1);
  assert.equal(state.lookups, 2);
  state.now += 2_000;
  await assert.rejects(find(), { code: "unavailable" });
  await assert.rejects(find("never seen"), { code: "unavailable" });
});

test("what did not exist is asked again after any change, and a change heard during a read is not cached over", async () => {
  const { state, cache, find } = setUp();
  state.version = null;
  assert.equal(await find(), null);
  assert.equal(await find(), null);
  assert.equal(state.lookups, 1);
  state.version = 1;
  cache.invalidate("something new");
  assert.equal((await find())?.version, 1);
  cache.invalidate("a");
  const racing = find();
  cache.invalidate("a");
  await racing;
  assert.equal(cache.has("a"), false);
});

test("concurrent calls share one read, and memory is bounded", async () => {
  const { state, cache, find } = setUp();
  await Promise.all([find(), find(), find()]);
  assert.equal(state.lookups, 1);
  for (const key of ["b", "c", "a", "d"]) await find(key);
  assert.deepEqual(["a", "b", "c", "d"].map((key) => cache.has(key)), [true, false, true, true]);
});

test("with Postgres hanging only the first calls wait, half a second; the next answer ends it, and a revocation heard by it holds at once", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const state = { now: 0, lookups: 0 };
  const cache = new VerifiedCache<Fact>({ clock: { now: () => state.now }, heardUntil: () => Number.NEGATIVE_INFINITY, tagsOf: (fact) => [fact.name], maxFound: 3, maxMissing: 3 });
  let answer: (fact: Fact | null) => void = () => {};
  const find = async () => cache.find("a", () => new Promise((resolve) => {
    state.lookups += 1;
    answer = resolve;
  }));
  const first = find();
  answer({ name: "a", version: 1 });
  await first;
  state.now += 60_000;
  const waiting = [find(), find()];
  t.mock.timers.tick(500);
  assert.deepEqual((await Promise.all(waiting)).map((fact) => fact?.version), [1, 1]);
  state.now += 60_000;
  assert.equal((await find())?.version, 1);
  assert.equal(state.lookups, 2);
  answer(null);
  await new Promise((resolve) => setImmediate(resolve));
  const afterwards = find();
  answer(null);
  assert.equal(await afterwards, null);
});

test("what has changed is known until it turns out to be gone", async () => {
  const cache = new VerifiedCache<Fact>({ clock: { now: () => 0 }, heardUntil: () => 0, tagsOf: (fact) => [fact.name], maxFound: 3, maxMissing: 3 });
  assert.equal(cache.knows("a"), false);
  await cache.find("a", async () => ({ name: "a", version: 1 }));
  cache.invalidate("a");
  assert.deepEqual([cache.has("a"), cache.knows("a")], [false, true]);
  await cache.find("a", async () => null);
  assert.equal(cache.knows("a"), false);
});
