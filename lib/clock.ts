/** Time as a dependency, so that tests move it instead of sleeping. Milliseconds since the epoch. */
export interface Clock {
  now(): number;
}

export const systemClock: Clock = { now: () => Date.now() };

/** For durations: a wall clock that is set, forwards or back, changes nothing. Its zero is this process's start. */
export const monotonicClock: Clock = { now: () => performance.now() };

let lastMs = Number.NaN;
let lastText = "";
/** RFC 3339 in UTC, with milliseconds. The calls of one millisecond share their text. */
export function isoTime(ms: number): string {
  if (ms !== lastMs) {
    lastText = new Date(ms).toISOString();
    lastMs = ms;
  }
  return lastText;
}

export class TimedOut extends Error {}

/** Rejects with `TimedOut` when `promise` takes longer than `ms`; what it does later is ignored. */
export function withTimeout<Value>(promise: Promise<Value>, ms: number, message = "It took too long"): Promise<Value> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new TimedOut(message)), ms);
    promise.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
