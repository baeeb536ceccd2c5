import type { LostCall } from "../runtime.ts";
import type { PoolLimits } from "./pool-limits.ts";
import { routeOf } from "./route-of.ts";
import type { Slot } from "./slot.ts";

/** One runtime of an API that ended by itself or was killed. */
export interface Crash {
  at: number;
  reason: string;
  /** Where it listened. Null: it ended while it loaded. */
  socketPath: string | null;
  /** Of the calls that it took along. */
  routes: Set<string>;
}

const BACKOFF_MS = [0, 0, 250, 500, 1000, 2000];
const MAX_ROUTES = 20;
const TOLD_ROUTES = 3;

/**
 * Takes a crash in; tells in words that the API is to be kept stopped (quarantine), or null. Code that crashes while it loads does so for
 * everybody: five within a minute are a loop. Once it listens it works only when called, so whatever ends it is what a caller asked for, and
 * some requests of one stranger must not take it from everybody: its starts only wait, up to 2 s, and the owner is told under which routes it
 * ended. It is kept stopped when that goes on for most of ten minutes, about as fast as those waits let it.
 */
export function takeCrash(slot: Slot, crash: Crash, limits: PoolLimits): string | null {
  slot.crashes = [...slot.crashes.filter(({ at }) => crash.at - at < limits.killWindowMs), crash];
  const isLoading = crash.socketPath === null;
  const [bound, windowMs] = isLoading ? [limits.crashesBeforeFailed, limits.crashWindowMs] : [limits.killsBeforeFailed, limits.killWindowMs];
  const alike = slot.crashes.filter(({ at, socketPath }) => (socketPath === null) === isLoading && crash.at - at < windowMs);
  if (alike.length < bound) return null;
  return `It stopped ${alike.length} times within ${Math.round(windowMs / 1000)} seconds, so it is kept stopped until you restart it. The last time: ${crash.reason}${lostCalls(alike)}`;
}

/** How long its next start waits: each crash within a minute makes it longer. */
export function backoffMs(slot: Slot, now: number, limits: PoolLimits): number {
  const recent = slot.crashes.filter(({ at }) => now - at < limits.crashWindowMs);
  const pauseMs = BACKOFF_MS[Math.min(recent.length, BACKOFF_MS.length - 1)] ?? 0;
  return Math.max(0, pauseMs - (now - (recent.at(-1)?.at ?? 0)));
}

/** Whether calls have lately made it compute or grow beyond its bounds: it then begins with the least share of the CPU. */
export const isSuspect = (slot: Slot, now: number, limits: PoolLimits): boolean =>
  slot.crashes.some(({ at, socketPath }) => socketPath !== null && now - at < limits.crashWindowMs);

/** Remembers what was asked of the runtime that ended. */
export function takeLostCall(slot: Slot, lost: LostCall): void {
  const crash = slot.crashes.findLast(({ socketPath }) => socketPath === lost.socketPath);
  if (crash && crash.routes.size < MAX_ROUTES) crash.routes.add(routeOf(lost.method, lost.target));
}

/** How calls have ended it lately, for its owner; also while it serves again. */
export function whyStopped(slot: Slot, now: number, limits: PoolLimits): string | null {
  const kills = slot.crashes.filter(({ at, socketPath }) => socketPath !== null && now - at < limits.killWindowMs);
  const last = kills.at(-1);
  if (!last) return null;
  const often = kills.length === 1 ? "" : `It was stopped ${kills.length} times within ${limits.killWindowMs / 60_000} minutes by what calls asked of it. The last time: `;
  return `${often}${last.reason}${lostCalls(kills)}`;
}

/** The calls that it ended under most often come first: the one that ends it is under way every time, others by chance. */
function lostCalls(kills: readonly Crash[]): string {
  const times = new Map<string, number>();
  for (const { routes } of kills) for (const route of routes) times.set(route, (times.get(route) ?? 0) + 1);
  const most = [...times].toSorted(([, a], [, b]) => b - a).slice(0, TOLD_ROUTES);
  if (most.length === 0) return "";
  return ` Under way then: ${most.map(([route, count]) => (kills.length === 1 ? route : `${route} (${count} of ${kills.length} times)`)).join(", ")}.`;
}
