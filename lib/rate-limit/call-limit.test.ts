import assert from "node:assert/strict";
import { test } from "node:test";
import { setImmediate as turn } from "node:timers/promises";
import type { CallVerdict } from "./call-account.ts";
import { CallLimit } from "./call-limit.ts";
import type { TakeCalls, TakenCalls } from "./take-calls.ts";

/** One limit and a Postgres of one row, whose answers may be held back. */
function setUp(limit: number) {
  const state = { now: 5_000, count: 0, leased: new Map<string, number>(), start: 3_600, leftMs: 600_000, isDown: false, asked: [] as TakeCalls[], held: null as (() => void)[] | null };
  const answer = (input: TakeCalls): TakenCalls => {
    const accounts = input.accounts.map((account) => {
      const known = account.window === null || account.window === state.start ? account : { ...account, leased: 0, spent: 0, keep: 0 };
      const mine = known.spent + known.keep;
      state.count += mine - (state.leased.get(account.holder) ?? known.leased);
      let room = Math.max(0, limit - state.count);
      const served = Math.min(room, input.groups[0]?.calls ?? 0);
      room -= served;
      const extra = Math.max(0, Math.min(account.ahead - known.keep, Math.floor(room - limit * 0.1)));
      const leased = mine + served + extra;
      state.count += served + extra;
      state.leased.set(account.holder, leased);
      return { leased, spent: known.spent + served, used: state.count, retryMs: room - extra < 1 ? 601_000 : 0, served };
    });
    return { start: state.start, leftMs: state.leftMs, served: accounts.map(({ served }) => served), accounts };
  };
  const calls = new CallLimit({
    now: () => state.now,
    async takeCalls(input) {
      state.asked.push(input);
      if (state.isDown) throw new Error("down");
      const taken = answer(input);
      await new Promise<void>((resolve) => (state.held ? state.held.push(resolve) : resolve()));
      return taken;
    },
  });
  const layers = [{ id: "w", subject: "plan", name: "pro", limit }];
  return { state, calls, layers, take: () => calls.take({ workspaceId: "w", userId: null }, layers) };
}
const allowed = async (verdicts: (CallVerdict | Promise<CallVerdict>)[]) => (await Promise.all(verdicts)).filter((verdict) => verdict.isAllowed).length;

test("a small window takes from Postgres exactly what is called, those that wait together at once", async () => {
  const { state, take } = setUp(100);
  assert.equal(await allowed(Array.from({ length: 500 }, take)), 100);
  assert.deepEqual(state.asked.map(({ groups }) => groups[0]?.calls), [1, 499]);
  assert.equal(state.count, 100);
});

test("a large window's calls are decided at once and in memory, though Postgres answers a few calls later; the last tenth is not", async () => {
  for (const limit of [1_000, 10_000, 1_000_000]) {
    const { state, take } = setUp(limit);
    await take();
    await turn();
    state.held = [];
    let waited = 0;
    for (let i = 1; i < Math.min(limit * 0.85, 20_000); i += 1) {
      if (take() instanceof Promise) waited += 1;
      if (i % 2 === 0) {
        for (const release of state.held.splice(0)) release();
        await turn();
      }
    }
    assert.equal(waited, 0, `of ${limit}`);
    for (const release of state.held) release();
    state.held = null;
    await turn();
    if (limit > 10_000) continue;
    let last = 0;
    for (let isAllowed = true; isAllowed; last += 1) ({ isAllowed } = await take());
    assert.ok(last > limit * 0.1 && state.count === limit, `${last} of ${limit}`);
  }
});

test("who is refused hears how long to wait, and hammering on asks Postgres a few times a second at most", async () => {
  const { state, take } = setUp(2);
  await take();
  const { isAllowed, used, resetSeconds, retrySeconds } = await take();
  assert.deepEqual({ isAllowed, used, resetSeconds, retrySeconds }, { isAllowed: true, used: 2, resetSeconds: 600, retrySeconds: 0 });
  const asked = state.asked.length;
  for (let i = 0; i < 1_000; i += 1) {
    const refused = await take();
    assert.deepEqual([refused.isAllowed, refused.used, refused.limit], [false, 2, 2]);
    assert.ok(refused.retrySeconds === 601 || refused.retrySeconds === 600);
    state.now += 1;
  }
  assert.ok(state.asked.length - asked <= 6, String(state.asked.length - asked));
});

test("a lease ends with its window, and what was left of it goes back into the window it came from", async () => {
  const { state, take } = setUp(10_000);
  await take();
  await turn();
  assert.ok(!(take() instanceof Promise));
  state.now += 600_000;
  state.start += 3_600;
  state.leased.clear();
  state.count = 0;
  const next = take();
  assert.ok(next instanceof Promise);
  assert.equal((await next).isAllowed, true);
  assert.deepEqual(state.asked.at(-1)?.ended.map(({ window, leased, spent }) => ({ window, leased, spent })), [{ window: 3_600, leased: 101, spent: 2 }]);
});

test("a call that is given back is there for the next one", async () => {
  const { calls, layers, take } = setUp(3);
  const first = await take();
  calls.giveBack(layers, first);
  assert.equal(await allowed(Array.from({ length: 5 }, take)), 3);
});

test("a limit that is lowered holds at once: the lease of the larger one goes back", async () => {
  const { state, calls, take } = setUp(10_000);
  await take();
  await turn();
  assert.equal(state.count, 101);
  await calls.take({ workspaceId: "w", userId: null }, [{ id: "w", subject: "plan", name: "free", limit: 100 }]);
  await turn();
  assert.equal(state.count, 2);
});

test("who never heard of a limit's count from Postgres lets little of it through alone", async () => {
  const { state, calls, take } = setUp(1_000);
  state.isDown = true;
  assert.equal(await allowed(Array.from({ length: 500 }, take)), 100);
  state.isDown = false;
  state.now += 2_000;
  calls.tick();
  await turn();
  assert.equal(state.count, 100);
});

test("in an outage longer than a window nobody is locked out for good, and all of it is counted at last", async () => {
  const { state, calls, take } = setUp(10);
  await take();
  state.isDown = true;
  state.now += 1_000;
  assert.equal(await allowed(Array.from({ length: 20 }, take)), 9);
  state.now += 2 * 3_600_000;
  assert.equal(await allowed(Array.from({ length: 20 }, take)), 10);
  state.isDown = false;
  state.now += 2_000;
  calls.tick();
  await turn();
  const told = state.asked.at(-1);
  assert.equal((told?.accounts[0]?.spent ?? 0) + (told?.ended ?? []).reduce((sum, { spent }) => sum + spent, 0), 20);
});
