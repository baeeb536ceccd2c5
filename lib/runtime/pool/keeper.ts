import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { LiveVersion, VersionSource } from "../host-ports.ts";
import type { RuntimeAddress } from "../runtime.ts";
import type { BootedRuntime } from "../workerd/boot-runtime.ts";
import { createBootQueue, type BootQueue } from "./boot-queue.ts";
import { backoffMs, isSuspect, takeCrash } from "./crashes.ts";
import { createEndings, type Endings } from "./endings.ts";
import { whoMakesRoom } from "./make-room.ts";
import { pause, type PoolLimits, type Timers } from "./pool-limits.ts";
import { enter, type Running, type Slot } from "./slot.ts";

export interface KeeperDeps {
  versions: VersionSource;
  /** `isSuspect`: its calls lately ended it. */
  boot(apiId: string, live: LiveVersion, isSuspect: boolean): Promise<BootedRuntime>;
  log: Log;
  timers: Timers;
  limits: PoolLimits;
  /** Tells the owner, in the API's log, what happened to its runtime. */
  tell(apiId: string, versionId: string, words: string): void;
}
interface Retiring {
  slot: Slot;
  runtime: BootedRuntime;
}

/** Starts, replaces and ends the processes of the slots, and takes in how they end by themselves. */
export class Keeper {
  readonly endings: Endings;
  readonly #deps: KeeperDeps;
  readonly #slots: ReadonlyMap<string, Slot>;
  readonly #boots: BootQueue;
  /** Oldest first. */
  readonly #retiring = new Set<Retiring>();
  readonly #ends = new Set<Promise<unknown>>();
  #isClosed = false;

  constructor(deps: KeeperDeps, slots: ReadonlyMap<string, Slot>) {
    this.#deps = deps;
    this.#slots = slots;
    this.#boots = createBootQueue(deps.limits.maxBoots);
    this.endings = createEndings(deps.timers);
  }

  /** Boots `live` and hands the calls over to it; what took them before finishes those that it has. */
  async start(slot: Slot, live: LiveVersion): Promise<RuntimeAddress> {
    const { timers, limits } = this.#deps;
    const startedAt = performance.now();
    slot.workspaceId = live.workspaceId;
    // The state says what a call would meet: while an older runtime still takes calls, the API is awake.
    if (!slot.current) enter(slot, "waking", timers.now());
    await pause(timers, backoffMs(slot, timers.now(), limits));
    const booted = await this.#boots.run(live.workspaceId, () => {
      this.#makeRoom(slot, live.workspaceId);
      return this.#boot(slot, live);
    });
    this.retire(slot, limits.drainMs);
    const wakeMs = performance.now() - startedAt;
    const now = timers.now();
    const running: Running = { runtime: booted, versionId: live.versionId, bootedAt: now, restCpuMs: null };
    if (slot.versionId !== live.versionId) slot.crashes = [];
    Object.assign(slot, { current: running, versionId: live.versionId, lastUsed: now, wakes: slot.wakes + 1, lastWakeMs: wakeMs });
    if (slot.state !== "waking") enter(slot, "waking", now);
    enter(slot, "awake", now);
    this.endings.follow(booted);
    void booted.exited.then(({ reason }) => {
      if (slot.current !== running || this.#isClosed) return;
      slot.current = null;
      this.#deps.tell(slot.apiId, live.versionId, reason);
      void this.#recordCrash(slot, live.versionId, reason, booted.socketPath);
    });
    return { socketPath: booted.socketPath, versionId: live.versionId, isCold: true, wakeMs };
  }

  /** Takes the calls away from the slot's runtime, which finishes those that it has. */
  retire(slot: Slot, graceMs = this.#deps.limits.drainMs, reason: string | null = null): void {
    const { timers } = this.#deps;
    const { current } = slot;
    if (!current) return;
    slot.current = null;
    slot.retiring += 1;
    enter(slot, "draining", timers.now(), reason);
    const retiring = { slot, runtime: current.runtime };
    this.#retiring.add(retiring);
    current.runtime.retire(graceMs);
    const end = current.runtime.exited.then(() => {
      this.#retiring.delete(retiring);
      this.#ends.delete(end);
      slot.retiring -= 1;
      if (slot.state === "draining" && slot.retiring === 0) enter(slot, "asleep", timers.now(), slot.reason);
    });
    this.#ends.add(end);
    this.#boundRetiring();
  }

  /** With the reason, which its owner is told, when it did not just fall asleep. */
  putToSleep(slot: Slot, reason: string | null): void {
    if (reason && slot.versionId) this.#deps.tell(slot.apiId, slot.versionId, reason);
    this.retire(slot, this.#deps.limits.drainMs, reason);
  }

  async close(graceMs: number): Promise<void> {
    this.#isClosed = true;
    for (const slot of this.#slots.values()) this.retire(slot, graceMs);
    await Promise.all([...this.#ends]);
  }

  async #boot(slot: Slot, live: LiveVersion): Promise<BootedRuntime> {
    const { timers } = this.#deps;
    const sleepAgain = () => {
      // The version before it still takes calls: nobody asks for it any more, unless it is the same.
      if (slot.current && slot.current.versionId !== live.versionId) this.retire(slot);
      if (slot.state === "waking") enter(slot, "asleep", timers.now());
    };
    let booted: BootedRuntime;
    try {
      if (this.#isClosed) throw stopping();
      const boot = this.#deps.boot(slot.apiId, live, isSuspect(slot, timers.now(), this.#deps.limits));
      const end = boot.catch(() => {}).finally(() => this.#ends.delete(end));
      this.#ends.add(end);
      booted = await boot;
    } catch (error) {
      sleepAgain();
      if (error instanceof AppError && error.code === "bad_gateway") await this.#recordCrash(slot, live.versionId, error.message, null);
      throw error;
    }
    if (!this.#isClosed) return booted;
    booted.kill();
    sleepAgain();
    throw stopping();
  }

  #makeRoom(forSlot: Slot, workspaceId: string): void {
    const { limits, timers } = this.#deps;
    const slots = [...this.#slots.values()];
    const awake = slots.filter((slot) => slot.current && slot !== forSlot).length;
    for (let over = awake + this.#boots.running() - limits.maxConcurrent; over > 0; over--) {
      const giving = whoMakesRoom(slots, workspaceId, limits.maxConcurrent, timers.now() - limits.restMs);
      if (giving) this.retire(giving);
    }
  }

  /** Those that end their calls take memory too: beyond a quarter of the places, whose workspace has most of them loses the oldest. */
  #boundRetiring(): void {
    const places = Math.max(2, Math.floor(this.#deps.limits.maxConcurrent / 4));
    if (this.#retiring.size <= places) return;
    const byWorkspace = [...Map.groupBy(this.#retiring, ({ slot }) => slot.workspaceId).values()];
    const [oldest] = byWorkspace.toSorted((a, b) => b.length - a.length)[0] ?? [];
    if (!oldest) return;
    this.endings.decide(oldest.runtime, { code: "bad_gateway", reason: "Its runtime was needed for others while this call was taking long." });
    this.#retiring.delete(oldest);
    oldest.runtime.kill();
  }

  async #recordCrash(slot: Slot, versionId: string, reason: string, socketPath: string | null): Promise<void> {
    const { limits, timers, log, versions } = this.#deps;
    const now = timers.now();
    const said = takeCrash(slot, { at: now, reason, socketPath, routes: new Set() }, limits);
    log.warn("runtime.crashed", { apiId: slot.apiId, versionId, reason, crashes: slot.crashes.length });
    if (said === null) {
      if (!slot.current && slot.state !== "waking") enter(slot, "asleep", now, reason);
      else slot.reason = reason;
      return;
    }
    this.retire(slot);
    enter(slot, "failed", now, said);
    slot.crashes = [];
    this.#deps.tell(slot.apiId, versionId, said);
    await versions.fail(slot.apiId, said).catch((error: unknown) => log.error("runtime.fail_failed", { apiId: slot.apiId, error }));
  }
}

export const stopping = (): AppError => new AppError("unavailable", "The runner is stopping.", { headers: { "Retry-After": "2" } });
