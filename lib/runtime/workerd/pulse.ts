import type { WatchdogLimits } from "./watchdog.ts";

/** What is known of the turning of one event loop, in CPU time of its thread. */
export interface Pulse {
  cpuMs: number;
  isResting: boolean;
  pingedAtCpuMs: number;
  /** When the ping under way left. */
  waitingSinceCpuMs: number | null;
  /** What it has open without a call. */
  usualFiles: number | null;
  /** CPU time of the last looks: what it used lately decides its priority. */
  spent: number[];
  nice: number;
}

/** The more a runtime computes, the more it yields to the platform and to the other runtimes; one that rarely does is as quick as they are. */
export const NICE = [{ nice: 0, fromMs: 0 }, { nice: 10, fromMs: 100 }, { nice: 19, fromMs: 300 }] as const;
/** `fromMs` is CPU time within so many looks, 0.8 s at work. */
const LOOKS = 40;
/** It comes back below this share of what brought it there. */
const BACK_SHARE = 0.6;

/** What it used to load is no call's. One that is suspect begins as if it had computed all the time. */
export const newPulse = (cpuMs = 0, usualFiles: number | null = null, isSuspect = false): Pulse => ({
  cpuMs, isResting: false, pingedAtCpuMs: cpuMs, waitingSinceCpuMs: null, usualFiles, spent: isSuspect ? [NICE[2].fromMs] : [], nice: isSuspect ? NICE[2].nice : NICE[0].nice,
});

export interface PulseFinding {
  isBlocked: boolean;
  blockedCpuMs: number;
  isToBePinged: boolean;
  /** Its new priority; null: as before. */
  nice: number | null;
}

/** Takes in a sample. `countFiles` is asked only when a ping has waited for long. */
export function pulseOf(pulse: Pulse, cpuMs: number, countFiles: () => number | null, limits: WatchdogLimits): PulseFinding {
  pulse.isResting = pulse.waitingSinceCpuMs === null && cpuMs === pulse.cpuMs;
  const nice = niceFor(pulse, cpuMs - pulse.cpuMs);
  pulse.cpuMs = cpuMs;
  // Counted since the last answered ping, not per sample: on a busy host a spinning runtime gets little time at once.
  if (pulse.waitingSinceCpuMs === null) return { isBlocked: false, blockedCpuMs: 0, isToBePinged: cpuMs - pulse.pingedAtCpuMs >= limits.busyCpuMs, nice };
  const blockedCpuMs = cpuMs - pulse.waitingSinceCpuMs;
  const isBlocked = blockedCpuMs >= limits.blockedCpuMs && blockedCpuMs >= allowanceMs(pulse, countFiles(), limits);
  return { isBlocked, blockedCpuMs, isToBePinged: false, nice };
}

/** A ping leaves; returns what its end calls. One that failed is as if it had not been sent: the next sample sends another. */
export function beginPing(pulse: Pulse): (isAnswered: boolean) => void {
  const sinceCpuMs = pulse.cpuMs;
  pulse.waitingSinceCpuMs = sinceCpuMs;
  return (isAnswered) => {
    if (pulse.waitingSinceCpuMs !== sinceCpuMs) return;
    pulse.waitingSinceCpuMs = null;
    if (isAnswered) pulse.pingedAtCpuMs = sinceCpuMs;
  };
}

/** workerd runs the calls that have arrived one after the other before it answers a ping: each connection beyond the first may take its turn. */
function allowanceMs(pulse: Pulse, files: number | null, limits: WatchdogLimits): number {
  const connections = files === null || pulse.usualFiles === null ? limits.unknownConnections : Math.max(1, files - pulse.usualFiles);
  return limits.blockedCpuMs + (connections - 1) * limits.turnCpuMs;
}

function niceFor(pulse: Pulse, spentMs: number): number | null {
  pulse.spent.push(spentMs);
  if (pulse.spent.length > LOOKS) pulse.spent.shift();
  const lately = pulse.spent.reduce((sum, ms) => sum + ms, 0);
  const reached = NICE.findLast(({ fromMs, nice }) => lately >= (nice <= pulse.nice ? fromMs * BACK_SHARE : fromMs));
  const nice = reached?.nice ?? pulse.nice;
  if (nice === pulse.nice) return null;
  pulse.nice = nice;
  return nice;
}
