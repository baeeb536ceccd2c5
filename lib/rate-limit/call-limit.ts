import { withTimeout, type Clock } from "#lib/clock.ts";

export const CALL_WINDOW_SECONDS = 3600;
/** Smaller windows, and the last tenth of any, are decided in the database call by call. */
const LEASE_FROM_LIMIT = 1_000;
const LEASE_SHARE = 0.01;
const MAX_SUBJECTS = 20_000;
const DECISION_TIMEOUT_MS = 1_500;
/** With Postgres failing, decisions are local for this long before it is asked again. */
const LOCAL_MS = 1_000;

export interface CallSubject {
  workspaceId: string;
  userId: string | null;
  subject: string;
  limit: number;
}
export interface CallVerdict {
  isAllowed: boolean;
  limit: number;
  used: number;
  resetSeconds: number;
  /** 0 when allowed. */
  retrySeconds: number;
}
export interface CallGrant {
  granted: number;
  used: number;
  resetSeconds: number;
  retrySeconds: number;
}
export interface CallLimitDeps {
  takeCalls(input: CallSubject & { windowSeconds: number; want: number }): Promise<CallGrant>;
  clock: Clock;
}

interface Account {
  subject: CallSubject;
  /** Calls already taken from the database and not yet given out. */
  lease: number;
  used: number;
  resetAt: number;
  localUntil: number;
  /** Calls decided locally that the database has not counted. */
  debt: number;
  waiting: ((verdict: CallVerdict) => void)[];
  isAsking: boolean;
}

/**
 * The workspace's calls per hour, shared by every gateway through private.take_calls. Calls that wait together are decided together, in
 * order, by one question; large windows lease a hundredth ahead. With Postgres unreachable the last known count decides.
 */
export class CallLimit {
  readonly #deps: CallLimitDeps;
  readonly #accounts = new Map<string, Account>();

  constructor(deps: CallLimitDeps) {
    this.#deps = deps;
  }

  take(subject: CallSubject): Promise<CallVerdict> | CallVerdict {
    const account = this.#account(subject);
    const now = this.#deps.clock.now();
    if (now >= account.resetAt) account.lease = 0;
    if (account.waiting.length === 0 && account.lease > 0) {
      account.lease -= 1;
      return allowed(account, now);
    }
    if (now < account.localUntil) return decideLocally(account, now);
    return new Promise((resolve) => {
      account.waiting.push(resolve);
      if (!account.isAsking) void this.#ask(account);
    });
  }

  async #ask(account: Account): Promise<void> {
    account.isAsking = true;
    while (account.waiting.length > 0) {
      const waiting = account.waiting.splice(0);
      const limit = account.subject.limit;
      const ahead = limit >= LEASE_FROM_LIMIT && account.used < limit * 0.9 ? Math.max(1, Math.floor(limit * LEASE_SHARE)) : 0;
      const want = Math.max(waiting.length, ahead) + account.debt;
      try {
        const grant = await withTimeout(this.#deps.takeCalls({ ...account.subject, windowSeconds: CALL_WINDOW_SECONDS, want }), DECISION_TIMEOUT_MS);
        this.#settle(account, waiting, grant);
      } catch {
        const now = this.#deps.clock.now();
        account.localUntil = now + LOCAL_MS;
        for (const resolve of waiting) resolve(decideLocally(account, now));
      }
    }
    account.isAsking = false;
  }

  #settle(account: Account, waiting: ((verdict: CallVerdict) => void)[], grant: CallGrant): void {
    const now = this.#deps.clock.now();
    const paid = Math.min(account.debt, grant.granted);
    account.debt = grant.granted > 0 ? account.debt - paid : 0;
    account.used = grant.used;
    account.resetAt = now + grant.resetSeconds * 1000;
    account.lease = grant.granted - paid;
    for (const resolve of waiting) {
      if (account.lease > 0) {
        account.lease -= 1;
        resolve(allowed(account, now));
      } else {
        resolve({ isAllowed: false, limit: account.subject.limit, used: grant.used, resetSeconds: grant.resetSeconds, retrySeconds: Math.max(1, grant.retrySeconds) });
      }
    }
  }

  #account(subject: CallSubject): Account {
    const name = `${subject.workspaceId} ${subject.subject}`;
    const known = this.#accounts.get(name);
    if (known) {
      if (known.subject.limit !== subject.limit) Object.assign(known, { subject, localUntil: 0 });
      return known;
    }
    const account: Account = { subject, lease: 0, used: 0, resetAt: 0, localUntil: 0, debt: 0, waiting: [], isAsking: false };
    this.#accounts.set(name, account);
    if (this.#accounts.size > MAX_SUBJECTS) this.#dropOne();
    return account;
  }

  #dropOne(): void {
    for (const [name, account] of this.#accounts) {
      if (account.isAsking || account.debt > 0) continue;
      this.#accounts.delete(name);
      return;
    }
  }
}

function allowed(account: Account, now: number): CallVerdict {
  return { isAllowed: true, limit: account.subject.limit, used: account.used - account.lease, resetSeconds: secondsTo(account.resetAt, now), retrySeconds: 0 };
}

function decideLocally(account: Account, now: number): CallVerdict {
  if (now >= account.resetAt) {
    account.resetAt = now + CALL_WINDOW_SECONDS * 1000;
    account.used = 0;
  }
  const isAllowed = account.used < account.subject.limit;
  if (isAllowed) {
    account.used += 1;
    account.debt += 1;
  }
  const resetSeconds = secondsTo(account.resetAt, now);
  return { isAllowed, limit: account.subject.limit, used: account.used, resetSeconds, retrySeconds: isAllowed ? 0 : resetSeconds };
}

const secondsTo = (at: number, now: number): number => Math.max(1, Math.ceil((at - now) / 1000));
