export interface PoolLimits {
  idleMs: number;
  /** Runtimes awake at once. */
  maxConcurrent: number;
  maxLifeMs: number;
  /** How long a draining runtime may finish its calls. */
  drainMs: number;
  /** Boots at once: more would only slow each other. */
  maxBoots: number;
  /** Crashes while it loads, within `crashWindowMs`, that keep an API stopped. */
  crashesBeforeFailed: number;
  crashWindowMs: number;
  /** The same once it listens, under what calls asked of it: crashes.ts says why so many. */
  killsBeforeFailed: number;
  killWindowMs: number;
  /** What one holds that nobody called for `restMs` is given back: it is put to sleep above this. */
  recycleBytes: number;
  /** Without a call for so long it is at rest: no connection to it is open, and it has nothing to do. */
  restMs: number;
  /** Work that a reply leaves behind may go on for so long. */
  afterworkMs: number;
  /** CPU time within one look that counts as work. */
  afterworkCpuMs: number;
  /** What is asleep for so long is forgotten. */
  forgetMs: number;
}

export const POOL_LIMITS: PoolLimits = {
  idleMs: 120_000, maxConcurrent: 200, maxLifeMs: 3_600_000, drainMs: 30_000, maxBoots: 8, crashesBeforeFailed: 5, crashWindowMs: 60_000,
  killsBeforeFailed: 200, killWindowMs: 600_000,
  recycleBytes: 128 << 20, restMs: 15_000, afterworkMs: 30_000, afterworkCpuMs: 50, forgetMs: 3_600_000,
};

/** Time as the pool sees it; tests move it. */
export interface Timers {
  now(): number;
  /** Calls back once; the returned function prevents it. */
  after(ms: number, work: () => void): () => void;
}

export const systemTimers: Timers = {
  now: Date.now,
  after(ms, work) {
    const timer = setTimeout(work, ms);
    timer.unref();
    return () => clearTimeout(timer);
  },
};

/** Resolves after `ms`, or when `event` does. */
export function pause(timers: Timers, ms: number, event?: Promise<unknown>): Promise<void> {
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = timers.after(ms, resolve);
    void event?.then(() => {
      stop();
      resolve();
    });
  });
}
