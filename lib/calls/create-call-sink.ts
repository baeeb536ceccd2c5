import type { Log } from "#lib/log.ts";
import { createOutage } from "#lib/outage.ts";
import { CallBudget } from "./call-budget.ts";
import type { CallRecord } from "./schema.ts";

export interface CallSink {
  /** `make` is asked only when the call is kept. Never throws, never waits. */
  note(apiId: string, make: (skipped: number) => CallRecord): void;
  /** Writes what is waiting, once. */
  close(): Promise<void>;
}

const FLUSH_MS = 200;
const BATCH = 200;
/** While Postgres is away; what comes then is dropped. */
const MAX_WAITING = 2_000;

/** What calls were, held to the budgets of their APIs, written in batches. Debugging facts: no call waits for them. */
export function createCallSink(write: (records: readonly string[]) => Promise<void>, log: Log, budget = new CallBudget()): CallSink {
  let waiting: string[] = [];
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> = Promise.resolve();
  const outage = createOutage(FLUSH_MS);

  const flush = async (): Promise<void> => {
    const batch = waiting.splice(0, BATCH);
    if (batch.length === 0) return;
    try {
      await write(batch);
      outage.ends();
    } catch (error) {
      if (outage.fails()) log.warn("call_records.failed", { error, records: batch.length });
      // Each has its own id and is stored once; what Postgres finds wrong with them (class 22) it would find again.
      if (!isWrongData(error)) waiting = [...batch, ...waiting].slice(0, MAX_WAITING);
    }
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      writing = flush().finally(() => {
        timer = null;
        if (waiting.length > 0) schedule();
      });
    }, outage.pauseMs());
  };
  return {
    note(apiId, make) {
      if (waiting.length >= MAX_WAITING) return;
      const admitted = budget.admit(apiId);
      if (!admitted) return;
      const record = JSON.stringify(make(admitted.skipped));
      budget.spend(apiId, record.length);
      waiting.push(record);
      schedule();
    },
    async close() {
      await writing;
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => {}, 0); // Nothing is scheduled any more.
      for (let left = Infinity; waiting.length > 0 && waiting.length < left; ) {
        left = waiting.length;
        await flush();
      }
    },
  };
}

const isWrongData = (error: unknown): boolean => error instanceof Error && "code" in error && String(error.code).startsWith("22");
