import { allow, fitLease, heldBy, refuseBy, smallestLease, type CallAccount, type CallVerdict } from "./call-account.ts";
import type { AccountReport, EndedWindow, TakeCalls, TakenCalls } from "./take-calls.ts";

export interface WaitingCall {
  accounts: CallAccount[];
  resolve(verdict: CallVerdict): void;
}
/** Why an account is in a round without a call that waits: for more, to be told of, or to let go of what it holds. */
export type Errand = "refill" | "report" | "return";

interface Seat {
  account: CallAccount;
  report: AccountReport;
}

/** A refusal holds this long without asking again, so that who hammers on costs nothing. */
const REFUSED_MS = 200;

/** One question to Postgres about the limits of one workspace: who waits, what is leased, what goes back. */
export class LeaseRound {
  readonly #seats: Seat[];
  readonly #groups: { of: number[]; waiting: WaitingCall[] }[] = [];
  readonly #ended: EndedWindow[];
  readonly #sentAt: number;

  constructor(waiting: readonly WaitingCall[], errands: ReadonlyMap<CallAccount, Errand>, ended: EndedWindow[], now: number) {
    const waitedFor = new Set(waiting.flatMap(({ accounts }) => accounts));
    const all = [...new Set([...waitedFor, ...errands.keys()])].toSorted((a, b) => (a.layer.subject < b.layer.subject ? -1 : 1));
    this.#sentAt = now;
    this.#ended = ended;
    this.#seats = all.map((account) => seat(account, waitedFor.has(account) ? "ask" : errands.get(account) ?? "report", now));
    const byAccounts = new Map<string, { of: number[]; waiting: WaitingCall[] }>();
    for (const call of waiting) {
      const of = call.accounts.map((account) => all.indexOf(account));
      const group = byAccounts.get(of.join()) ?? { of, waiting: [] };
      if (group.waiting.length === 0) this.#groups.push(group);
      byAccounts.set(of.join(), group);
      group.waiting.push(call);
    }
  }

  get isEmpty(): boolean {
    return this.#seats.length + this.#ended.length === 0;
  }

  question(): Pick<TakeCalls, "accounts" | "groups" | "ended"> {
    return { accounts: this.#seats.map(({ report }) => report), groups: this.#groups.map(({ of, waiting }) => ({ of, calls: waiting.length })), ended: this.#ended };
  }

  /** Postgres decided. Returns the calls that it couldn't decide, because the window ended meanwhile, and the windows that ended with something in them. */
  settle(taken: TakenCalls, windowSeconds: number, now: number): { undecided: WaitingCall[]; ended: EndedWindow[] } {
    const ended: EndedWindow[] = [];
    this.#seats.forEach((own, index) => {
      const told = taken.accounts[index];
      if (told) settleSeat(own, told, taken, { sentAt: this.#sentAt, now, ended });
    });
    const undecided: WaitingCall[] = [];
    this.#groups.forEach(({ waiting }, index) => {
      const served = taken.served[index] ?? 0;
      waiting.forEach((call, place) => {
        if (place < served) call.resolve(allow(call.accounts, windowSeconds, now));
        else if (taken.leftMs === 0) undecided.push(call);
        else call.resolve(refuseBy(longestToWaitFor(call.accounts), windowSeconds, now));
      });
    });
    return { undecided, ended };
  }

  /** Postgres can't be asked: everything is as it was, and has to be told later. Returns who still waits. */
  fail(): { undecided: WaitingCall[]; ended: EndedWindow[] } {
    for (const { account } of this.#seats) {
      account.isFrozen = false;
      account.mayRefill = false;
      account.isUnreported = true;
    }
    return { undecided: this.#groups.flatMap(({ waiting }) => waiting), ended: this.#ended };
  }

  /** There is nothing to tell any more: what these limits were of is gone. Returns who still waits. */
  forget(): { undecided: WaitingCall[]; ended: EndedWindow[] } {
    const { undecided } = this.fail();
    for (const { account } of this.#seats) {
      account.leased = account.spent;
      account.isUnreported = false;
    }
    return { undecided, ended: [] };
  }
}

export function longestToWaitFor(accounts: readonly CallAccount[]): CallAccount {
  return accounts.reduce((longest, account) => (account.retryAt > longest.retryAt ? account : longest));
}

function seat(account: CallAccount, purpose: Errand | "ask", now: number): Seat {
  const held = heldBy(account);
  if (purpose === "refill" || purpose === "ask") fitLease(account, now);
  const keep = purpose === "refill" || purpose === "report" ? held : 0;
  const ahead = purpose === "refill" || purpose === "ask" ? account.leaseSize : keep;
  account.isFrozen = keep === 0;
  const { holder, layer, windowStart, leased, spent } = account;
  return { account, report: { holder, subject: layer.subject, limit: layer.limit, ahead: smallestLease(layer.limit) === 0 ? keep : ahead, window: windowStart, leased, spent, keep } };
}

function settleSeat({ account, report }: Seat, told: TakenCalls["accounts"][number], { start, leftMs }: TakenCalls, { sentAt, now, ended }: { sentAt: number; now: number; ended: EndedWindow[] }): void {
  account.isFrozen = false;
  // Its window ended here while the question was on its way: it was a refill, and what it got stays with the window that is over.
  const isRolled = account.windowStart !== report.window;
  if (isRolled && start === report.window) return;
  const isNext = isRolled || (report.window !== null && report.window !== start);
  // Given out meanwhile: of what was kept, or decided alone.
  const since = account.spent - (isRolled ? 0 : report.spent);
  if (isNext && !isRolled && (report.keep > 0 || since !== 0)) {
    ended.push({ holder: account.holder, subject: account.layer.subject, window: report.window ?? start, leased: report.spent + report.keep, spent: account.spent });
  }
  if (account.windowStart !== start) account.windowOpenedAt = now;
  account.windowStart = start;
  account.endsAt = sentAt + leftMs;
  account.spent = told.spent + (isNext && !isRolled ? 0 : since);
  account.leased = told.leased;
  account.others = told.used - told.leased;
  account.isUnreported = account.spent > account.leased;
  account.reportedAt = now;
  account.mayRefill = report.ahead > 0 && told.leased - told.spent >= report.ahead;
  account.retryAt = told.retryMs > 0 ? now + told.retryMs : 0;
  account.refusedUntil = told.retryMs > 0 && leftMs > 0 ? now + Math.min(told.retryMs, REFUSED_MS) : 0;
}
