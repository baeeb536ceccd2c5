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

/** One name for every spelling: an IPv4 address, also when it comes as IPv6, or the /64 of an IPv6 address. */
export function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [head = "", tail] = (address.split("%")[0] ?? "").split("::");
  const before = groupsOf(head);
  const after = groupsOf(tail ?? "");
  const groups = tail === undefined ? before : [...before, ...Array<number>(Math.max(0, 8 - before.length - after.length)).fill(0), ...after];
  const [, , , , , marker = 0, high = 0, low = 0] = groups;
  if (marker === 0xffff && groups.slice(0, 5).every((group) => group === 0)) return [high >> 8, high & 255, low >> 8, low & 255].join(".");
  return `${groups.slice(0, 4).map((group) => group.toString(16)).join(":")}::/64`;
}

/** The 16-bit groups of one side of `::`; a dotted end is two of them. */
function groupsOf(side: string): number[] {
  if (side === "") return [];
  return side.split(":").flatMap((group) => {
    const [a = 0, b = 0, c = 0, d = 0] = group.split(".").map(Number);
    return group.includes(".") ? [a * 256 + b, c * 256 + d] : [Number.parseInt(group, 16)];
  });
}
