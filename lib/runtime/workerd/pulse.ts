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

/** Every runtime yields to the platform; one that computes most of the time yields to the other runtimes too. */
export const NICE = { usual: 5, greedy: 19 };
const LOOKS = 40;
/** CPU milliseconds within the last looks. */
const GREEDY = { from: 400, to: 120 };

/** What it used to load is no call's. */
export const newPulse = (cpuMs = 0, usualFiles: number | null = null): Pulse => ({
  cpuMs, isResting: false, pingedAtCpuMs: cpuMs, waitingSinceCpuMs: null, usualFiles, spent: [], nice: NICE.usual,
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
  const nice = lately >= GREEDY.from ? NICE.greedy : lately <= GREEDY.to ? NICE.usual : pulse.nice;
  if (nice === pulse.nice) return null;
  pulse.nice = nice;
  return nice;
}
