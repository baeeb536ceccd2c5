import { isTerminal } from "./events.ts";
import { withoutKey, type NumberedEvent } from "./record-events.ts";

/** The events of a build as far as this process knows them, without a gap from the first, and whoever waits for more. */
export interface LiveGeneration {
  events: NumberedEvent[];
  waiting: Set<() => void>;
  /** Why nobody can read on: the build is gone, or not this person's any more. */
  error?: unknown;
}
/** One that is built here. */
export interface LocalGeneration extends LiveGeneration {
  abort: (reason: unknown) => void;
  /** Settles when it is no longer built here. */
  ended: Promise<void>;
  isRunning: boolean;
}

declare global {
  /** Shared by the bundles of Next's routes, which each get their own copy of this module. */
  var apiCreatorLiveGenerations: Map<string, LocalGeneration> | undefined;
}

/** How long a finished build stays, for readers that come back within the moment. */
const KEEP_MS = 30_000;

export const liveGenerations = (): Map<string, LocalGeneration> => (globalThis.apiCreatorLiveGenerations ??= new Map());

export function publish(live: LiveGeneration, entry: NumberedEvent): void {
  if (entry.seq !== live.events.length + 1) return; // known already, or not next: readers get each number once
  live.events.push(entry);
  wakeAll(live);
}

export function breakOff(live: LiveGeneration, error: unknown): void {
  live.error = error;
  wakeAll(live);
}

const wakeAll = (live: LiveGeneration): void => [...live.waiting].forEach((wake) => wake());

export const hasEnded = (live: LiveGeneration): boolean => {
  const last = live.events.at(-1);
  return last !== undefined && isTerminal(last.event);
};

export function forgetLater(generationId: string, mine: LocalGeneration): void {
  setTimeout(() => {
    if (liveGenerations().get(generationId) === mine) liveGenerations().delete(generationId);
  }, KEEP_MS).unref();
}

/** The events after `afterSeq`, then new ones until the terminal one. The key is only told when `forStarter`. */
export async function* readLive(live: LiveGeneration, afterSeq: number, signal: AbortSignal, forStarter: boolean): AsyncGenerator<NumberedEvent, void> {
  for (let index = 0; !signal.aborted; index += 1) {
    let entry = live.events[index];
    while (!entry) {
      if (live.error !== undefined) throw live.error;
      await nextEvent(live, signal);
      if (signal.aborted) return;
      entry = live.events[index];
    }
    if (entry.seq > afterSeq) yield forStarter ? entry : { seq: entry.seq, event: withoutKey(entry.event) };
    if (isTerminal(entry.event)) return;
  }
}

/** Lets what is built here finish; what is not done in time is left to the next process. */
export async function finishLocal(timeoutMs: number): Promise<void> {
  const { promise: timeIsUp, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, timeoutMs);
  await Promise.race([Promise.all([...liveGenerations().values()].map(({ ended }) => ended)), timeIsUp]);
  clearTimeout(timer);
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
