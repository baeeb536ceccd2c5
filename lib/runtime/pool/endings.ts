import type { RuntimeEnd } from "../runtime.ts";
import type { BootedRuntime } from "../workerd/boot-runtime.ts";
import { pause, type Timers } from "./pool-limits.ts";

export interface Endings {
  /** Remembers how this one ends. */
  follow(runtime: BootedRuntime): void;
  /** Overrides what the process itself will say: we end it, and why. */
  decide(runtime: BootedRuntime, end: RuntimeEnd): void;
  /** How the runtime that listened there ended; null when it runs, or nobody knows any more. */
  of(socketPath: string): Promise<RuntimeEnd | null>;
}

const MAX_KEPT = 1000;
/** A caller sees its connection break before the system tells us that the process has ended. */
const PATIENCE_MS = 500;

/** How runtimes ended, by their sockets, for the callers that they took along. */
export function createEndings(timers: Timers): Endings {
  const known = new Map<string, RuntimeEnd>();
  const running = new Map<string, BootedRuntime>();
  const keep = (socketPath: string, end: RuntimeEnd) => {
    known.set(socketPath, known.get(socketPath) ?? end);
    const [oldest] = known.keys();
    if (known.size > MAX_KEPT && oldest !== undefined) known.delete(oldest);
  };
  return {
    follow(runtime) {
      running.set(runtime.socketPath, runtime);
      void runtime.exited.then((end) => {
        running.delete(runtime.socketPath);
        keep(runtime.socketPath, end);
      });
    },
    decide: (runtime, end) => keep(runtime.socketPath, end),
    async of(socketPath) {
      const runtime = running.get(socketPath);
      if (runtime) await pause(timers, PATIENCE_MS, runtime.exited);
      return running.has(socketPath) ? null : (known.get(socketPath) ?? null);
    },
  };
}
