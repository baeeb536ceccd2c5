import { newUuid } from "#lib/id.ts";
import { usedOf, type CallAccount } from "./call-account.ts";
import type { EndedWindow } from "./take-calls.ts";

/**
 * The window is over, as far as this process can tell without asking: nothing leased in it is given out any more, since it would be counted where it
 * weighs less. What was used counts as everybody's in the next one, until Postgres tells.
 */
export function rollWindow(account: CallAccount, ended: EndedWindow[], windowSeconds: number, now: number): void {
  // Frozen: the answer that is awaited says what to do.
  if (account.isFrozen || account.windowStart === null) return;
  if (account.leased !== account.spent || account.isUnreported) {
    ended.push({ holder: account.holder, subject: account.layer.subject, window: account.windowStart, leased: account.leased, spent: account.spent });
  }
  // Postgres may still be in that window: what is asked of it from now on is another memory's.
  account.holder = newUuid();
  account.endsAt += windowSeconds * 1000;
  account.others = account.endsAt > now ? usedOf(account) : 0;
  account.leased = 0;
  account.spent = 0;
  account.windowStart = null;
  account.windowOpenedAt = now;
  account.mayRefill = false;
  account.isUnreported = false;
  account.refusedUntil = 0;
}
