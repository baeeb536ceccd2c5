import type { Server } from "node:net";
import type { Log } from "#lib/log.ts";
import { type Child, type ChildMessage, startChild } from "./child.ts";

export interface ChildOptions {
  name: string;
  script: string;
  args?: string[];
  env: Record<string, string | undefined>;
  log: Log;
  /** Its successor goes on accepting on its socket. */
  handsOverSocket?: boolean;
  /** Two that end at once would be in each other's way: the next roll waits for the old one's end. */
  endsBeforeNext?: boolean;
  /** Called with each message of the child but `ready` and `failed`. */
  onMessage?: (message: ChildMessage) => void;
  /** The child can't work and said why: restarting it would not help. */
  onFailed?: (message: string) => void;
  /** Called when a process has started, and without its id when that one has ended. `key`: which of those that run at once. */
  onProcess?: (key: string, pid: number | undefined) => void;
  /** Called with each `ready` message, also after a restart. */
  onReady?: (message: ChildMessage) => void;
}
export interface SupervisedChild {
  readonly name: string;
  readonly pid: number | undefined;
  stop(graceMs: number): Promise<void>;
  /** Lets it finish and starts it anew, for changed sources. */
  restart(): void;
  /** A new process takes over beside the old one, which finishes what it has. Rejects with words, the old one going on. */
  roll(): Promise<void>;
}

const HEALTHY_AFTER_MS = 30_000;
const READY_WITHIN_MS = 60_000;
/** More than any drain takes. */
const RETIRED_WITHIN_MS = 120_000;

/** Starts a process, restarts it with backoff when it dies, and resolves at its first `ready`. Rejects when it first fails with words. */
export async function supervise(options: ChildOptions): Promise<SupervisedChild> {
  const supervised = new Supervised(options);
  await supervised.start();
  return supervised;
}

class Supervised implements SupervisedChild {
  readonly #options: ChildOptions;
  #current: { child: Child; slot: number } | null = null;
  /** All that run, by slot. */
  readonly #running = new Map<number, Child>();
  #isStopping = false;
  #failures = 0;

  constructor(options: ChildOptions) {
    this.#options = options;
  }

  get name(): string {
    return this.#options.name;
  }
  get pid(): number | undefined {
    return this.#current?.child.pid;
  }

  /** Resolves when one is ready, however often it had to be started. */
  start(): Promise<void> {
    return new Promise((resolve, reject) => {
      const begin = () => {
        const started = this.#spawn();
        this.#keep(started, begin);
        started.child.ready.then((message) => (this.#options.onReady?.(message), resolve()), () => started.child.refusal !== null && reject(new Error(started.child.refusal)));
      };
      begin();
    });
  }

  async stop(graceMs: number): Promise<void> {
    this.#isStopping = true;
    await Promise.all([...this.#running.values()].map((child) => child.stop(graceMs)));
  }

  restart(): void {
    this.#failures = -1;
    void this.#current?.child.stop(RETIRED_WITHIN_MS);
  }

  async roll(): Promise<void> {
    const before = this.#current;
    if (!before || before.child.hasExited || this.#isStopping) throw new Error(`${this.name} is not running, so it can't hand over`);
    let next: { child: Child; slot: number } | undefined;
    if (this.#options.handsOverSocket) await before.child.handOver((server) => (next = this.#spawn(server)));
    else next = this.#spawn();
    if (!next) throw new Error(`${this.name} did not start`);
    const { child } = next;
    const timer = setTimeout(() => void child.stop(0), READY_WITHIN_MS);
    const message = await child.ready.catch((error: Error) => {
      void child.stop(1_000);
      throw new Error(`The new ${this.name} did not become ready: ${error.message}. The old one goes on`);
    }).finally(() => clearTimeout(timer));
    this.#options.onReady?.(message);
    // Another one than at first, when it died meanwhile.
    const old = this.#current?.child;
    this.#keep(next, () => void this.start().catch(() => {}));
    old?.retire();
    const late = setTimeout(() => void old?.stop(10_000), RETIRED_WITHIN_MS);
    const ended = old?.exited.then(() => clearTimeout(late));
    if (this.#options.endsBeforeNext) await ended;
  }

  #spawn(takeOver?: Server): { child: Child; slot: number } {
    const { name, script, args = [], env, onMessage = () => {}, onProcess } = this.#options;
    let slot = 0;
    while (this.#running.has(slot)) slot += 1;
    const child = startChild({ script, args: [...args, `--slot=${slot}`], env }, onMessage, takeOver);
    const key = slot === 0 ? name : `${name}.${slot}`;
    this.#running.set(slot, child);
    onProcess?.(key, child.pid);
    void child.exited.then(() => {
      this.#running.delete(slot);
      // One that died is named until another has its place.
      if (this.#current?.child !== child) onProcess?.(key, undefined);
    });
    return { child, slot };
  }

  /** This one serves now: when it dies another is started. */
  #keep(started: { child: Child; slot: number }, again: () => void): void {
    const { name, log, onFailed } = this.#options;
    const startedAt = performance.now();
    this.#current = started;
    void started.child.exited.then(({ code, signal }) => {
      if (this.#isStopping || this.#current !== started) return;
      if (started.child.refusal !== null) return onFailed?.(started.child.refusal);
      this.#failures = performance.now() - startedAt > HEALTHY_AFTER_MS ? 0 : this.#failures + 1;
      const delayMs = this.#failures <= 0 ? 0 : Math.min(5_000, 100 * 2 ** this.#failures);
      log.warn("process.restart", { name, code, signal, delayMs });
      setTimeout(() => !this.#isStopping && this.#current === started && again(), delayMs);
    });
  }
}
