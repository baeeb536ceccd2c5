import { EgressRefused } from "./egress.ts";

export const OUTBOUND_LIMITS = {
  /** Of one call of the API. */
  perCall: 50, atOncePerCall: 6,
  /** Of the API: the code names its calls itself, so what is counted by call is counted here too. */
  atOnce: 30, perMinute: 600,
  headMs: 10_000, wholeMs: 30_000, replyBytes: 10 << 20,
};

export type OutboundLimits = typeof OUTBOUND_LIMITS;

export interface CallLimits {
  /** Resolves when the request may go, after those before it when too many of its call run; with what gives the place back. Throws EgressRefused. */
  enter(requestId: string, signal: AbortSignal): Promise<() => void>;
}

interface Counted {
  count: number;
  running: number;
  waiting: (() => void)[];
}
const MINUTE_MS = 60_000;
const MAX_CALLS_KEPT = 1000;

/** The number of outbound requests of one API: by call, at once, by minute. */
export function createCallLimits(now: () => number, limits: OutboundLimits = OUTBOUND_LIMITS): CallLimits {
  const calls = new Map<string, Counted>();
  let running = 0;
  let minute = 0;
  let inMinute = 0;
  const callOf = (requestId: string): Counted => {
    const known = calls.get(requestId) ?? { count: 0, running: 0, waiting: [] };
    calls.delete(requestId);
    calls.set(requestId, known);
    for (const [oldest, { running: busy, waiting }] of calls) {
      if (calls.size <= MAX_CALLS_KEPT) break;
      if (busy === 0 && waiting.length === 0) calls.delete(oldest);
    }
    return known;
  };
  const count = (call: Counted) => {
    const current = Math.floor(now() / MINUTE_MS);
    if (current !== minute) [minute, inMinute] = [current, 0];
    if (call.count >= limits.perCall) throw new EgressRefused(`One call of this API makes at most ${limits.perCall} requests to other services.`);
    if (inMinute >= limits.perMinute) throw new EgressRefused(`This API makes at most ${limits.perMinute} requests to other services in a minute. Try again in the next one.`);
    if (running >= limits.atOnce) throw new EgressRefused(`This API has ${limits.atOnce} requests to other services under way, the most that it may have. Await them before starting more.`);
    call.count += 1;
    inMinute += 1;
    running += 1;
  };
  return {
    async enter(requestId, signal) {
      const call = callOf(requestId);
      count(call);
      // Whoever is let in takes the place of whoever let it in: `running` of the call does not change between.
      if (call.running < limits.atOncePerCall) call.running += 1;
      else await turn(call, signal).catch((error: unknown) => { running -= 1; throw error; });
      let isOver = false;
      return () => {
        if (isOver) return;
        isOver = true;
        running -= 1;
        const next = call.waiting.shift();
        if (next) next();
        else call.running -= 1;
      };
    },
  };
}

function turn(call: Counted, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    if (signal.aborted) return reject(signal.reason as Error);
    const leave = () => {
      call.waiting.splice(call.waiting.indexOf(enter), 1);
      reject(signal.reason as Error);
    };
    const enter = () => {
      signal.removeEventListener("abort", leave);
      resolve();
    };
    call.waiting.push(enter);
    signal.addEventListener("abort", leave, { once: true });
  });
}
