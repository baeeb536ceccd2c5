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

export const createPool = (deps: PoolDeps): Pool => new RuntimePool(deps);

class RuntimePool implements Pool {
  readonly #deps: PoolDeps;
  readonly #entries = new Map<string, Entry>();
  /** Drained runtimes that have not ended. */
  readonly #ending = new Set<Promise<void>>();
  #isClosed = false;

  constructor(deps: PoolDeps) {
    this.#deps = deps;
  }

  wake(apiId: string): Promise<RuntimeAddress> {
    if (this.#isClosed) return Promise.reject(new AppError("unavailable", "The runner is stopping.", { headers: { "Retry-After": "2" } }));
    const entry = this.#entryOf(apiId);
    entry.waking ??= this.#wakeNow(entry).finally(() => {
      entry.waking = null;
      if (!entry.runtime && entry.wakes === 0 && entry.crashes.length === 0 && entry.state === "asleep") this.#entries.delete(apiId);
    });
    return entry.waking;
  }

  touch(apiIds: string[]): void {
    for (const apiId of apiIds) {
      const entry = this.#entries.get(apiId);
      if (entry) entry.lastUsed = this.#deps.now();
    }
  }

  sleep(apiId: string): void {
    const entry = this.#entries.get(apiId);
    if (entry) this.#drain(entry);
  }

  status(apiId: string): RuntimeStatus {
    return statusOf(this.#entries.get(apiId) ?? newEntry(apiId, this.#deps.now()));
  }

  list(): RuntimeStatus[] {
    return [...this.#entries.values()].map(statusOf);
  }

  awakeCount(): number {
    return [...this.#entries.values()].filter((entry) => entry.runtime).length;
  }

  sweep(): void {
    const { now, limits } = this.#deps;
    for (const entry of this.#entries.values()) {
      if (!entry.runtime || entry.waking) continue;
      if (now() - entry.lastUsed >= limits.idleMs || now() - entry.bootedAt >= limits.maxLifeMs) this.#drain(entry);
    }
  }

  async close(graceMs: number): Promise<void> {
    this.#isClosed = true;
    for (const entry of this.#entries.values()) this.#drain(entry, graceMs);
    await Promise.all([...this.#ending]);
  }

  #entryOf(apiId: string): Entry {
    const known = this.#entries.get(apiId);
    if (known) return known;
    const entry = newEntry(apiId, this.#deps.now());
    this.#entries.set(apiId, entry);
    return entry;
  }

  #enter(entry: Entry, state: RuntimeState, reason: string | null = null): void {
    Object.assign(entry, { state, reason, since: this.#deps.now() });
  }

  async #wakeNow(entry: Entry): Promise<RuntimeAddress> {
    let live: LiveVersion | null;
    try {
      live = await this.#deps.versions.loadLive(entry.apiId);
    } catch (error) {
      const address = this.#warmAddress(entry);
      if (address) return address;
      throw new AppError("unavailable", "The database can't be reached, so this API can't be woken. Try again in a few seconds.", { cause: error, headers: { "Retry-After": "2" } });
    }
    if (!live) {
      this.#drain(entry);
      throw new AppError("not_found", "This API has no live version.");
    }
    const address = entry.versionId === live.versionId ? this.#warmAddress(entry) : null;
    if (address) return address;
    this.#drain(entry);
    return this.#boot(entry, live);
  }

  #warmAddress(entry: Entry): RuntimeAddress | null {
    const { runtime, versionId } = entry;
    if (!runtime || runtime.hasExited() || versionId === null) return null;
    entry.lastUsed = this.#deps.now();
    return { socketPath: runtime.socketPath, versionId, isCold: false, wakeMs: 0 };
  }

  async #boot(entry: Entry, live: LiveVersion): Promise<RuntimeAddress> {
    const start = performance.now();
    this.#makeRoom(entry.apiId);
    this.#enter(entry, "waking");
    entry.versionId = live.versionId;
    let runtime: BootedRuntime;
    try {
      runtime = await this.#deps.boot(entry.apiId, live);
    } catch (error) {
      if (error instanceof AppError && error.code === "bad_gateway") await this.#recordCrash(entry, error.message);
      else this.#enter(entry, "asleep");
      throw error;
    }
    if (this.#isClosed) runtime.kill();
    const [wakeMs, at] = [performance.now() - start, this.#deps.now()];
    Object.assign(entry, { runtime, lastUsed: at, bootedAt: at, wakes: entry.wakes + 1, lastWakeMs: wakeMs });
    this.#enter(entry, "awake");
    void runtime.exited.then(({ reason }) => {
      if (entry.runtime !== runtime || this.#isClosed) return;
      entry.runtime = null;
      void this.#recordCrash(entry, reason);
    });
    return { socketPath: runtime.socketPath, versionId: live.versionId, isCold: true, wakeMs };
  }

  #makeRoom(forApi: string): void {
    const busy = [...this.#entries.values()].filter((entry) => entry.apiId !== forApi && (entry.runtime || entry.state === "waking"));
    if (busy.length < this.#deps.limits.maxConcurrent) return;
    const oldest = busy.filter((entry) => entry.runtime && !entry.waking).sort((a, b) => a.lastUsed - b.lastUsed)[0];
    if (!oldest) throw new AppError("unavailable", "Every runtime of this host is starting. Try again in a second.", { headers: { "Retry-After": "1" } });
    this.#drain(oldest);
  }

  #drain(entry: Entry, graceMs = this.#deps.limits.drainMs): void {
    const runtime = entry.runtime;
    if (!runtime) return;
    entry.runtime = null;
    this.#enter(entry, "draining");
    runtime.retire(graceMs);
    const end = runtime.exited.then(() => {
      this.#ending.delete(end);
      if (entry.state === "draining") this.#enter(entry, "asleep");
    });
    this.#ending.add(end);
  }

  async #recordCrash(entry: Entry, reason: string): Promise<void> {
    const { limits, now, log, versions } = this.#deps;
    entry.crashes = [...entry.crashes.filter((at) => now() - at < limits.crashWindowMs), now()];
    log.warn("runtime.crashed", { apiId: entry.apiId, versionId: entry.versionId, reason, crashes: entry.crashes.length });
    if (entry.crashes.length < limits.crashesBeforeFailed) return this.#enter(entry, "asleep", reason);
    const said = `It crashed ${entry.crashes.length} times within a minute and was stopped. Last: ${reason}`;
    this.#enter(entry, "failed", said);
    entry.crashes = [];
    await versions.fail(entry.apiId, said).catch((error: unknown) => log.error("runtime.fail_failed", { apiId: entry.apiId, error }));
  }
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
