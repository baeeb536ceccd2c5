import assert from "node:assert/strict";
import { test } from "node:test";
import { CallLimit, type CallGrant } from "./call-limit.ts";

function setUp(limit: number) {
  const state = { now: 0, used: 0, isDown: false, asked: [] as number[] };
  const takeCalls = async ({ want }: { want: number }): Promise<CallGrant> => {
    state.asked.push(want);
    if (state.isDown) throw new Error("down");
    const granted = Math.max(0, Math.min(want, limit - state.used));
    state.used += granted;
    return { granted, used: state.used, resetSeconds: 600, retrySeconds: granted < want ? 601 : 0 };
  };
  const calls = new CallLimit({ clock: { now: () => state.now }, takeCalls });
  return { state, take: () => calls.take({ workspaceId: "w", userId: null, subject: "plan", limit }) };
}
const allowed = async (verdicts: ReturnType<ReturnType<typeof setUp>["take"]>[]) => (await Promise.all(verdicts)).filter((verdict) => verdict.isAllowed).length;

test("a small window takes from the database exactly what is called, those that wait together at once", async () => {
  const { state, take } = setUp(100);
  assert.equal(await allowed(Array.from({ length: 500 }, take)), 100);
  assert.deepEqual(state.asked, [1, 499]);
  assert.equal(state.used, 100);
});

test("a large window leases a hundredth ahead and decides in memory; the last tenth goes one by one", async () => {
  const { state, take } = setUp(1_000);
  for (let i = 0; i < 1_005; i += 1) await take();
  assert.equal(state.used, 1_000);
  assert.ok(state.asked.length < 90 + 100 + 10 && state.asked.slice(0, 80).every((want) => want === 10), String(state.asked.length));
});

test("who is refused hears how long to wait, and the count is the true one", async () => {
  const { take } = setUp(2);
  await take();
  assert.deepEqual(await take(), { isAllowed: true, limit: 2, used: 2, resetSeconds: 600, retrySeconds: 0 });
  assert.deepEqual(await take(), { isAllowed: false, limit: 2, used: 2, resetSeconds: 600, retrySeconds: 601 });
});

test("with Postgres away the last known count decides, and what was given meanwhile is counted afterwards", async () => {
  const { state, take } = setUp(10);
  for (let i = 0; i < 6; i += 1) await take();
  state.isDown = true;
  assert.equal(await allowed(Array.from({ length: 20 }, take)), 4);
  state.isDown = false;
  state.now += 1_500;
  assert.equal((await take()).isAllowed, false);
  assert.equal(state.used, 10);
});

test("a lease ends with its window", async () => {
  const { state, take } = setUp(10_000);
  await take();
  assert.equal(state.asked.length, 1);
  await take();
  assert.equal(state.asked.length, 1);
  state.now += 600_000;
  await take();
  assert.equal(state.asked.length, 2);
});
