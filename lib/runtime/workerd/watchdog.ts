import type { Log } from "#lib/log.ts";
import type { RuntimeEnd } from "../runtime.ts";
import { openUsageReader, type UsageReader } from "../sandbox/open-usage-reader.ts";
import { setPriority } from "../sandbox/set-priority.ts";
import { ping } from "./ping.ts";
import { beginPing, newPulse, pulseOf, type Pulse } from "./pulse.ts";
import type { RuntimeProcess } from "./runtime-process.ts";

export interface Watched {
  /** It has loaded: from now on its event loop has to turn. */
  listens(isSuspect?: boolean): void;
  /** Why the watchdog killed it, in words; null when it did not. */
  killed(): RuntimeEnd | null;
}
export type KillCause = "memory" | "loading" | "blocked";
export interface Watchdog {
  /** From the moment that the process, which listens, is about to be given its code. */
  watch(process: RuntimeProcess): Watched;
  watching(): number;
  /** How many it killed so far, by why. */
  kills(): Readonly<Record<KillCause, number>>;
  close(): void;
}

export const WATCHDOG_LIMITS = {
  tickMs: 20,
  /** One that used no CPU since it was last looked at is looked at every so many ticks. */
  restTicks: 3,
  memoryBytes: 256 << 20,
  /** CPU time that one call may burn while its event loop answers nothing. */
  blockedCpuMs: 300,
  /** CPU time that each further connection may take its turn for meanwhile. */
  turnCpuMs: 50,
  /** Assumed where connections can't be counted. */
  unknownConnections: 16,
  /** CPU time after which a runtime is asked whether its event loop turns. */
  busyCpuMs: 20,
  /** CPU time that the code may burn while it loads. */
  loadCpuMs: 2500,
};
export type WatchdogLimits = typeof WATCHDOG_LIMITS;

/** What it does to the world; tests put their own in place. */
export interface WatchdogHands {
  openReader(pid: number): UsageReader | null;
  ping(socketPath: string, onEnd: (isAnswered: boolean) => void): void;
  setPriority(pid: number, nice: number): void;
  every(ms: number, work: () => void): () => void;
}
const HANDS: WatchdogHands = {
  openReader: openUsageReader,
  ping,
  setPriority,
  every(ms, work) {
    const timer = setInterval(work, ms);
    timer.unref();
    return () => clearInterval(timer);
  },
};

interface Subject {
  process: RuntimeProcess;
  isLoading: boolean;
  /** What it had used before it was given the code: its libraries are not the code's doing. */
  loadFromCpuMs: number | null;
  pid: number;
  reader: UsageReader | null;
  pulse: Pulse;
  ticks: number;
  end: RuntimeEnd | null;
}

/** Samples every runtime's CPU time and memory, and kills one that blocks its event loop or holds too much. */
export function createWatchdog(log: Log, limits: WatchdogLimits = WATCHDOG_LIMITS, hands: WatchdogHands = HANDS): Watchdog {
  const subjects = new Set<Subject>();
  const drop = (subject: Subject) => {
    subjects.delete(subject);
    subject.reader?.close();
    subject.reader = null;
  };
  const kills = { memory: 0, loading: 0, blocked: 0 };
  const kill = (subject: Subject, cause: KillCause, end: RuntimeEnd, facts: object) => {
    kills[cause] += 1;
    subject.end = end;
    log.warn("runtime.killed", { pid: subject.pid, reason: end.reason, ...facts });
    drop(subject);
    subject.process.kill();
  };
  const follow = (subject: Subject) => {
    const pid = subject.process.workerdPid();
    if (pid === null || pid === subject.pid) return;
    subject.reader?.close();
    Object.assign(subject, { pid, reader: hands.openReader(pid), pulse: newPulse() });
  };
  const sample = (subject: Subject) => {
    subject.ticks++;
    if (subject.pulse.isResting && subject.ticks % limits.restTicks !== 0) return;
    const usage = subject.reader?.read();
    if (!usage) return;
    if (usage.memoryBytes > limits.memoryBytes) {
      return kill(subject, "memory", { code: "bad_gateway", reason: `It used more than ${limits.memoryBytes >> 20} MB of memory and was stopped.` }, usage);
    }
    if (subject.isLoading) {
      subject.loadFromCpuMs ??= usage.cpuMs;
      if (usage.cpuMs - subject.loadFromCpuMs > limits.loadCpuMs) kill(subject, "loading", { code: "bad_gateway", reason: `It computed for more than ${limits.loadCpuMs / 1000} s while it loaded.` }, usage);
      return;
    }
    const said = pulseOf(subject.pulse, usage.cpuMs, () => subject.reader?.openFiles() ?? null, limits);
    if (said.nice !== null) hands.setPriority(subject.pid, said.nice);
    if (said.isBlocked) return kill(subject, "blocked", { code: "deadline", reason: `A call blocked it for more than ${limits.blockedCpuMs} ms of CPU time: it computed without a pause, so it was stopped with every call that ran in it.` }, { ...usage, blockedCpuMs: said.blockedCpuMs });
    if (said.isToBePinged) hands.ping(subject.process.pingSocket, beginPing(subject.pulse));
  };
  const stop = hands.every(limits.tickMs, () => subjects.forEach(sample));

  return {
    watch(process) {
      const subject: Subject = { process, isLoading: true, loadFromCpuMs: null, pid: 0, reader: null, pulse: newPulse(), ticks: 0, end: null };
      subjects.add(subject);
      follow(subject);
      void process.exited.then(() => drop(subject));
      return {
        listens(isSuspect = false) {
          if (!subjects.has(subject)) return;
          subject.isLoading = false;
          subject.pulse = newPulse(subject.reader?.read()?.cpuMs, subject.reader?.openFiles(), isSuspect);
          if (subject.pid > 0) hands.setPriority(subject.pid, subject.pulse.nice);
        },
        killed: () => subject.end,
      };
    },
    watching: () => subjects.size,
    kills: () => ({ ...kills }),
    close: () => {
      stop();
      for (const subject of subjects) drop(subject);
    },
  };
}
