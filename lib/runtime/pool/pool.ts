import { AppError } from "#lib/errors.ts";
import { parseRuntimeName } from "../runtime-name.ts";
import type { LostCall, RuntimeAddress, RuntimeEnd, RuntimeStatus } from "../runtime.ts";
import { takeLostCall } from "./crashes.ts";
import { Keeper, type KeeperDeps, stopping } from "./keeper.ts";
import { loadLive } from "./load-live.ts";
import { enter, isForgettable, newSlot, statusOf, type Slot } from "./slot.ts";
import { renew, wakeNow } from "./wake-now.ts";
import { whySleep } from "./why-sleep.ts";

export type PoolDeps = KeeperDeps;

/** The life cycle of the runtimes (slot.ts has its states). One runtime per API takes its calls, and one per other version that is asked for: `apiId` is a runtime's name. */
export interface Pool {
  /** `lostSocket`: an address that does not answer, so another one is wanted. */
  wake(apiId: string, lostSocket?: string): Promise<RuntimeAddress>;
  touch(apiIds: readonly string[]): void;
  sleep(apiId: string): void;
  /** A fresh runtime, without a call dropped; also out of a quarantine. */
  restart(apiId: string): Promise<RuntimeStatus>;
  /** Restarts what is awake: everything, or this one. Tells how many. */
  reload(apiId?: string): Promise<number>;
  /** What is live may have changed: an awake API gets its new version, a paused one sleeps; so do its runtimes of other versions. */
  refresh(apiId: string): Promise<void>;
  status(apiId: string): RuntimeStatus;
  list(): RuntimeStatus[];
  awakeCount(): number;
  /** How the runtime under this call ended, when it ended by itself or was killed. */
  explainLost(lost: LostCall): Promise<RuntimeEnd | null>;
  /** Sleeps what is idle, replaces what is too old. Called at an interval. */
  sweep(): void;
  /** Drains everything; resolves when every process is gone. */
  close(graceMs: number): Promise<void>;
}

export const createPool = (deps: PoolDeps): Pool => new RuntimePool(deps);

class RuntimePool implements Pool {
  readonly #deps: PoolDeps;
  readonly #slots = new Map<string, Slot>();
  readonly #keeper: Keeper;
  #isClosed = false;

  constructor(deps: PoolDeps) {
    this.#deps = deps;
    this.#keeper = new Keeper(deps, this.#slots);
  }

  async wake(apiId: string, lostSocket?: string): Promise<RuntimeAddress> {
    this.#requireOpen();
    const slot = this.#slotOf(apiId);
    slot.queue += 1;
    try {
      for (;;) {
        const under = slot.waking;
        if (!under) return await this.#change(slot, "wake", () => wakeNow(slot, lostSocket, this.#deps, this.#keeper));
        const address = await (under.kind === "wake" ? under.done : under.done.catch(() => null));
        // One that was under way already may have come to the runtime that is lost.
        if (address && address.socketPath !== lostSocket) return address;
      }
    } finally {
      slot.queue -= 1;
      this.#forgetUnused(slot);
    }
  }

  touch(apiIds: readonly string[]): void {
    for (const apiId of apiIds) {
      const slot = this.#slots.get(apiId);
      if (slot) slot.lastUsed = this.#deps.timers.now();
    }
  }

  sleep(apiId: string): void {
    const slot = this.#slots.get(apiId);
    if (slot) this.#keeper.retire(slot);
  }

  async restart(apiId: string): Promise<RuntimeStatus> {
    this.#requireOpen();
    const slot = this.#slotOf(apiId);
    slot.crashes = [];
    try {
      while (slot.waking) await slot.waking.done.catch(() => {});
      await this.#change(slot, "replacement", async () => this.#keeper.start(slot, await loadLive(slot, this.#deps, this.#keeper)));
      return this.status(apiId);
    } finally {
      this.#forgetUnused(slot);
    }
  }

  async reload(apiId?: string): Promise<number> {
    const awake = [...this.#slots.values()].filter((slot) => slot.current && (apiId === undefined || slot.apiId === apiId));
    if (apiId !== undefined && awake.length === 0 && !(await this.#deps.versions.loadLive(apiId))) throw new AppError("not_found", "There is no such API with a live version.");
    const done = await Promise.allSettled(awake.map((slot) => this.restart(slot.apiId)));
    return done.filter(({ status }) => status === "fulfilled").length;
  }

  async refresh(apiId: string): Promise<void> {
    const named = [...this.#slots.keys()].filter((name) => name.startsWith(apiId) && parseRuntimeName(name).apiId === apiId);
    await Promise.all(named.map((name) => this.#refreshOne(this.#slots.get(name))));
  }

  async #refreshOne(slot: Slot | undefined): Promise<void> {
    if (!slot || this.#isClosed || (!slot.current && slot.state === "asleep")) return;
    try {
      await loadLive(slot, this.#deps, this.#keeper);
      while (slot.waking) await slot.waking.done.catch(() => {});
      if (slot.current) await this.#change(slot, "replacement", () => renew(slot, this.#deps, this.#keeper));
      else if (slot.state === "paused" || slot.state === "failed") enter(slot, "asleep", this.#deps.timers.now());
    } catch (error) {
      this.#deps.log.debug("runtime.not_refreshed", { apiId: slot.apiId, error });
    }
  }

  status(apiId: string): RuntimeStatus {
    return this.#statusOf(this.#slots.get(apiId) ?? newSlot(apiId, this.#deps.timers.now()));
  }

  list(): RuntimeStatus[] {
    return [...this.#slots.values()].map((slot) => this.#statusOf(slot));
  }

  awakeCount(): number {
    return [...this.#slots.values()].filter((slot) => slot.current).length;
  }

  async explainLost(lost: LostCall): Promise<RuntimeEnd | null> {
    const end = await this.#keeper.endings.of(lost.socketPath);
    const slot = this.#slots.get(lost.apiId);
    if (slot) takeLostCall(slot, lost);
    return end;
  }

  sweep(): void {
    const { timers, limits } = this.#deps;
    for (const slot of this.#slots.values()) {
      const verdict = whySleep(slot, timers.now(), limits);
      if (verdict?.do === "replace") void this.#replace(slot);
      if (verdict?.do === "sleep") this.#keeper.putToSleep(slot, verdict.reason);
      if (isForgettable(slot) && timers.now() - slot.since >= limits.forgetMs) this.#slots.delete(slot.apiId);
    }
  }

  async close(graceMs: number): Promise<void> {
    this.#isClosed = true;
    await this.#keeper.close(graceMs);
  }

  #statusOf(slot: Slot): RuntimeStatus {
    return statusOf(slot, this.#deps.timers.now(), this.#deps.limits);
  }

  #requireOpen(): void {
    if (this.#isClosed) throw stopping();
  }

  #slotOf(apiId: string): Slot {
    const known = this.#slots.get(apiId);
    if (known) return known;
    const slot = newSlot(apiId, this.#deps.timers.now());
    this.#slots.set(apiId, slot);
    return slot;
  }

  /** One at a time: the caller has seen that nothing is under way. */
  #change(slot: Slot, kind: "wake" | "replacement", change: () => Promise<RuntimeAddress>): Promise<RuntimeAddress> {
    const done = change().finally(() => {
      slot.waking = null;
    });
    slot.waking = { kind, done };
    return done;
  }

  /** The same version anew. When that fails the old one goes on; the next sweep tries again. */
  async #replace(slot: Slot): Promise<void> {
    const before = slot.current;
    const replacing = this.#change(slot, "replacement", async () => this.#keeper.start(slot, await loadLive(slot, this.#deps, this.#keeper)));
    await replacing.catch((error: unknown) => this.#deps.log.warn("runtime.not_replaced", { apiId: slot.apiId, error }));
    // Later, not every second.
    if (before && slot.current === before) before.bootedAt = this.#deps.timers.now() - this.#deps.limits.maxLifeMs + this.#deps.limits.crashWindowMs;
  }

  /** An id that never had a runtime leaves nothing behind. */
  #forgetUnused(slot: Slot): void {
    if (isForgettable(slot) && slot.wakes === 0 && slot.crashes.length === 0) this.#slots.delete(slot.apiId);
  }
}

