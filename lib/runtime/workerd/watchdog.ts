import { request } from "node:http";
import type { Log } from "#lib/log.ts";
import { processUsage } from "../sandbox/process-usage.ts";
import type { RuntimeProcess } from "./runtime-process.ts";

export interface Watched {
  /** Why the watchdog killed it, in words; null when it did not. */
  killReason(): string | null;
}
export interface Watchdog {
  watch(process: RuntimeProcess, pid: number | null): Watched;
  close(): void;
}

export const WATCHDOG_LIMITS = {
  sampleMs: 100,
  memoryBytes: 256 << 20,
  /** CPU time that a runtime may burn while its event loop answers nothing. */
  blockedCpuMs: 1000,
  /** CPU time after which a runtime is asked whether its event loop turns. */
  busyCpuMs: 80,
};

interface Subject {
  process: RuntimeProcess;
  pid: number;
  lastPingCpuMs: number;
  /** CPU time when the unanswered ping left; null when none is under way. */
  pingedAtCpuMs: number | null;
  killReason: string | null;
}

/** Samples every runtime's CPU time and memory, and kills one that blocks its event loop or holds too much. */
export function createWatchdog(log: Log, limits: typeof WATCHDOG_LIMITS = WATCHDOG_LIMITS): Watchdog {
  const subjects = new Set<Subject>();

  const kill = (subject: Subject, reason: string) => {
    subject.killReason = reason;
    subjects.delete(subject);
    log.warn("runtime.killed", { pid: subject.pid, reason });
    subject.process.kill();
  };
  const sample = (subject: Subject) => {
    const usage = processUsage(subject.pid);
    if (!usage) return;
    if (usage.memoryBytes > limits.memoryBytes) return kill(subject, `It used more than ${limits.memoryBytes >> 20} MB of memory.`);
    if (subject.pingedAtCpuMs !== null) {
      if (usage.cpuMs - subject.pingedAtCpuMs >= limits.blockedCpuMs) kill(subject, "A call blocked it: it computed without a pause and answered nothing else.");
    } else if (usage.cpuMs - subject.lastPingCpuMs >= limits.busyCpuMs) {
      // Counted since the last ping, not per sample: on a busy host a spinning runtime gets little time at once.
      subject.lastPingCpuMs = usage.cpuMs;
      subject.pingedAtCpuMs = usage.cpuMs;
      ping(subject.process.pingSocket, () => (subject.pingedAtCpuMs = null));
    }
  };
  const timer = setInterval(() => subjects.forEach(sample), limits.sampleMs);
  timer.unref();

  return {
    watch(process, pid) {
      const subject: Subject = { process, pid: pid ?? 0, lastPingCpuMs: 0, pingedAtCpuMs: null, killReason: null };
      if (pid !== null) subjects.add(subject);
      void process.exited.then(() => subjects.delete(subject));
      return { killReason: () => subject.killReason };
    },
    close: () => clearInterval(timer),
  };
}

function ping(socketPath: string, onAnswer: () => void): void {
  const call = request({ socketPath, path: "/", agent: false }, (response) => {
    response.resume();
    onAnswer();
  });
  call.on("error", () => {});
  call.end();
}
