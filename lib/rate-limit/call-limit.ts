import { withTimeout } from "#lib/clock.ts";
import { allow, hasCallLeft, isLow, openAccount, refuseBy, smallestLease, type CallAccount, type CallLayer, type CallVerdict } from "./call-account.ts";
import { decideAlone } from "./decide-alone.ts";
import { LeaseRound, longestToWaitFor, type Errand, type WaitingCall } from "./lease-round.ts";
import { rollWindow } from "./roll-window.ts";
import type { EndedWindow, TakeCalls, TakenCalls } from "./take-calls.ts";

export const CALL_WINDOW_SECONDS = 3600;
const MAX_ACCOUNTS = 20_000;
const DECISION_TIMEOUT_MS = 1_500;
/** With Postgres failing, decisions are local for this long before it is asked again, by one. */
const ALONE_MS = 1_000;
const TICK_MS = 1_000;
/** What nobody called for that long goes back. */
const IDLE_MS = 10_000;
/** A lease counts as a dead gateway's a minute after Postgres heard of it last. */
const REPORT_MS = 20_000;
/** Workspaces that may begin a round in one tick: after an outage they don't all come at once. */
const ROUNDS_PER_TICK = 50;

export interface CallLimitDeps {
  takeCalls(input: TakeCalls): Promise<TakenCalls>;
  /** Monotonic, in milliseconds: a clock that is set changes nothing here. */
  now(): number;
  windowSeconds?: number;
}
export interface CallOwner {
  workspaceId: string;
  userId: string | null;
}

/** What is shared by the limits of one workspace: one question to Postgres at a time. */
interface Group {
  owner: CallOwner;
  waiting: WaitingCall[];
  errands: Map<CallAccount, Errand>;
  ended: EndedWindow[];
  round: Promise<void> | null;
  accounts: number;
}

/**
 * The limits of calls, shared by every gateway through private.take_calls: decided here while something leased is left, which is refilled before it
 * runs out; else in Postgres, those that wait together at once. With Postgres unreachable the last known counts decide.
 */
export class CallLimit {
  readonly #deps: CallLimitDeps;
  readonly #windowSeconds: number;
  readonly #accounts = new Map<string, { account: CallAccount; group: Group }>();
  readonly #groups = new Map<string, Group>();
  readonly #timer: NodeJS.Timeout;
  #seq = 0;
  #aloneUntil = Number.NEGATIVE_INFINITY;
  #isAlone = false;
  #roundsOpen = 0;

  constructor(deps: CallLimitDeps) {
    this.#deps = deps;
    this.#windowSeconds = deps.windowSeconds ?? CALL_WINDOW_SECONDS;
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  /** One call of every layer, or of none. Not a promise when it is decided here. */
  take(owner: CallOwner, layers: readonly CallLayer[]): CallVerdict | Promise<CallVerdict> {
    const now = this.#deps.now();
    const accounts: CallAccount[] = [];
    let isHere = true;
    let group: Group | undefined;
    for (const layer of layers) {
      const known = this.#accounts.get(layer.id) ?? this.#open(owner, layer);
      const { account } = known;
      group = known.group;
      if (account.layer !== layer) this.#change(account, layer, group);
      if (now >= account.endsAt) rollWindow(account, group.ended, this.#windowSeconds, now);
      account.lastUsedAt = now;
      isHere &&= hasCallLeft(account);
      accounts.push(account);
    }
    if (!group) throw new Error("a call is held to at least one limit");
    if (isHere) {
      for (const account of accounts) {
        account.spent += 1;
        if (isLow(account)) this.#refill(account, group);
      }
      return allow(accounts, this.#windowSeconds, now);
    }
    if (accounts.some((account) => now < account.refusedUntil)) return refuseBy(longestToWaitFor(accounts), this.#windowSeconds, now);
    if (this.#isAlone && (now < this.#aloneUntil || this.#roundsOpen > 0)) return decideAlone(accounts, this.#windowSeconds, now);
    const { waiting } = group;
    const answer = new Promise<CallVerdict>((resolve) => void waiting.push({ accounts, resolve }));
    this.#ask(group);
    return answer;
  }

  /** A call that was allowed and then refused for another reason: as if it had not been. */
  giveBack(layers: readonly CallLayer[], verdict: Pick<CallVerdict, "decidedAt">): void {
    for (const layer of layers) {
      const account = this.#accounts.get(layer.id)?.account;
      if (account && account.spent > 0 && account.windowOpenedAt <= verdict.decidedAt) account.spent -= 1;
    }
  }

  /** Every second: what is idle goes back, what is held is told of. */
  tick(): void {
    const now = this.#deps.now();
    if (this.#isAlone && now < this.#aloneUntil) return;
    let rounds = this.#isAlone ? 1 : ROUNDS_PER_TICK;
    for (const { account, group } of this.#accounts.values()) {
      if (group.round) continue;
      if (now >= account.endsAt) rollWindow(account, group.ended, this.#windowSeconds, now);
      if (hasCallLeft(account) && now - account.lastUsedAt > IDLE_MS) group.errands.set(account, "return");
      else if (account.isUnreported || (hasCallLeft(account) && now - account.reportedAt > REPORT_MS)) group.errands.set(account, "report");
      if (group.errands.size + group.ended.length === 0) continue;
      if (rounds === 0) return;
      rounds -= 1;
      this.#ask(group);
    }
  }

  /** Gives back what is leased. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled([...this.#groups.values()].map(({ round }) => round));
    for (const { account, group } of this.#accounts.values()) if (account.leased !== account.spent) group.errands.set(account, "return");
    const groups = [...this.#groups.values()].filter(({ errands, ended }) => errands.size + ended.length > 0);
    for (const group of groups) this.#ask(group);
    await Promise.allSettled(groups.map(({ round }) => round));
  }

  #refill(account: CallAccount, group: Group): void {
    if (this.#isAlone) return;
    account.mayRefill = false;
    group.errands.set(account, "refill");
    // After the call that drew the lease low, not before it.
    setImmediate(() => this.#ask(group));
  }

  #ask(group: Group): void {
    group.round ??= this.#rounds(group).finally(() => {
      group.round = null;
      if (group.waiting.length > 0) this.#ask(group);
    });
  }

  async #rounds(group: Group): Promise<void> {
    this.#roundsOpen += 1;
    try {
      while (group.waiting.length + group.errands.size + group.ended.length > 0) {
        if (!(await this.#round(group))) return;
      }
    } finally {
      this.#roundsOpen -= 1;
    }
  }

  async #round(group: Group): Promise<boolean> {
    const round = new LeaseRound(this.#stillWaiting(group), group.errands, group.ended.splice(0), this.#deps.now());
    group.errands.clear();
    if (round.isEmpty) return true;
    this.#seq += 1;
    try {
      const taken = await withTimeout(this.#deps.takeCalls({ seq: this.#seq, ...group.owner, windowSeconds: this.#windowSeconds, ...round.question() }), DECISION_TIMEOUT_MS);
      this.#isAlone = false;
      const left = round.settle(taken, this.#windowSeconds, this.#deps.now());
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
      for (const { accounts, resolve } of [...left.undecided, ...group.waiting.splice(0)]) resolve(decideAlone(accounts, this.#windowSeconds, now));
      return false;
    }
  }

  /** Who waits for Postgres and needn't any more is answered. */
  #stillWaiting(group: Group): WaitingCall[] {
    const now = this.#deps.now();
    return group.waiting.splice(0).filter(({ accounts, resolve }) => {
      for (const account of accounts) if (now >= account.endsAt) rollWindow(account, group.ended, this.#windowSeconds, now);
      if (!accounts.every(hasCallLeft)) return true;
      for (const account of accounts) account.spent += 1;
      resolve(allow(accounts, this.#windowSeconds, now));
      return false;
    });
  }

  #change(account: CallAccount, layer: CallLayer, group: Group): void {
    const isLower = layer.limit < account.layer.limit;
    if (layer.limit !== account.layer.limit) Object.assign(account, { leaseSize: smallestLease(layer.limit), refusedUntil: 0, mayRefill: false });
    account.layer = layer;
    if (!isLower || account.leased <= account.spent) return;
    group.errands.set(account, "return");
    this.#ask(group);
  }

  #open(owner: CallOwner, layer: CallLayer): { account: CallAccount; group: Group } {
    const group = this.#groups.get(owner.workspaceId) ?? { owner, waiting: [], errands: new Map<CallAccount, Errand>(), ended: [], round: null, accounts: 0 };
    group.accounts += 1;
    this.#groups.set(owner.workspaceId, group);
    const opened = { account: openAccount(layer), group };
    this.#accounts.set(layer.id, opened);
    if (this.#accounts.size > MAX_ACCOUNTS) this.#forgetOne();
    return opened;
  }

  #forgetOne(): void {
    const now = this.#deps.now();
    for (const [id, { account, group }] of this.#accounts) {
      if (group.round || group.ended.length > 0 || account.leased !== account.spent || account.isUnreported || now - account.lastUsedAt < IDLE_MS) continue;
      this.#accounts.delete(id);
      group.accounts -= 1;
      if (group.accounts === 0) this.#groups.delete(group.owner.workspaceId);
      return;
    }
  }
}

/** Postgres answered, if only with no: `gone` when there is no such workspace any more (SQLSTATE 23…), `later` for what another try may do. */
function refusalOf(error: unknown): "gone" | "later" | null {
  const state = error instanceof Error && error.name === "PostgresError" && "code" in error ? String(error.code) : "";
  if (state.startsWith("23")) return "gone";
  return /^(40|55)/.test(state) ? "later" : null;
}
