import { newUuid } from "#lib/id.ts";
import type { LimitState } from "./limit-headers.ts";

/** One limit that a call is held to: of its key, its API or the workspace's plan. */
export interface CallLayer {
  /** Unlike any other layer's in this process. */
  id: string;
  /** What Postgres counts under, within the workspace. */
  subject: string;
  /** Token of RateLimit-Policy. */
  name: string;
  limit: number;
}

/** What this process knows of a layer's count. All moments are of the monotonic clock, in milliseconds. */
export interface CallAccount {
  layer: CallLayer;
  /** Names this memory to Postgres, so that what it says of itself is never taken for another's. */
  holder: string;
  /** Postgres's name of the window, seconds since the epoch; null: not known yet. */
  windowStart: number | null;
  windowOpenedAt: number;
  /** The window lasts at least until here: what is leased must not be given out later. */
  endsAt: number;
  /** Of the window's count, what was taken by us, and what of it we gave to calls. More spent than leased: decided alone, to be counted. */
  leased: number;
  spent: number;
  /** What everybody else used, as of the last word from Postgres. */
  others: number;
  /** What is leased is on the table: only Postgres gives now. */
  isFrozen: boolean;
  leaseSize: number;
  refilledAt: number;
  mayRefill: boolean;
  lastUsedAt: number;
  /** Postgres was told what is leased and spent. */
  reportedAt: number;
  isUnreported: boolean;
  /** Refused without asking again until then; one more call fits at `retryAt`. */
  refusedUntil: number;
  retryAt: number;
}

export interface CallVerdict extends LimitState {
  isAllowed: boolean;
  layer: CallLayer;
  /** Of the monotonic clock. */
  decidedAt: number;
}

/** Smaller windows, and the last tenth of any, are decided in the database call by call. */
const LEASE_FROM_LIMIT = 1_000;
const LEASE_SHARE = 0.01;
const MAX_LEASE_SHARE = 0.1;
/** Of the limit, what counts as used before Postgres said anything: who must decide alone then gives little. */
const UNKNOWN_SHARE = 0.9;
const FAST_MS = 1_000;
const SLOW_MS = 10_000;

export const openAccount = (layer: CallLayer): CallAccount => ({
  layer, holder: newUuid(), windowStart: null, windowOpenedAt: 0, endsAt: 0, leased: 0, spent: 0, others: Math.floor(layer.limit * UNKNOWN_SHARE), isFrozen: false, leaseSize: smallestLease(layer.limit), refilledAt: 0,
  mayRefill: false, lastUsedAt: 0, reportedAt: 0, isUnreported: false, refusedUntil: 0, retryAt: 0,
});

export const heldBy = (account: CallAccount): number => (account.isFrozen ? 0 : Math.max(0, account.leased - account.spent));
export const usedOf = (account: CallAccount): number => Math.max(0, account.others + account.spent);
export const hasCallLeft = (account: CallAccount): boolean => !account.isFrozen && account.leased > account.spent;
export const isLow = (account: CallAccount): boolean => account.mayRefill && (account.leased - account.spent) * 2 <= account.leaseSize;

export function smallestLease(limit: number): number {
  return limit >= LEASE_FROM_LIMIT ? Math.floor(limit * LEASE_SHARE) : 0;
}

/** A lease lasts about a second of the traffic, so that what somebody else could miss meanwhile is little; never more than half of what may be leased. */
export function fitLease(account: CallAccount, now: number): void {
  const smallest = smallestLease(account.layer.limit);
  const sinceMs = now - account.refilledAt;
  account.refilledAt = now;
  if (sinceMs < FAST_MS) account.leaseSize *= sinceMs < FAST_MS / 10 ? 4 : 2;
  else if (sinceMs > SLOW_MS) account.leaseSize = Math.floor(account.leaseSize / 2);
  const most = Math.min(account.layer.limit * MAX_LEASE_SHARE, (account.layer.limit * 0.9 - usedOf(account)) / 2);
  account.leaseSize = Math.max(smallest, Math.floor(Math.min(account.leaseSize, most)));
}

/** The verdict told by the layer that has least left. */
export function allow(accounts: readonly CallAccount[], windowSeconds: number, now: number): CallVerdict {
  let strictest = accounts[0] ?? noLayer();
  for (const account of accounts) if (account.layer.limit - usedOf(account) < strictest.layer.limit - usedOf(strictest)) strictest = account;
  return verdict(strictest, windowSeconds, now, true);
}

export const refuseBy = (account: CallAccount, windowSeconds: number, now: number): CallVerdict => verdict(account, windowSeconds, now, false);

function verdict(account: CallAccount, windowSeconds: number, now: number, isAllowed: boolean): CallVerdict {
  const { layer } = account;
  return {
    isAllowed, layer, name: layer.name, limit: layer.limit, used: Math.min(usedOf(account), layer.limit), windowSeconds, resetSeconds: secondsUntil(account.endsAt, now),
    retrySeconds: isAllowed ? 0 : secondsUntil(account.retryAt, now), decidedAt: now,
  };
}

const secondsUntil = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
const noLayer = (): never => {
  throw new Error("a call is held to at least one limit");
};
