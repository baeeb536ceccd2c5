import type { WatchdogLimits } from "./watchdog.ts";

/** What is known of the turning of one event loop, in CPU time of its thread. */
export interface Pulse {
  cpuMs: number;
  isResting: boolean;
  pingedAtCpuMs: number;
  /** The ping under way: since when it waits, and since when nothing was written. */
  waiting: { sinceCpuMs: number; quietCpuMs: number; writes: number | null } | null;
  /** CPU time of the last looks: what it used lately decides its priority. */
  spent: number[];
  nice: number;
  /** A ping leaves; returns what its end calls. One that failed is as if it had not been sent: the next sample sends another. */
  begin(cpuMs: number): (isAnswered: boolean) => void;
  /** What it used to load is no call's. */
  start(cpuMs: number): void;
}

/** Every runtime yields to the platform; one that computes most of the time yields to the other runtimes too. */
export const NICE = { usual: 5, greedy: 19 };
const LOOKS = 40;
/** CPU milliseconds within the last looks. */
const GREEDY = { from: 400, to: 120 };

export function newPulse(): Pulse {
  const pulse: Pulse = {
    cpuMs: 0, isResting: false, pingedAtCpuMs: 0, waiting: null, spent: [], nice: NICE.usual,
    begin(cpuMs) {
      const waiting = { sinceCpuMs: cpuMs, quietCpuMs: cpuMs, writes: null };
      pulse.waiting = waiting;
      return (isAnswered) => {
        if (pulse.waiting !== waiting) return;
        pulse.waiting = null;
        if (isAnswered) pulse.pingedAtCpuMs = cpuMs;
      };
    },
    start: (cpuMs) => void Object.assign(pulse, { cpuMs, pingedAtCpuMs: cpuMs }),
  };
  return pulse;
}

export interface PulseFinding {
  isBlocked: boolean;
  blockedCpuMs: number;
  isToBePinged: boolean;
  /** Its new priority; null: as before. */
  nice: number | null;
}

/** Takes in a sample. `countWrites` is asked only while a ping waits. */
export function pulseOf(pulse: Pulse, cpuMs: number, countWrites: () => number | null, limits: WatchdogLimits): PulseFinding {
  pulse.isResting = pulse.waiting === null && cpuMs === pulse.cpuMs;
  const nice = niceFor(pulse, cpuMs - pulse.cpuMs);
  pulse.cpuMs = cpuMs;
  const { waiting } = pulse;
  // Counted since the last answered ping, not per sample: on a busy host a spinning runtime gets little time at once.
  if (!waiting) return { isBlocked: false, blockedCpuMs: 0, isToBePinged: cpuMs - pulse.pingedAtCpuMs >= limits.busyCpuMs, nice };
  const writes = countWrites();
  if (writes !== waiting.writes) {
    if (waiting.writes !== null) waiting.quietCpuMs = cpuMs;
    waiting.writes = writes;
  }
  const quietCpuMs = cpuMs - waiting.quietCpuMs;
  const isBlocked = (writes !== null && quietCpuMs >= limits.blockedCpuMs) || cpuMs - waiting.sinceCpuMs >= limits.stalledCpuMs;
  return { isBlocked, blockedCpuMs: quietCpuMs, isToBePinged: false, nice };
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
