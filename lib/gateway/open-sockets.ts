import { AppError } from "#lib/errors.ts";
import type { SocketRelay } from "./relay-socket.ts";

/** The WebSockets that are open through this gateway, at most so many for an API. */
export class OpenSockets {
  readonly #relays = new Set<SocketRelay>();
  readonly #counts = new Map<string, number>();

  /** Takes a place for one more, before it is opened. Throws `rate_limited`. Returns what gives the place back. */
  take(apiId: string, max: number): () => void {
    const open = this.#counts.get(apiId) ?? 0;
    if (open >= max) {
      throw new AppError("rate_limited", `This API has ${open} WebSockets open; ${max} are allowed. Close one, or try again in a minute.`, {
        headers: { "Retry-After": "60" }, extensions: { limit: "open WebSockets of an API", used: open, cap: max, retry_after_seconds: 60 },
      });
    }
    this.#counts.set(apiId, open + 1);
    let isGiven = false;
    return () => {
      if (isGiven) return;
      isGiven = true;
      const left = (this.#counts.get(apiId) ?? 1) - 1;
      if (left > 0) this.#counts.set(apiId, left);
      else this.#counts.delete(apiId);
    };
  }

  count(apiId: string): number {
    return this.#counts.get(apiId) ?? 0;
  }

  add(relay: SocketRelay): () => void {
    this.#relays.add(relay);
    return () => this.#relays.delete(relay);
  }

  /** This gateway stops: clients are told to connect again. */
  closeAll(): void {
    for (const relay of this.#relays) relay.close(1012, "The gateway restarts. Connect again");
  }
}
