import { Pool } from "undici";
import { withTimeout, type Clock } from "#lib/clock.ts";
import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import type { Log } from "#lib/log.ts";
import type { RuntimeAddress, RuntimeBackend } from "#lib/runtime/runtime.ts";

const MAX_CONNECTIONS = 256;
const UNUSED_MS = 10 * 60_000;

export interface RuntimeAddressesOptions {
  runtime: Pick<RuntimeBackend, "wake" | "touch">;
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

/** Where awake runtimes listen, one wake per API at a time, and the connections to them. Tells the runner which are in use. */
export class RuntimeAddresses {
  readonly #options: RuntimeAddressesOptions;
  readonly #known = new Map<string, Known>();
  readonly #wakes = new Map<string, Promise<RuntimeAddress>>();
  readonly #pools = new Map<string, Pool>();
  readonly #inFlight = new Map<string, number>();
  readonly #used = new Set<string>();
  readonly #timer: NodeJS.Timeout;

  constructor(options: RuntimeAddressesOptions) {
    this.#options = options;
    this.#timer = setInterval(() => this.#tick(), options.touchEveryMs);
    this.#timer.unref();
  }

  /** The address of the live version's runtime: known, or woken. */
  async find(api: ApiRecord): Promise<RuntimeAddress> {
    const known = this.#known.get(api.apiId);
    if (known && known.versionId === api.liveVersionId) {
      known.usedAt = this.#options.clock.now();
      return { socketPath: known.socketPath, versionId: known.versionId, isCold: false, wakeMs: 0 };
    }
    const running = this.#wakes.get(api.apiId);
    if (running) return running;
    const wake = this.#wake(api.apiId).finally(() => this.#wakes.delete(api.apiId));
    this.#wakes.set(api.apiId, wake);
    return wake;
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

  async #wake(apiId: string): Promise<RuntimeAddress> {
    const { runtime, clock, wallMs } = this.#options;
    const late = new AppError("deadline", `The API did not wake within ${wallMs / 1000} s. Try again; if it stays, look at its logs.`);
    const address = await withTimeout(runtime.wake(apiId), wallMs).catch((error: unknown) => {
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
    if (active.size > 0) this.#options.runtime.touch([...active]).catch((error: unknown) => this.#options.log.debug("gateway.touch_failed", { error }));
    const oldest = this.#options.clock.now() - UNUSED_MS;
    for (const [apiId, known] of this.#known) if (known.usedAt < oldest && !this.#inFlight.has(apiId)) this.forget(apiId, known.socketPath);
  }
}
