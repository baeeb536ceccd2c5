import { createOutage } from "#lib/outage.ts";

export interface BatchWriter<Entry> {
  add(entry: Entry): void;
  /** Writes what is waiting. */
  close(): Promise<void>;
}

const FLUSH_MS = 250;
const MAX_WAITING = 2000;
const BATCH = 200;

/** Writes entries in batches, in order. Debugging facts: while writing fails for long, the newest are dropped. `onError`: once for each stretch of failures. */
export function createBatchWriter<Entry>(write: (batch: readonly Entry[]) => Promise<unknown>, onError: (error: unknown, entries: number) => void): BatchWriter<Entry> {
  let waiting: Entry[] = [];
  let timer: NodeJS.Timeout | null = null;
  const outage = createOutage(FLUSH_MS);
  const flush = async () => {
    timer = null;
    const batch = waiting.slice(0, BATCH);
    waiting = waiting.slice(BATCH);
    if (batch.length === 0) return;
    try {
      await write(batch);
      outage.ends();
    } catch (error) {
      if (outage.fails()) onError(error, batch.length);
      waiting = [...batch, ...waiting].slice(0, MAX_WAITING);
    }
    if (waiting.length > 0) schedule();
  };
  const schedule = () => {
    timer ??= setTimeout(() => void flush(), outage.pauseMs());
  };
  return {
    add(entry) {
      if (waiting.length < MAX_WAITING) waiting.push(entry);
      schedule();
    },
    async close() {
      if (timer) clearTimeout(timer);
      while (waiting.length > 0) {
        const before = waiting.length;
        await flush();
        if (waiting.length >= before) break;
      }
      if (timer) clearTimeout(timer);
    },
  };
}
