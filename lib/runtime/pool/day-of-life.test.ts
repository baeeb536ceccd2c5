import assert from "node:assert/strict";
import { test } from "node:test";
import { dice } from "../../../supabase/tests/dice.ts";
import { POOL_LIMITS } from "./pool-limits.ts";
import { testPool } from "./test-pool.ts";

const HOUR_MS = 3_600_000;
const APIS = Array.from({ length: 40 }, (_, n) => `api_${String(n).padStart(16, "0")}`);

test("after a day of calls, deployments, pauses, crashes and outages nothing is left: no process, no timer, no state", async () => {
  const roll = dice(20_261_121);
  const { pool, live, database, clock, alive, booted, pass, settle, timers, endsWhenRetired } = testPool({ ...POOL_LIMITS, maxConcurrent: 12 });
  let versions = 0;
  const deploy = (apiId: string) => live.set(apiId, { versionId: `v${++versions}`, workspaceId: `w${APIS.indexOf(apiId) % 5}`, status: "active" });
  APIS.forEach(deploy);
  endsWhenRetired(false);
  const open = new Set<Promise<unknown>>();
  let answered = 0;
  const call = (apiId: string, lostSocket?: string) => {
    const wake = pool.wake(apiId, lostSocket).then((address) => {
      answered += 1;
      assert.ok(booted.some((fake) => fake.socketPath === address.socketPath && fake.apiId === apiId), "an address of another API");
    }, () => {}).finally(() => open.delete(wake));
    open.add(wake);
  };
  const acts: ((apiId: string) => void)[] = [
    ...Array.from({ length: 12 }, () => (apiId: string) => call(apiId)),
    (apiId) => pool.touch([apiId]),
    (apiId) => void (deploy(apiId), pool.refresh(apiId)),
    (apiId) => deploy(apiId),
    (apiId) => alive().find((fake) => fake.apiId === apiId)?.end("It crashed."),
    (apiId) => pool.sleep(apiId),
    (apiId) => call(apiId, alive().find((fake) => fake.apiId === apiId)?.socketPath),
    (apiId) => void pool.restart(apiId).catch(() => {}),
    (apiId) => {
      const found = live.get(apiId);
      if (found) found.status = found.status === "active" ? "paused" : "active";
      void pool.refresh(apiId);
    },
    () => (database.isDown = roll(4) === 0),
  ];
  const end = clock.now + 24 * HOUR_MS;
  let most = 0;
  while (clock.now < end) {
    const apiId = APIS[roll(APIS.length)] ?? "";
    acts[roll(acts.length)]?.(apiId);
    await pass(roll(60) === 0 ? roll(HOUR_MS / 4) : roll(20_000));
    pool.sweep();
    most = Math.max(most, pool.awakeCount());
    for (const status of pool.list()) assert.ok(status.state !== "awake" || alive().some((fake) => fake.apiId === status.apiId), "awake without a process");
  }
  assert.ok(answered > 500 && booted.length > 200 && most === 12, `${answered} answered, ${booted.length} booted, at most ${most} awake`);
  database.isDown = false;
  for (let n = 0; n < 4; n++) {
    await pass(HOUR_MS);
    pool.sweep();
    await settle();
  }
  assert.deepEqual([alive().length, timers(), open.size, pool.list().length], [0, 0, 0, 0]);
});
