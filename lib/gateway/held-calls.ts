import type { Exchange } from "./exchange.ts";

interface Held {
  exchange: Exchange;
  end(): void;
}

/** Besides what the change feed tells: a key that runs out, or that was rolled with a grace. */
const RECHECK_MS = 30_000;

/** Streams and WebSockets, which last longer than the answer to whether their key is allowed: they end when it no longer is. */
export class HeldCalls {
  readonly #isAllowed: (exchange: Exchange) => Promise<boolean>;
  readonly #byKey = new Map<string, Set<Held>>();
  readonly #timer: NodeJS.Timeout;

  /** `isAllowed`: what authentication says of the call now; true while nobody can tell. */
  constructor(isAllowed: (exchange: Exchange) => Promise<boolean>) {
    this.#isAllowed = isAllowed;
    this.#timer = setInterval(() => this.recheckAll(), RECHECK_MS).unref();
  }

  /** `end` is called at most once, when the call's key stops being allowed. Returns what lets go of it. */
  hold(exchange: Exchange, end: () => void): () => void {
    const { principal } = exchange;
    if (principal?.kind !== "key") return () => {};
    const { keyId } = principal;
    const held: Held = { exchange, end };
    const ofKey = this.#byKey.get(keyId) ?? new Set();
    this.#byKey.set(keyId, ofKey.add(held));
    return () => {
      ofKey.delete(held);
      if (ofKey.size === 0 && this.#byKey.get(keyId) === ofKey) this.#byKey.delete(keyId);
    };
  }

  /** Something of this key has changed. */
  recheck(keyId: string): void {
    for (const held of this.#byKey.get(keyId) ?? []) void this.#look(held);
  }

  recheckAll(): void {
    for (const keyId of this.#byKey.keys()) this.recheck(keyId);
  }

  close(): void {
    clearInterval(this.#timer);
  }

  async #look(held: Held): Promise<void> {
    const isAllowed = await this.#isAllowed(held.exchange);
    const { principal } = held.exchange;
    const isHeld = principal?.kind === "key" && this.#byKey.get(principal.keyId)?.has(held);
    if (!isAllowed && isHeld) held.end();
  }
}
