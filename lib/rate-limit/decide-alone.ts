import { allow, hasCallLeft, refuseBy, usedOf, type CallAccount, type CallVerdict } from "./call-account.ts";
import { longestToWaitFor } from "./lease-round.ts";

/** Postgres can't be asked: the last known counts decide, and what is spent beyond the lease is counted once it hears of it. */
export function decideAlone(accounts: readonly CallAccount[], windowSeconds: number, now: number): CallVerdict {
  for (const account of accounts) {
    if (account.endsAt > now) continue;
    const isFirst = account.endsAt === 0;
    // A whole window without Postgres: what was spent in the last one is still owed, and no longer held against anybody.
    account.endsAt = now + windowSeconds * 1000;
    if (!isFirst) account.others = -account.spent;
  }
  const full = accounts.filter((account) => !hasCallLeft(account) && usedOf(account) >= account.layer.limit);
  if (full.length > 0) {
    for (const account of full) account.retryAt = Math.max(account.retryAt, account.endsAt);
    return refuseBy(longestToWaitFor(full), windowSeconds, now);
  }
  for (const account of accounts) {
    account.spent += 1;
    account.isUnreported = true;
  }
  return allow(accounts, windowSeconds, now);
}
