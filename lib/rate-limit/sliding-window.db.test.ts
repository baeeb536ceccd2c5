import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { setTimeout as sleep } from "node:timers/promises";
import { planOf, servedOf, startTestCallLimits, takeMany, type TestCallLimits } from "./test-call-limits.ts";

let bed: TestCallLimits;
before(async () => { bed = await startTestCallLimits(); });
after(() => bed.stop());

// Postgres's clock can't be moved: windows of two seconds are waited for.
const WINDOW_MS = 2_000;
const open = () => bed.open({ windowSeconds: WINDOW_MS / 1000 });

test("who waits as long as told gets a call, wherever in the window the limit was reached", async () => {
  await Promise.all([0, 700, 1_400].map(async (delayMs) => {
    const owner = await bed.makeOwner();
    const gateway = open();
    const layers = [planOf(owner, 20)];
    await sleep(delayMs);
    assert.ok(servedOf(await takeMany(gateway.limit, owner, layers, 50)) > 0);
    for (let i = 0; i < 2; i += 1) {
      const refused = (await takeMany(gateway.limit, owner, layers, 50)).at(-1);
      assert.ok(refused && !refused.isAllowed && refused.retrySeconds >= 1 && refused.retrySeconds <= 4, JSON.stringify(refused));
      await sleep(refused.retrySeconds * 1000);
      assert.ok(servedOf(await takeMany(gateway.limit, owner, layers, 50)) >= 1);
    }
  }));
});

test("no moment's estimate is over the limit while windows follow each other, leases and several gateways included", async () => {
  const owner = await bed.makeOwner();
  const limit = 2_000;
  const layers = [planOf(owner, limit)];
  const calls: { from: number; to: number }[] = [];
  const until = Date.now() + 4 * WINDOW_MS;
  await Promise.all([open(), open(), open()].map(async (gateway) => {
    while (Date.now() < until) {
      for (let i = 0; i < 5; i += 1) {
        const from = Date.now();
        const verdict = await gateway.limit.take(owner, layers);
        if (verdict.isAllowed) calls.push({ from, to: Date.now() });
      }
      await sleep(2);
    }
  }));
  const worst = worstEstimate(calls);
  assert.ok(worst <= limit + 1, `${worst} of ${limit}`);
  // Else nothing was tried.
  assert.ok(worst > limit / 2, `only ${worst} of ${limit}`);
});

/** The largest sliding estimate that the calls prove: one that may have been decided in either of two windows counts in neither. */
function worstEstimate(calls: { from: number; to: number }[]): number {
  const windowOf = (at: number) => Math.floor(at / WINDOW_MS);
  const certain = calls.filter(({ from, to }) => windowOf(from) === windowOf(to)).toSorted((a, b) => a.to - b.to);
  const counts = new Map<number, number>();
  let worst = 0;
  for (const { to } of certain) {
    const window = windowOf(to);
    const current = (counts.get(window) ?? 0) + 1;
    counts.set(window, current);
    worst = Math.max(worst, current + (counts.get(window - 1) ?? 0) * (1 - (to % WINDOW_MS) / WINDOW_MS));
  }
  return worst;
}
