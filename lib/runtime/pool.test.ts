import assert from "node:assert/strict";
import { test } from "node:test";
import { AppError } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";
import { createPool, type PoolLimits } from "./pool.ts";
import type { LiveVersion } from "./runtime.ts";
import type { BootedRuntime } from "./workerd/boot-runtime.ts";

const A = "api_aaaaaaaaaaaaaaaa";
const B = "api_bbbbbbbbbbbbbbbb";
const C = "api_cccccccccccccccc";

interface FakeProcess extends BootedRuntime {
  apiId: string;
  versionId: string;
  isDrained: boolean;
  end(reason: string): void;
}

function world(limits: Partial<PoolLimits> = {}) {
  const state = { now: 1_000_000, live: new Map<string, string>([[A, "v1"], [B, "v1"], [C, "v1"]]), isDatabaseDown: false, failed: [] as string[] };
  const booted: FakeProcess[] = [];
  let holdBoots: Promise<void> = Promise.resolve();
  const pool = createPool({
    log: createLog("test", "error", () => {}),
    now: () => state.now,
    limits: { idleMs: 1000, maxConcurrent: 10, maxLifeMs: 100_000, drainMs: 10, crashesBeforeFailed: 5, crashWindowMs: 60_000, ...limits },
    versions: {
      async loadLive(apiId) {
        if (state.isDatabaseDown) throw new Error("ECONNREFUSED");
        const versionId = state.live.get(apiId);
        return versionId ? { versionId, workspaceId: "w", bundle: "", secretNames: [] } : null;
      },
      async fail(apiId, reason) {
        state.failed.push(`${apiId} ${reason}`);
        state.live.delete(apiId);
      },
    },
    async boot(apiId: string, live: LiveVersion) {
      await holdBoots;
      if (live.versionId === "broken") throw new AppError("bad_gateway", "The API fails while it starts: Uncaught Error: no");
      let end: (reason: string) => void = () => {};
      let isGone = false;
      const exited = new Promise<string>((resolve) => (end = resolve)).then((reason) => ((isGone = true), { code: "bad_gateway" as const, reason }));
      const fake: FakeProcess = {
        ...{ apiId, versionId: live.versionId, socketPath: `/r/${booted.length}`, isDrained: false, exited, end: (reason) => end(reason) },
        usage: () => null,
        retire() {
          fake.isDrained = true;
          end("drained");
        },
        kill: () => end("killed"),
        hasExited: () => isGone,
      };
      booted.push(fake);
      return fake;
    },
  });
  const settle = () => new Promise<void>((resolve) => setImmediate(resolve));
  return { pool, state, booted, settle, hold: (until: Promise<void>) => (holdBoots = until) };
}

test("calls that come while an API wakes share one wake", async () => {
  const { pool, booted, hold } = world();
  let release = () => {};
  hold(new Promise((resolve) => (release = resolve)));
  const wakes = Array.from({ length: 20 }, () => pool.wake(A));
  await new Promise((resolve) => setImmediate(resolve));
  assert.equal(pool.status(A).state, "waking");
  release();
  const addresses = await Promise.all(wakes);
  assert.equal(booted.length, 1);
  assert.deepEqual(new Set(addresses.map((address) => address.socketPath)).size, 1);
  const again = await pool.wake(A);
  assert.deepEqual([again.isCold, again.wakeMs, pool.status(A).state, pool.status(A).wakes], [false, 0, "awake", 1]);
});

test("an idle API falls asleep, one in use does not, and the next call wakes it", async () => {
  const { pool, state, booted, settle } = world();
  await Promise.all([pool.wake(A), pool.wake(B)]);
  state.now += 900;
  pool.touch([A]);
  state.now += 200;
  pool.sweep();
  await settle();
  assert.deepEqual([pool.status(A).state, pool.status(B).state], ["awake", "asleep"]);
  assert.equal((await pool.wake(B)).isCold, true);
  assert.equal(booted.length, 3);
});

test("a runtime that is too old is replaced at the next call", async () => {
  const { pool, state, booted, settle } = world({ idleMs: 1e9 });
  await pool.wake(A);
  state.now += 100_000;
  pool.sweep();
  await settle();
  assert.equal(booted[0]?.isDrained, true);
  assert.equal((await pool.wake(A)).isCold, true);
});

test("a new live version drains the old runtime and starts its own", async () => {
  const { pool, state, booted } = world();
  const before = await pool.wake(A);
  state.live.set(A, "v2");
  const after = await pool.wake(A);
  assert.deepEqual([before.versionId, after.versionId, after.isCold], ["v1", "v2", true]);
  assert.deepEqual(booted.map((runtime) => runtime.isDrained), [true, false]);
});

test("an API without a live version is not found, and its runtime is drained", async () => {
  const { pool, state, booted } = world();
  await pool.wake(A);
  state.live.delete(A);
  await assert.rejects(pool.wake(A), { code: "not_found" });
  assert.equal(booted[0]?.isDrained, true);
});

test("the least recently used runtime makes room for another", async () => {
  const { pool, state, booted } = world({ maxConcurrent: 2 });
  await pool.wake(A);
  state.now += 10;
  await pool.wake(B);
  state.now += 10;
  pool.touch([A]);
  await pool.wake(C);
  assert.deepEqual(booted.filter((runtime) => runtime.isDrained).map((runtime) => runtime.apiId), [B]);
  assert.equal(pool.awakeCount(), 2);
});

test("a crash is told and the next call gets a fresh runtime", async () => {
  const { pool, booted, settle } = world();
  await pool.wake(A);
  booted[0]?.end("It crashed.");
  await settle();
  assert.deepEqual([pool.status(A).state, pool.status(A).reason], ["asleep", "It crashed."]);
  assert.equal((await pool.wake(A)).isCold, true);
});

test("five crashes within a minute mark the API failed with the reason; slower ones don't", async () => {
  const { pool, state, booted, settle } = world();
  const crash = async (afterMs: number) => {
    await pool.wake(A);
    state.now += afterMs;
    booted.at(-1)?.end("It used more than 256 MB of memory.");
    await settle();
  };
  for (let n = 0; n < 8; n++) await crash(30_000);
  assert.deepEqual(state.failed, []);
  for (let n = 0; n < 3; n++) await crash(1);
  assert.equal(pool.status(A).state, "failed");
  assert.equal(state.failed.length, 1);
  assert.match(state.failed[0] ?? "", /256 MB/);
  await assert.rejects(pool.wake(A), { code: "not_found" });
});

test("code that fails while it starts is a bad gateway with its reason, and counts as a crash", async () => {
  const { pool, state } = world();
  state.live.set(A, "broken");
  for (let n = 0; n < 5; n++) await assert.rejects(pool.wake(A), { code: "bad_gateway", message: /Uncaught Error: no/ });
  assert.equal(state.failed.length, 1);
});

test("without the database a warm API keeps its address and a cold one says what is wrong", async () => {
  const { pool, state } = world();
  const { socketPath } = await pool.wake(A);
  state.isDatabaseDown = true;
  assert.equal((await pool.wake(A)).socketPath, socketPath);
  await assert.rejects(pool.wake(B), { code: "unavailable", message: /database/ });
});

test("closing drains every runtime and refuses new wakes", async () => {
  const { pool, booted } = world();
  await Promise.all([pool.wake(A), pool.wake(B)]);
  await pool.close(10);
  assert.ok(booted.every((runtime) => runtime.isDrained));
  await assert.rejects(pool.wake(C), { code: "unavailable" });
});
