import assert from "node:assert/strict";
import { beforeEach, test } from "node:test";
import type { StoredChange, StoredChanges } from "./stored-changes.ts";
import { watchStored } from "./watch-stored.ts";

let told: number;
let watcher: ((change: StoredChange) => void) | null;
let isHearing: boolean;
const changes: StoredChanges = {
  watch(_id, onChange) {
    watcher = onChange;
    return () => void (watcher = null);
  },
  watchWorkspace: () => () => {},
  isHearing: () => isHearing,
  close: async () => {},
};
beforeEach(() => {
  [told, watcher, isHearing] = [0, null, true];
});

test("while notifications are heard each of them is told at once, and every ten seconds it is asked in case one was lost", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  watchStored("a", changes, () => (told += 1));
  watcher?.("event");
  assert.equal(told, 1);
  t.mock.timers.tick(9_000);
  assert.equal(told, 1);
  t.mock.timers.tick(1_000);
  assert.equal(told, 2);
});

test("while nothing is heard, or nobody listens at all, it is asked every second; after the stop never", (t) => {
  t.mock.timers.enable({ apis: ["setInterval"] });
  isHearing = false;
  for (const source of [changes, undefined]) {
    told = 0;
    const stop = watchStored("a", source, () => (told += 1));
    t.mock.timers.tick(3_000);
    assert.equal(told, 3);
    stop();
    t.mock.timers.tick(20_000);
    assert.equal(told, 3);
  }
  assert.equal(watcher, null);
});
