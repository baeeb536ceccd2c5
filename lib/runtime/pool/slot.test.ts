import assert from "node:assert/strict";
import { test } from "node:test";
import { enter, newSlot, NEXT_STATES } from "./slot.ts";

test("a runtime goes only where its state leads: every other way is refused", () => {
  const states = Object.keys(NEXT_STATES) as (keyof typeof NEXT_STATES)[];
  for (const from of states) {
    for (const to of states) {
      const slot = { ...newSlot("a", 1), state: from };
      if (from === to || NEXT_STATES[from].includes(to)) {
        enter(slot, to, 2, "why");
        assert.deepEqual([slot.state, slot.reason, slot.since], [to, "why", from === to ? 1 : 2]);
      } else assert.throws(() => enter(slot, to, 2), new RegExp(`from ${from} to ${to}`));
    }
  }
  assert.deepEqual(NEXT_STATES.asleep, ["waking", "paused", "failed"], "nothing is awake that did not wake");
});
