import { existsSync } from "node:fs";
import { Pool } from "undici";
import { withTimeout, type Clock } from "#lib/clock.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { LostCall, RuntimeAddress, RuntimeBackend, RuntimeEnd } from "#lib/runtime/runtime.ts";

const MAX_CONNECTIONS = 256;
const UNUSED_MS = 10 * 60_000;
/** Far less than the second for which a runtime whose name is gone takes calls yet. */
const LOOK_HOLDS_MS = 20;

export interface RuntimeAddressesOptions {
  runtime: Pick<RuntimeBackend, "wake" | "touch" | "explainLost">;
  clock: Clock;
  log: Log;
  wallMs: number;
  idleMs: number;
  touchEveryMs: number;
}
interface Known {
  socketPath: string;
  versionId: string;
  usedAt: number;
}

/** Where awake runtimes listen, one wake per runtime at a time (`apiId` is its name, runtime-name.ts), and the connections to them. Tells the runner which are in use. */
export class RuntimeAddresses {
  readonly #options: RuntimeAddressesOptions;
  readonly #known = new Map<string, Known>();
  readonly #wakes = new Map<string, Promise<RuntimeAddress>>();
  /** Addresses that did not answer: the next wake asks for another one. */
  readonly #lost = new Map<string, string>();
  readonly #pools = new Map<string, Pool>();
  readonly #inFlight = new Map<string, number>();
  readonly #used = new Set<string>();
  /** When each name was last seen. */
  readonly #seen = new Map<string, number>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: RuntimeAddressesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tick(), options.touchEveryMs);
    this.#timer.unref();
  }

  /** The address of a version's runtime, by the runtime's name: known, or woken. */
  async find(name: string, versionId: string | null): Promise<RuntimeAddress> {
    const known = this.#known.get(name);
    if (known && known.versionId === versionId && this.isListening(known.socketPath)) {
      known.usedAt = this.#options.clock.now();
      return { socketPath: known.socketPath, versionId: known.versionId, isCold: false, wakeMs: 0 };
    }
    const running = this.#wakes.get(name);
    const address = await (running ?? this.#wakeOnce(name));
    // A wake that was under way may be from before the deployment that this call knows of.
    return running && address.versionId !== versionId ? this.#wakeOnce(name) : address;
  }

  /** Before a runtime stops taking calls its socket's name is gone: who looks right before sending never sends to one that ends. */
  isListening(socketPath: string): boolean {
    const seenAt = this.#seen.get(socketPath);
    return (seenAt !== undefined && performance.now() - seenAt < LOOK_HOLDS_MS) || this.look(socketPath);
  }

  /** The same, as it is now. */
  look(socketPath: string): boolean {
    const isThere = existsSync(socketPath);
    if (isThere) this.#seen.set(socketPath, performance.now());
    else this.#seen.delete(socketPath);
    return isThere;
  }

  /** Why the runtime ended under this call; null when nobody knows. */
  explainLost(call: LostCall): Promise<RuntimeEnd | null> {
    return this.#options.runtime.explainLost(call).catch(() => null);
  }

  /** The runtime did not take a connection there. */
  lose(apiId: string, socketPath: string): void {
    this.#lost.set(apiId, socketPath);
    this.forget(apiId, socketPath);
  }

  /** The runtime no longer listens there. */
  forget(apiId: string, socketPath: string): void {
    if (this.#known.get(apiId)?.socketPath === socketPath) this.#known.delete(apiId);
    this.#dropPool(socketPath);
  }

  pool(socketPath: string): Pool {
    const known = this.#pools.get(socketPath);
    if (known) return known;
    const pool = new Pool("http://runtime", {
      socketPath, connections: MAX_CONNECTIONS, pipelining: 1, headersTimeout: 0, bodyTimeout: this.#options.idleMs, keepAliveTimeout: 10_000, maxHeaderSize: 64 * 1024, connectTimeout: 5_000, allowH2: false,
    });
    this.#pools.set(socketPath, pool);
    return pool;
  }

  /** A call is in flight: the runtime stays awake until the returned function is called. */
  begin(apiId: string): () => void {
    this.#inFlight.set(apiId, (this.#inFlight.get(apiId) ?? 0) + 1);
    let isOver = false;
    return () => {
      if (isOver) return;
      isOver = true;
      this.#used.add(apiId);
      const left = (this.#inFlight.get(apiId) ?? 1) - 1;
      if (left > 0) this.#inFlight.set(apiId, left);
      else this.#inFlight.delete(apiId);
    };
  }

  async close(): Promise<void> {
    clearInterval(this.#timer);
    await Promise.allSettled([...this.#pools.values()].map((pool) => pool.destroy()));
  }

  #wakeOnce(apiId: string): Promise<RuntimeAddress> {
    const running = this.#wakes.get(apiId);
    if (running) return running;
    const wake = this.#wake(apiId).finally(() => this.#wakes.delete(apiId));
    this.#wakes.set(apiId, wake);
    return wake;
  }

  async #wake(apiId: string): Promise<RuntimeAddress> {
    const { runtime, clock, wallMs } = this.#options;
    const late = new AppError("deadline", `The API did not wake within ${wallMs / 1000} s. Try again; if it stays, look at its logs.`);
    const lost = this.#lost.get(apiId);
    this.#lost.delete(apiId);
    const address = await withTimeout(runtime.wake(apiId, lost), wallMs).catch((error: unknown) => {
      throw error instanceof Error && error.message === "It took too long" ? late : error;
    });
    const before = this.#known.get(apiId);
    if (before && before.socketPath !== address.socketPath) this.#dropPool(before.socketPath);
    this.#known.set(apiId, { socketPath: address.socketPath, versionId: address.versionId, usedAt: clock.now() });
    return address;
  }

  #dropPool(socketPath: string): void {
    const pool = this.#pools.get(socketPath);
    this.#pools.delete(socketPath);
    pool?.close().catch(() => {});
  }

  #tick(): void {
    const active = new Set([...this.#used, ...this.#inFlight.keys()]);
    this.#used.clear();
    this.#seen.clear();
    if (active.size > 0) this.#options.runtime.touch([...active]).catch((error: unknown) => this.#options.log.debug("gateway.touch_failed", { error }));
    const oldest = this.#options.clock.now() - UNUSED_MS;
    for (const [apiId, known] of this.#known) if (known.usedAt < oldest && !this.#inFlight.has(apiId)) this.forget(apiId, known.socketPath);
  }
}
