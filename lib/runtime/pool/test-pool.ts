import { AppError } from "#lib/errors.ts";
import { createLog } from "#lib/log.ts";
import type { LiveVersion } from "../host-ports.ts";
import type { RuntimeEnd } from "../runtime.ts";
import type { BootedRuntime } from "../workerd/boot-runtime.ts";
import { POOL_LIMITS, type PoolLimits, type Timers } from "./pool-limits.ts";
import { createPool, type Pool } from "./pool.ts";

export interface FakeProcess extends BootedRuntime {
  apiId: string;
  versionId: string;
  isRetired: boolean;
  cpuMs: number;
  memoryBytes: number;
  end(reason: string, code?: RuntimeEnd["code"]): void;
}

export interface FakeLive {
  versionId: string;
  workspaceId: string;
  status: "active" | "paused" | "failed";
}

export interface TestPool {
  pool: Pool;
  clock: { now: number };
  live: Map<string, FakeLive>;
  database: { isDown: boolean; failed: string[] };
  told: string[];
  booted: FakeProcess[];
  /** Of each boot: whether it began as suspect. */
  suspects: boolean[];
  alive(): FakeProcess[];
  /** Timers that are set. */
  timers(): number;
  /** Moves the clock, timers first, and lets everything happen that follows. */
  pass(ms: number): Promise<void>;
  settle(): Promise<void>;
  /** Boots wait for this. */
  hold(until: Promise<void>): void;
  /** A retired process ends by itself at once, unless this says no. */
  endsWhenRetired(value: boolean): void;
}

/** The pool over processes, a clock and a database in memory. For tests. */
export function testPool(limits: Partial<PoolLimits> = {}): TestPool {
  const clock = { now: 1_000_000 };
  const live = new Map<string, FakeLive>();
  const database = { isDown: false, failed: [] as string[] };
  const told: string[] = [];
  const booted: FakeProcess[] = [];
  const due = new Set<{ at: number; work: () => void }>();
  let held: Promise<void> = Promise.resolve();
  let endsWhenRetired = true;
  const timers: Timers = {
    now: () => clock.now,
    after(ms, work) {
      const timer = { at: clock.now + ms, work };
      due.add(timer);
      return () => void due.delete(timer);
    },
  };
  const settle = async () => {
    for (let n = 0; n < 3; n++) await new Promise<void>((resolve) => setImmediate(resolve));
  };
  const suspects: boolean[] = [];
  const boot = async (apiId: string, version: LiveVersion, isSuspect: boolean): Promise<BootedRuntime> => {
    await held;
    suspects.push(isSuspect);
    if (version.versionId === "broken") throw new AppError("bad_gateway", "The API fails while it starts: Uncaught Error: no");
    const fake = fakeProcess(apiId, version.versionId, booted.length, timers, () => endsWhenRetired);
    booted.push(fake);
    return fake;
  };
  const pool = createPool({
    log: createLog("test", "error", () => {}), timers, boot, tell: (apiId, _versionId, words) => void told.push(`${apiId} ${words}`),
    limits: { ...POOL_LIMITS, idleMs: 1000, maxConcurrent: 10, maxLifeMs: 100_000, drainMs: 10, restMs: 500, afterworkMs: 700, ...limits },
    versions: {
      async loadLive(apiId) {
        if (database.isDown) throw new Error("ECONNREFUSED");
        const found = live.get(apiId);
        return found?.status === "active" ? { versionId: found.versionId, workspaceId: found.workspaceId, bundle: "", secretNames: [] } : null;
      },
      async whyNotLive(apiId) {
        const status = live.get(apiId)?.status;
        return { state: status === "paused" || status === "failed" ? status : "gone", reason: status === "failed" ? "It crashed." : null };
      },
      async fail(apiId, reason) {
        database.failed.push(`${apiId} ${reason}`);
        const found = live.get(apiId);
        if (found) found.status = "failed";
      },
    },
  });
  return {
    pool, clock, live, database, told, booted, suspects, settle,
    alive: () => booted.filter((fake) => !fake.hasExited()),
    timers: () => due.size,
    async pass(ms) {
      const until = clock.now + ms;
      for (;;) {
        const [next] = [...due].filter(({ at }) => at <= until).toSorted((a, b) => a.at - b.at);
        if (!next) break;
        due.delete(next);
        clock.now = Math.max(clock.now, next.at);
        next.work();
        await settle();
      }
      clock.now = until;
      await settle();
    },
    hold: (until) => (held = until),
    endsWhenRetired: (value) => (endsWhenRetired = value),
  };
}

function fakeProcess(apiId: string, versionId: string, number: number, timers: Timers, endsWhenRetired: () => boolean): FakeProcess {
  const exited = Promise.withResolvers<RuntimeEnd>();
  let isGone = false;
  const fake: FakeProcess = {
    apiId, versionId, socketPath: `/r/${number}`, isRetired: false, cpuMs: 10, memoryBytes: 60 << 20, exited: exited.promise,
    end(reason, code = "bad_gateway") {
      isGone = true;
      exited.resolve({ code, reason });
    },
    usage: () => ({ cpuMs: fake.cpuMs, memoryBytes: fake.memoryBytes }),
    retire(graceMs) {
      fake.isRetired = true;
      if (endsWhenRetired()) return fake.end("It ended.");
      const stop = timers.after(graceMs, () => fake.end("It was killed."));
      void exited.promise.then(stop);
    },
    kill: () => fake.end("It was killed."),
    hasExited: () => isGone,
  };
  return fake;
}
