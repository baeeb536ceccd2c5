import { createHook } from "node:async_hooks";
import { readdirSync, readlinkSync } from "node:fs";
import { descendants } from "./process-tree.ts";

/** How many of each kind this process holds. */
export type Holdings = Record<string, number>;

/** What stays until it is closed; promises and requests come and go with the collector. */
const HANDLES = new Set(["Timeout", "PROCESSWRAP", "PIPEWRAP", "PIPESERVERWRAP", "TCPWRAP", "TCPSERVERWRAP", "FSEVENTWRAP", "STATWATCHER", "SIGNALWRAP", "MESSAGEPORT", "WORKER", "FILEHANDLE"]);

/** Counts what is open from now on: timers and other handles of Node, descriptors by kind, processes below this one, entries of `directory`. */
export function watchHoldings(directory: string): { count(): Holdings; stop(): void } {
  const handles = new Map<number, string>();
  const hook = createHook({
    init(id, type) {
      if (HANDLES.has(type)) handles.set(id, type);
    },
    destroy(id) {
      handles.delete(id);
    },
  }).enable();
  return {
    count() {
      const holdings: Holdings = { processes: descendants(process.pid).length, files: readdirSync(directory, { recursive: true }).length };
      for (const kind of [...handles.values(), ...descriptorKinds()]) holdings[kind] = (holdings[kind] ?? 0) + 1;
      return holdings;
    },
    stop: () => void hook.disable(),
  };
}

/** Like `descriptor of socket` or `descriptor of /path/of/it`. */
function descriptorKinds(): string[] {
  return readdirSync("/proc/self/fd").flatMap((name) => {
    try {
      return [`descriptor of ${readlinkSync(`/proc/self/fd/${name}`).replace(/:.*/, "").replace(/\d+/g, "*")}`];
    } catch {
      return []; // The one that reads this list.
    }
  });
}

/** Kinds of which there are more than before, as `kind: before → after`. */
export const grown = (before: Holdings, after: Holdings): string[] =>
  Object.keys(after).filter((kind) => (after[kind] ?? 0) > (before[kind] ?? 0)).map((kind) => `${kind}: ${before[kind] ?? 0} → ${after[kind]}`);
