import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { LiveVersion, RuntimeAddress, RuntimeState, RuntimeStatus, VersionSource } from "./runtime.ts";
import type { BootedRuntime } from "./workerd/boot-runtime.ts";

export interface PoolDeps {
  versions: VersionSource;
  boot(apiId: string, live: LiveVersion): Promise<BootedRuntime>;
  log: Log;
  now(): number;
  limits: PoolLimits;
}
export interface PoolLimits {
  idleMs: number;
  maxConcurrent: number;
  maxLifeMs: number;
  /** How long a draining runtime may finish its calls. */
  drainMs: number;
  crashesBeforeFailed: number;
  crashWindowMs: number;
}

/** The life cycle of the runtimes: asleep → waking → awake → draining → asleep, failed after a crash loop. One runtime per API. */
export interface Pool {
  wake(apiId: string): Promise<RuntimeAddress>;
  touch(apiIds: string[]): void;
  sleep(apiId: string): void;
  status(apiId: string): RuntimeStatus;
  list(): RuntimeStatus[];
  awakeCount(): number;
  /** Sleeps what is idle or too old. Called at an interval. */
  sweep(): void;
  /** Drains everything; resolves when every process is gone. */
  close(graceMs: number): Promise<void>;
}

interface Entry {
  apiId: string;
  state: RuntimeState;
  since: number;
  versionId: string | null;
  runtime: BootedRuntime | null;
  waking: Promise<RuntimeAddress> | null;
  lastUsed: number;
  bootedAt: number;
  wakes: number;
  lastWakeMs: number | null;
  crashes: number[];
  reason: string | null;
}

export function createPool(deps: PoolDeps): Pool {
  const { limits, now, log } = deps;
  const entries = new Map<string, Entry>();
  /** Drained runtimes that have not ended. */
  const ending = new Set<Promise<void>>();
  let isClosed = false;

  const entryOf = (apiId: string): Entry => {
    const known = entries.get(apiId);
    if (known) return known;
    const entry = newEntry(apiId, now());
    entries.set(apiId, entry);
    return entry;
  };
  const enter = (entry: Entry, state: RuntimeState, reason: string | null = null) => {
    Object.assign(entry, { state, reason, since: now() });
  };
  const drain = (entry: Entry, graceMs = limits.drainMs) => {
    const runtime = entry.runtime;
    if (!runtime) return;
    entry.runtime = null;
    enter(entry, "draining");
    runtime.drain(graceMs);
    const end = runtime.exited.then(() => {
      ending.delete(end);
      if (entry.state === "draining") enter(entry, "asleep");
    });
    ending.add(end);
  };
  const recordCrash = async (entry: Entry, reason: string) => {
    entry.crashes = [...entry.crashes.filter((at) => now() - at < limits.crashWindowMs), now()];
    log.warn("runtime.crashed", { apiId: entry.apiId, versionId: entry.versionId, reason, crashes: entry.crashes.length });
    if (entry.crashes.length < limits.crashesBeforeFailed) return enter(entry, "asleep", reason);
    const said = `It crashed ${entry.crashes.length} times within a minute and was stopped. Last: ${reason}`;
    enter(entry, "failed", said);
    entry.crashes = [];
    await deps.versions.fail(entry.apiId, said).catch((error: unknown) => log.error("runtime.fail_failed", { apiId: entry.apiId, error }));
  };
  const makeRoom = (forApi: string) => {
    const busy = [...entries.values()].filter((entry) => entry.apiId !== forApi && (entry.runtime || entry.state === "waking"));
    if (busy.length < limits.maxConcurrent) return;
    const oldest = busy.filter((entry) => entry.runtime && !entry.waking).sort((a, b) => a.lastUsed - b.lastUsed)[0];
    if (!oldest) throw new AppError("unavailable", "Every runtime of this host is starting. Try again in a second.", { headers: { "Retry-After": "1" } });
    drain(oldest);
  };

  const boot = async (entry: Entry, live: LiveVersion): Promise<RuntimeAddress> => {
    const start = performance.now();
    makeRoom(entry.apiId);
    enter(entry, "waking");
    entry.versionId = live.versionId;
    let runtime: BootedRuntime;
    try {
      runtime = await deps.boot(entry.apiId, live);
    } catch (error) {
      if (error instanceof AppError && error.code === "bad_gateway") await recordCrash(entry, error.message);
      else enter(entry, "asleep");
      throw error;
    }
    if (isClosed) runtime.kill();
    const wakeMs = performance.now() - start;
    Object.assign(entry, { runtime, lastUsed: now(), bootedAt: now(), wakes: entry.wakes + 1, lastWakeMs: wakeMs });
    enter(entry, "awake");
    void runtime.exited.then((reason) => {
      if (entry.runtime !== runtime || isClosed) return;
      entry.runtime = null;
      void recordCrash(entry, reason);
    });
    return { socketPath: runtime.socketPath, versionId: live.versionId, isCold: true, wakeMs };
  };

  const wakeNow = async (entry: Entry): Promise<RuntimeAddress> => {
    const warm = (): RuntimeAddress | null => {
      const { runtime, versionId } = entry;
      if (!runtime || runtime.hasExited() || versionId === null) return null;
      entry.lastUsed = now();
      return { socketPath: runtime.socketPath, versionId, isCold: false, wakeMs: 0 };
    };
    let live: LiveVersion | null;
    try {
      live = await deps.versions.loadLive(entry.apiId);
    } catch (error) {
      const address = warm();
      if (address) return address;
      throw new AppError("unavailable", "The database can't be reached, so this API can't be woken. Try again in a few seconds.", { cause: error, headers: { "Retry-After": "2" } });
    }
    if (!live) {
      drain(entry);
      throw new AppError("not_found", "This API has no live version.");
    }
    const address = entry.versionId === live.versionId ? warm() : null;
    if (address) return address;
    drain(entry);
    return boot(entry, live);
  };

  return {
    wake(apiId) {
      if (isClosed) return Promise.reject(new AppError("unavailable", "The runner is stopping.", { headers: { "Retry-After": "2" } }));
      const entry = entryOf(apiId);
      entry.waking ??= wakeNow(entry).finally(() => {
        entry.waking = null;
        if (!entry.runtime && entry.wakes === 0 && entry.crashes.length === 0 && entry.state === "asleep") entries.delete(apiId);
      });
      return entry.waking;
    },
    touch(apiIds) {
      for (const apiId of apiIds) {
        const entry = entries.get(apiId);
        if (entry) entry.lastUsed = now();
      }
    },
    sleep(apiId) {
      const entry = entries.get(apiId);
      if (entry) drain(entry);
    },
    status: (apiId) => statusOf(entries.get(apiId) ?? newEntry(apiId, now())),
    list: () => [...entries.values()].map(statusOf),
    awakeCount: () => [...entries.values()].filter((entry) => entry.runtime).length,
    sweep() {
      for (const entry of entries.values()) {
        if (!entry.runtime || entry.waking) continue;
        if (now() - entry.lastUsed >= limits.idleMs || now() - entry.bootedAt >= limits.maxLifeMs) drain(entry);
      }
    },
    async close(graceMs) {
      isClosed = true;
      for (const entry of entries.values()) drain(entry, graceMs);
      await Promise.all([...ending]);
    },
  };
}

function newEntry(apiId: string, at: number): Entry {
  return {
    ...{ apiId, state: "asleep", since: at, versionId: null, runtime: null, waking: null },
    ...{ lastUsed: at, bootedAt: at, wakes: 0, lastWakeMs: null, crashes: [], reason: null },
  } as Entry;
}

function statusOf(entry: Entry): RuntimeStatus {
  const usage = entry.runtime?.usage() ?? null;
  return {
    apiId: entry.apiId,
    versionId: entry.versionId,
    state: entry.state,
    since: new Date(entry.since).toISOString(),
    wakes: entry.wakes,
    lastWakeMs: entry.lastWakeMs,
    memoryBytes: usage?.memoryBytes ?? null,
    cpuMs: usage?.cpuMs ?? null,
    reason: entry.reason,
  };
}
