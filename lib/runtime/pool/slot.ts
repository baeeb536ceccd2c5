import type { LiveVersion } from "../host-ports.ts";
import type { RuntimeAddress, RuntimeState, RuntimeStatus } from "../runtime.ts";
import type { BootedRuntime } from "../workerd/boot-runtime.ts";
import { whyStopped, type Crash } from "./crashes.ts";
import type { PoolLimits } from "./pool-limits.ts";

/** A runtime that takes calls. */
export interface Running {
  runtime: BootedRuntime;
  versionId: string;
  bootedAt: number;
  /** Its CPU time when it was last looked at without a call. */
  restCpuMs: number | null;
}

/** One API in the pool: at most one runtime takes its calls, others may be finishing theirs. */
export interface Slot {
  /** The runtime's name: the API's for its live version. */
  apiId: string;
  workspaceId: string | null;
  state: RuntimeState;
  since: number;
  /** Why it is in this state, for its owner. */
  reason: string | null;
  current: Running | null;
  /** Runtimes that take no calls any more and have not ended. */
  retiring: number;
  /** What is under way: a wake, whose outcome is that of every call that waits, or a replacement, whose failure is nobody's. */
  waking: { kind: "wake" | "replacement"; done: Promise<RuntimeAddress> } | null;
  /** Calls for an address that wait. */
  queue: number;
  versionId: string | null;
  lastUsed: number;
  wakes: number;
  lastWakeMs: number | null;
  /** Lately, of the version that is live, oldest first. */
  crashes: Crash[];
}

/** Which state may follow which; anything else is a mistake of ours. */
export const NEXT_STATES: Record<RuntimeState, readonly RuntimeState[]> = {
  asleep: ["waking", "paused", "failed"],
  waking: ["awake", "asleep", "paused", "failed"],
  awake: ["draining", "asleep", "paused", "failed"],
  draining: ["asleep", "waking", "paused", "failed"],
  paused: ["asleep", "waking", "failed"],
  failed: ["asleep", "waking", "paused"],
};

export function enter(slot: Slot, state: RuntimeState, now: number, reason: string | null = null): void {
  if (slot.state !== state) {
    if (!NEXT_STATES[slot.state].includes(state)) throw new Error(`a runtime can't go from ${slot.state} to ${state}`);
    slot.since = now;
  }
  slot.state = state;
  slot.reason = reason;
}

export const newSlot = (apiId: string, now: number): Slot => ({
  apiId, workspaceId: null, state: "asleep", since: now, reason: null, current: null, retiring: 0, waking: null, queue: 0,
  versionId: null, lastUsed: now, wakes: 0, lastWakeMs: null, crashes: [],
});

/** Where its calls go now; null when nothing takes them. */
export function addressOf({ current }: Slot): RuntimeAddress | null {
  if (!current || current.runtime.hasExited()) return null;
  return { socketPath: current.runtime.socketPath, versionId: current.versionId, isCold: false, wakeMs: 0 };
}

export const isSame = (running: Running | null, live: LiveVersion): boolean => running?.versionId === live.versionId && !running.runtime.hasExited();

/** Nothing of it runs and nobody waits for it. */
export const isForgettable = (slot: Slot): boolean => !slot.current && !slot.waking && slot.retiring === 0 && slot.queue === 0 && slot.state !== "waking";

export function statusOf(slot: Slot, now: number, limits: PoolLimits): RuntimeStatus {
  const usage = slot.current?.runtime.usage() ?? null;
  return {
    apiId: slot.apiId, versionId: slot.versionId, state: slot.state, since: new Date(slot.since).toISOString(), wakes: slot.wakes, lastWakeMs: slot.lastWakeMs,
    memoryBytes: usage?.memoryBytes ?? null, cpuMs: usage?.cpuMs ?? null, queue: slot.queue, reason: reasonOf(slot, now, limits),
  };
}

/** What ended it under calls is told for as long as it counts, also when it serves again; any other reason goes first. */
function reasonOf(slot: Slot, now: number, limits: PoolLimits): string | null {
  const isOther = slot.reason !== null && slot.crashes.findLast(({ socketPath }) => socketPath !== null)?.reason !== slot.reason;
  return isOther ? slot.reason : (whyStopped(slot, now, limits) ?? slot.reason);
}
