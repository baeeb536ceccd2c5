import { isTerminal } from "./events.ts";
import { withoutKey, type NumberedEvent } from "./record-events.ts";

/** A build that runs in this process: what it said so far, and whoever waits for more. */
export interface LiveGeneration {
  events: NumberedEvent[];
  waiting: Set<() => void>;
  abort: (reason: unknown) => void;
}

declare global {
  /** Shared by the bundles of Next's routes, which each get their own copy of this module. */
  var apiCreatorLiveGenerations: Map<string, LiveGeneration> | undefined;
}

/** How long a finished build stays, for readers that come back within the moment. */
const KEEP_MS = 30_000;

export const liveGenerations = (): Map<string, LiveGeneration> => (globalThis.apiCreatorLiveGenerations ??= new Map());

export function publish(live: LiveGeneration, entry: NumberedEvent): void {
  live.events.push(entry);
  for (const wake of live.waiting) wake();
}

export function forgetLater(generationId: string): void {
  setTimeout(() => liveGenerations().delete(generationId), KEEP_MS).unref();
}

/** The events after `afterSeq`, then new ones until the terminal one. The key is only told when `forStarter`. */
export async function* readLive(live: LiveGeneration, afterSeq: number, signal: AbortSignal, forStarter: boolean): AsyncGenerator<NumberedEvent, void> {
  for (let index = 0; !signal.aborted; index += 1) {
    let entry = live.events[index];
    while (!entry) {
      await nextEvent(live, signal);
      if (signal.aborted) return;
      entry = live.events[index];
    }
    if (entry.seq > afterSeq) yield forStarter ? entry : { seq: entry.seq, event: withoutKey(entry.event) };
    if (isTerminal(entry.event)) return;
  }
}

function nextEvent(live: LiveGeneration, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const wake = (): void => {
      live.waiting.delete(wake);
      signal.removeEventListener("abort", wake);
      resolve();
    };
    live.waiting.add(wake);
    signal.addEventListener("abort", wake, { once: true });
  });
}
