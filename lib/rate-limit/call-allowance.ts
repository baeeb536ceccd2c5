/** What a key may call in all, after one call was asked for. */
export interface AllowedCall {
  isTaken: boolean;
  calls: number;
  callsLeft: number;
}
export interface AllowanceDeps {
  /** private.take_allowance: as many of the wanted calls as are left; null: the key has no such bound any more. */
  takeAllowance(keyId: string, wanted: number): Promise<{ taken: number; calls: number; callsLeft: number } | null>;
}
interface WaitingCall {
  resolve(allowed: AllowedCall): void;
  reject(error: unknown): void;
}

/** More keys than that are forgotten to be used up: Postgres is asked again. */
const MAX_USED_UP = 10_000;

/**
 * Takes calls in Postgres before they are made, so that gateways and tabs that ask at once get no more than there are. Those of one key that wait together are
 * one question, and a key that is used up is none: nobody keeps the gateway's connections busy with a key that is free.
 */
export class CallAllowance {
  readonly #deps: AllowanceDeps;
  readonly #waiting = new Map<string, WaitingCall[]>();
  readonly #asking = new Set<string>();
  /** Never refilled, so this stays true. */
  readonly #usedUp = new Map<string, number>();

  constructor(deps: AllowanceDeps) {
    this.#deps = deps;
  }

  /** Rejects when Postgres can't be asked. */
  take(keyId: string): Promise<AllowedCall> {
    const calls = this.#usedUp.get(keyId);
    if (calls !== undefined) return Promise.resolve({ isTaken: false, calls, callsLeft: 0 });
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(keyId) ?? [];
      waiting.push({ resolve, reject });
      this.#waiting.set(keyId, waiting);
      if (!this.#asking.has(keyId)) void this.#ask(keyId);
    });
  }

  async #ask(keyId: string): Promise<void> {
    this.#asking.add(keyId);
    for (let waiting = this.#next(keyId); waiting.length > 0; waiting = this.#next(keyId)) {
      try {
        const { taken, calls, callsLeft } = (await this.#deps.takeAllowance(keyId, waiting.length)) ?? { taken: 0, calls: 0, callsLeft: 0 };
        if (callsLeft === 0) this.#noteUsedUp(keyId, calls);
        // Each is told what was left after it.
        waiting.forEach(({ resolve }, place) => resolve(place < taken ? { isTaken: true, calls, callsLeft: callsLeft + taken - 1 - place } : { isTaken: false, calls, callsLeft }));
      } catch (error) {
        for (const { reject } of waiting) reject(error);
      }
    }
    this.#asking.delete(keyId);
  }

  #next(keyId: string): WaitingCall[] {
    const waiting = this.#waiting.get(keyId) ?? [];
    this.#waiting.delete(keyId);
    return waiting;
  }

  #noteUsedUp(keyId: string, calls: number): void {
    if (this.#usedUp.size >= MAX_USED_UP) this.#usedUp.clear();
    this.#usedUp.set(keyId, calls);
  }
}
