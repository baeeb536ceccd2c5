import assert from "node:assert/strict";
import { test } from "node:test";
import { PrepaidCredit, type SettledCall } from "./prepaid-credit.ts";

test("a price that Postgres takes after nobody waits for it any more is given back, once the question can't live on", async (t) => {
  t.mock.timers.enable({ apis: ["setTimeout"] });
  const held = new Set<string>();
  let takesLate = (): void => {};
  const credit = new PrepaidCredit({
    takePrepaid: async (_workspace, _api, [id = ""]) => {
      takesLate = () => held.add(id);
      throw new Error("no answer in time");
    },
    settlePrepaid: async (calls: readonly SettledCall[]) => { for (const { id } of calls) held.delete(id); },
  });
  await assert.rejects(credit.take("w", "a", "call-1"));
  t.mock.timers.tick(300);
  await new Promise((resolve) => setImmediate(resolve));
  // The first word that it isn't wanted found nothing to give back.
  takesLate();
  assert.deepEqual([...held], ["call-1"]);
  t.mock.timers.tick(10_000);
  t.mock.timers.tick(300);
  await new Promise((resolve) => setImmediate(resolve));
  assert.deepEqual([...held], []);
});
