import { networkOf } from "#lib/http/network-of.ts";
import type { Clock } from "#lib/clock.ts";
import { ADDRESS_LIMIT_PER_MINUTE } from "./plans.ts";

const WINDOW_MS = 60_000;
const MAX_ADDRESSES = 50_000;

export interface AddressVerdict {
  isAllowed: boolean;
  limit: number;
  used: number;
  resetSeconds: number;
  /** 0 when allowed. */
  retrySeconds: number;
}
export interface AddressLimit {
  /** Counts one request. */
  take(address: string): AddressVerdict;
  /** Tells how the address stands without counting. */
  peek(address: string): AddressVerdict;
}

interface Counter {
  start: number;
  current: number;
  previous: number;
}

/** Sliding window per address (an IPv6 address counts as its /64), in memory only: bounded, never the database. */
export function createAddressLimit(clock: Clock, limit = ADDRESS_LIMIT_PER_MINUTE): AddressLimit {
  const counters = new Map<string, Counter>();
  const counterOf = (address: string): Counter => {
    const name = networkOf(address);
    const start = Math.floor(clock.now() / WINDOW_MS) * WINDOW_MS;
    const known = counters.get(name);
    const counter = known ?? { start, current: 0, previous: 0 };
    if (counter.start !== start) {
      counter.previous = counter.start === start - WINDOW_MS ? counter.current : 0;
      counter.current = 0;
      counter.start = start;
    }
    counters.delete(name);
    counters.set(name, counter);
    if (counters.size > MAX_ADDRESSES) counters.delete(counters.keys().next().value ?? "");
    return counter;
  };
  const judge = (counter: Counter, wanted: number): AddressVerdict => {
    const leftMs = counter.start + WINDOW_MS - clock.now();
    const used = counter.current + Math.ceil((counter.previous * leftMs) / WINDOW_MS);
    const isAllowed = used + 1 <= limit;
    if (isAllowed) counter.current += wanted;
    return { isAllowed, limit, used: isAllowed ? used + wanted : used, resetSeconds: Math.ceil(leftMs / 1000), retrySeconds: isAllowed ? 0 : retrySeconds(counter, leftMs, limit) };
  };
  return { take: (address) => judge(counterOf(address), 1), peek: (address) => judge(counterOf(address), 0) };
}

/** The wait after which one request fits, as private.take_calls computes it. */
function retrySeconds(counter: Counter, leftMs: number, limit: number): number {
  const waitMs = counter.current < limit
    ? leftMs - (WINDOW_MS * (limit - 1 - counter.current)) / Math.max(counter.previous, 1)
    : leftMs + WINDOW_MS * (1 - (limit - 1) / counter.current);
  return Math.max(1, Math.ceil(waitMs / 1000) + 1);
}
