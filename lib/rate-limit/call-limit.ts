import { allow, hasCallLeft, isLow, openAccount, refuseBy, smallestLease, type CallAccount, type CallLayer, type CallVerdict } from "./call-account.ts";
import { decideAlone } from "./decide-alone.ts";
import { LeaseAsker, openGroup, type CallGroup, type CallOwner, type LeaseAskerDeps } from "./lease-asker.ts";
import { longestToWaitFor } from "./lease-round.ts";
import { rollWindow } from "./roll-window.ts";

export const CALL_WINDOW_SECONDS = 3600;
const MAX_ACCOUNTS = 20_000;
const TICK_MS = 1_000;
/** What nobody called for that long goes back. */
const IDLE_MS = 10_000;
/** A lease counts as a dead gateway's a minute after Postgres heard of it last. */
const REPORT_MS = 20_000;
/** Workspaces that may begin a round in one tick: after an outage they don't all come at once. */
const ROUNDS_PER_TICK = 50;

export interface CallLimitDeps extends Omit<LeaseAskerDeps, "windowSeconds"> {
  windowSeconds?: number;
}

/**
 * The limits of calls, shared by every gateway through private.take_calls: decided here while something leased is left, which is refilled before it
 * runs out; else in Postgres, those that wait together at once. With Postgres unreachable the last known counts decide.
 */
export class CallLimit {
  readonly #now: () => number;
  readonly #windowSeconds: number;
  readonly #asker: LeaseAsker;
  readonly #accounts = new Map<string, { account: CallAccount; group: CallGroup }>();
  readonly #groups = new Map<string, CallGroup>();
  readonly #timer: NodeJS.Timeout;

  constructor(deps: CallLimitDeps) {
    this.#now = deps.now;
    this.#windowSeconds = deps.windowSeconds ?? CALL_WINDOW_SECONDS;
    this.#asker = new LeaseAsker({ ...deps, windowSeconds: this.#windowSeconds });
    this.#timer = setInterval(() => this.tick(), TICK_MS).unref();
  }

  /** One call of every layer, or of none. Not a promise when it is decided here. */
  take(owner: CallOwner, layers: readonly CallLayer[]): CallVerdict | Promise<CallVerdict> {
    const now = this.#now();
    const accounts: CallAccount[] = [];
    let isHere = true;
    let group: CallGroup | undefined;
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
    if (!this.#asker.mayTry(now)) return decideAlone(accounts, this.#windowSeconds, now);
    const { waiting } = group;
    const answer = new Promise<CallVerdict>((resolve) => void waiting.push({ accounts, resolve }));
    this.#asker.ask(group);
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
    const now = this.#now();
    if (!this.#asker.mayTry(now)) return;
    let rounds = this.#asker.isAlone ? 1 : ROUNDS_PER_TICK;
    for (const { account, group } of this.#accounts.values()) {
      if (group.round) continue;
      if (now >= account.endsAt) rollWindow(account, group.ended, this.#windowSeconds, now);
      if (hasCallLeft(account) && now - account.lastUsedAt > IDLE_MS) group.errands.set(account, "return");
      else if (account.isUnreported || (hasCallLeft(account) && now - account.reportedAt > REPORT_MS)) group.errands.set(account, "report");
      if (group.errands.size + group.ended.length === 0) continue;
      if (rounds === 0) return;
      rounds -= 1;
      this.#asker.ask(group);
    }
  }

  /** Gives back what is leased. */
  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled([...this.#groups.values()].map(({ round }) => round));
    for (const { account, group } of this.#accounts.values()) if (account.leased !== account.spent) group.errands.set(account, "return");
    const groups = [...this.#groups.values()].filter(({ errands, ended }) => errands.size + ended.length > 0);
    for (const group of groups) this.#asker.ask(group);
    await Promise.allSettled(groups.map(({ round }) => round));
  }

  #refill(account: CallAccount, group: CallGroup): void {
    if (this.#asker.isAlone) return;
    account.mayRefill = false;
    group.errands.set(account, "refill");
    // After the call that drew the lease low, not before it.
    setImmediate(() => this.#asker.ask(group));
  }

  #change(account: CallAccount, layer: CallLayer, group: CallGroup): void {
    const isLower = layer.limit < account.layer.limit;
    if (layer.limit !== account.layer.limit) Object.assign(account, { leaseSize: smallestLease(layer.limit), refusedUntil: 0, mayRefill: false });
    account.layer = layer;
    if (!isLower || account.leased <= account.spent) return;
    group.errands.set(account, "return");
    this.#asker.ask(group);
  }

  #open(owner: CallOwner, layer: CallLayer): { account: CallAccount; group: CallGroup } {
    const group = this.#groups.get(owner.workspaceId) ?? openGroup(owner);
    group.accounts += 1;
    this.#groups.set(owner.workspaceId, group);
    const opened = { account: openAccount(layer), group };
    this.#accounts.set(layer.id, opened);
    if (this.#accounts.size > MAX_ACCOUNTS) this.#forgetOne();
    return opened;
  }

  #forgetOne(): void {
    const now = this.#now();
    for (const [id, { account, group }] of this.#accounts) {
      if (group.round || group.ended.length > 0 || account.leased !== account.spent || account.isUnreported || now - account.lastUsedAt < IDLE_MS) continue;
      this.#accounts.delete(id);
      group.accounts -= 1;
      if (group.accounts === 0) this.#groups.delete(group.owner.workspaceId);
      return;
    }
  }
}
