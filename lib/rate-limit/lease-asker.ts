import { isAway } from "#lib/db/breaker.ts";
import { withTimeout } from "#lib/clock.ts";
import { allow, hasCallLeft, type CallAccount } from "./call-account.ts";
import { decideAlone } from "./decide-alone.ts";
import { LeaseRound, type Errand, type WaitingCall } from "./lease-round.ts";
import { rollWindow } from "./roll-window.ts";
import type { EndedWindow, TakeCalls, TakenCalls } from "./take-calls.ts";

export interface LeaseAskerDeps {
  takeCalls(input: TakeCalls): Promise<TakenCalls>;
  /** Monotonic, in milliseconds: a clock that is set changes nothing here. */
  now(): number;
  windowSeconds: number;
}
export interface CallOwner {
  workspaceId: string;
  userId: string | null;
}

/** What the limits of one workspace share: one question to Postgres at a time. */
export interface CallGroup {
  readonly owner: CallOwner;
  waiting: WaitingCall[];
  errands: Map<CallAccount, Errand>;
  ended: EndedWindow[];
  round: Promise<void> | null;
  accounts: number;
}
export const openGroup = ({ workspaceId, userId }: CallOwner): CallGroup => ({ owner: { workspaceId, userId }, waiting: [], errands: new Map(), ended: [], round: null, accounts: 0 });

const DECISION_TIMEOUT_MS = 1_500;
/** With Postgres failing, decisions are local for this long before it is asked again, by one. */
const ALONE_MS = 1_000;

/** Asks Postgres on behalf of groups, and knows whether it answers. */
export class LeaseAsker {
  readonly #deps: LeaseAskerDeps;
  #seq = 0;
  #aloneUntil = Number.NEGATIVE_INFINITY;
  #isAlone = false;
  #roundsOpen = 0;

  constructor(deps: LeaseAskerDeps) {
    this.#deps = deps;
  }

  /** The last question had no answer. */
  get isAlone(): boolean {
    return this.#isAlone;
  }

  /** Whether Postgres answers, or it is time that one finds out. */
  mayTry(now: number): boolean {
    return !this.#isAlone || (now >= this.#aloneUntil && this.#roundsOpen === 0);
  }

  /** Until nobody of the group waits and nothing is left to tell. */
  ask(group: CallGroup): void {
    group.round ??= this.#rounds(group).finally(() => {
      group.round = null;
      if (group.waiting.length > 0) this.ask(group);
    });
  }

  async #rounds(group: CallGroup): Promise<void> {
    this.#roundsOpen += 1;
    try {
      while (group.waiting.length + group.errands.size + group.ended.length > 0) {
        if (!(await this.#round(group))) return;
      }
    } finally {
      this.#roundsOpen -= 1;
    }
  }

  async #round(group: CallGroup): Promise<boolean> {
    const round = new LeaseRound(this.#stillWaiting(group), group.errands, group.ended.splice(0), this.#deps.now());
    group.errands.clear();
    if (round.isEmpty) return true;
    this.#seq += 1;
    try {
      const taken = await withTimeout(this.#deps.takeCalls({ seq: this.#seq, ...group.owner, windowSeconds: this.#deps.windowSeconds, ...round.question() }), DECISION_TIMEOUT_MS);
      this.#isAlone = false;
      const left = round.settle(taken, this.#deps.windowSeconds, this.#deps.now());
      group.waiting.unshift(...left.undecided);
      group.ended.push(...left.ended);
      return true;
    } catch (error) {
      const now = this.#deps.now();
      const refusal = refusalOf(error);
      // A no concerns this workspace alone; without an answer nobody is asked.
      if (refusal === null) {
        this.#isAlone = true;
        this.#aloneUntil = now + ALONE_MS;
      }
      const left = refusal === "gone" ? round.forget() : round.fail();
      group.ended.unshift(...left.ended);
      for (const { accounts, resolve } of [...left.undecided, ...group.waiting.splice(0)]) resolve(decideAlone(accounts, this.#deps.windowSeconds, now));
      return false;
    }
  }

  /** Who waits for Postgres and needn't any more is answered. */
  #stillWaiting(group: CallGroup): WaitingCall[] {
    const now = this.#deps.now();
    return group.waiting.splice(0).filter(({ accounts, resolve }) => {
      for (const account of accounts) if (now >= account.endsAt) rollWindow(account, group.ended, this.#deps.windowSeconds, now);
      if (!accounts.every(hasCallLeft)) return true;
      for (const account of accounts) account.spent += 1;
      resolve(allow(accounts, this.#deps.windowSeconds, now));
      return false;
    });
  }
}

/** Postgres answered, if only with no: `gone` when there is no such workspace any more (SQLSTATE 23…), `later` for what another try may do. Null: it is away. */
function refusalOf(error: unknown): "gone" | "later" | null {
  if (isAway(error)) return null;
  return error instanceof Error && "code" in error && String(error.code).startsWith("23") ? "gone" : "later";
}
