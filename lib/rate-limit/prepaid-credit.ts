/** `none`: there is no credit that such calls are paid from. */
export type Prepaid = { outcome: "taken" | "empty"; priceMicros: number; balanceMicros: number } | { outcome: "none" };
export interface SettledCall {
  id: string;
  isBillable: boolean;
}
export interface PrepaidDeps {
  /** private.take_prepaid; null: no such credit. */
  takePrepaid(workspaceId: string, apiId: string, calls: readonly string[]): Promise<{ taken: number; priceMicros: number; balanceMicros: number } | null>;
  settlePrepaid(calls: readonly SettledCall[]): Promise<void>;
}

interface WaitingCall {
  id: string;
  resolve(prepaid: Prepaid): void;
  reject(error: unknown): void;
}

const SETTLE_EVERY_MS = 250;
/** More than that is left to the reconciliation. */
const MAX_UNSETTLED = 10_000;
const BATCH = 500;
/** Longer than the gateway role's statement_timeout. */
const QUESTION_LIFE_MS = 10_000;

/**
 * Money, so strict: a call's price is taken in Postgres before the call, those that wait together by one question, and without an answer there is no call.
 * What came of it is told afterwards, in batches; what is never told, because this process died, private.reconcile_prepaid finds out.
 */
export class PrepaidCredit {
  readonly #deps: PrepaidDeps;
  readonly #waiting = new Map<string, WaitingCall[]>();
  readonly #asking = new Set<string>();
  #unsettled: SettledCall[] = [];
  #settling: Promise<void> = Promise.resolve();
  #timer: NodeJS.Timeout | undefined;

  constructor(deps: PrepaidDeps) {
    this.#deps = deps;
  }

  /** `id` is that of the call's usage row. Rejects when Postgres can't be asked. */
  take(workspaceId: string, apiId: string, id: string): Promise<Prepaid> {
    const name = `${workspaceId} ${apiId}`;
    return new Promise((resolve, reject) => {
      const waiting = this.#waiting.get(name) ?? [];
      waiting.push({ id, resolve, reject });
      this.#waiting.set(name, waiting);
      if (!this.#asking.has(name)) void this.#ask(name, workspaceId, apiId);
    });
  }

  settle(call: SettledCall): void {
    if (this.#unsettled.length < MAX_UNSETTLED) this.#unsettled.push(call);
    this.#timer ??= setTimeout(() => void this.#tell(), SETTLE_EVERY_MS).unref();
  }

  /** Tells what is not told yet. */
  async close(): Promise<void> {
    await this.#settling;
    await this.#tell();
    clearTimeout(this.#timer);
  }

  async #ask(name: string, workspaceId: string, apiId: string): Promise<void> {
    this.#asking.add(name);
    for (let calls = this.#next(name); calls.length > 0; calls = this.#next(name)) {
      try {
        const taken = await this.#deps.takePrepaid(workspaceId, apiId, calls.map(({ id }) => id));
        calls.forEach(({ resolve }, place) => resolve(taken ? { outcome: place < taken.taken ? "taken" : "empty", priceMicros: taken.priceMicros, balanceMicros: taken.balanceMicros } : { outcome: "none" }));
      } catch (error) {
        for (const { id, reject } of calls) {
          this.#takeBack(id);
          reject(error);
        }
      }
    }
    this.#asking.delete(name);
  }

  /** It may have been taken and only the answer be lost; or be taken yet, as long as Postgres lets the question live. */
  #takeBack(id: string): void {
    this.settle({ id, isBillable: false });
    setTimeout(() => this.settle({ id, isBillable: false }), QUESTION_LIFE_MS).unref();
  }

  #next(name: string): WaitingCall[] {
    const waiting = this.#waiting.get(name) ?? [];
    const calls = waiting.splice(0, BATCH);
    if (waiting.length === 0) this.#waiting.delete(name);
    return calls;
  }

  #tell(): Promise<void> {
    this.#timer = undefined;
    this.#settling = this.#settling.then(async () => {
      while (this.#unsettled.length > 0) {
        const calls = this.#unsettled.slice(0, BATCH);
        try {
          await this.#deps.settlePrepaid(calls);
        } catch {
          this.#timer ??= setTimeout(() => void this.#tell(), SETTLE_EVERY_MS * 4).unref();
          return;
        }
        this.#unsettled = this.#unsettled.slice(calls.length);
      }
    });
    return this.#settling;
  }
}
