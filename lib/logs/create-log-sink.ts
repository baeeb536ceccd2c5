import { randomUUID } from "node:crypto";
import type { Sql } from "#lib/db/connect.ts";
import type { Log } from "#lib/log.ts";
import { createOutage } from "#lib/outage.ts";
import type { LogSink } from "#lib/runtime/host-ports.ts";
import { LogBudget } from "./log-budget.ts";

type Entry = Parameters<LogSink["write"]>[0] & { entry: string };
export interface ClosableLogSink extends LogSink {
  /** Writes what is waiting, once. */
  close(): Promise<void>;
}

const FLUSH_MS = 200;
const BATCH = 200;
/** Of one API: what it has more while Postgres is away is dropped. Other APIs wait in lines of their own. */
const MAX_WAITING = 200;

/** What APIs print, held to their budgets, written in batches in which every API has its turn. Debugging facts: the newest are dropped. */
export function createLogSink(sql: Sql, log: Log, budget = new LogBudget()): ClosableLogSink {
  const waiting = new Map<string, Entry[]>();
  let timer: NodeJS.Timeout | null = null;
  let writing: Promise<void> | null = null;
  const outage = createOutage(FLUSH_MS);

  const write = async (): Promise<void> => {
    const batch = takeTurns(waiting, BATCH);
    if (batch.length === 0) return;
    try {
      await sql`select private.write_request_logs(${sql.json(batch.map(({ entry, apiId, versionId, requestId, lines }) => ({ entry, apiId, versionId, requestId, lines })))})`;
      outage.ends();
    } catch (error) {
      if (outage.fails()) log.warn("request_logs.failed", { error, entries: batch.length });
      // Stored or not: each entry has its own id, and is stored once.
      for (const entry of batch.toReversed()) lineOf(waiting, entry.apiId).unshift(entry);
    }
  };
  const schedule = (): void => {
    timer ??= setTimeout(() => {
      writing = write().finally(() => {
        timer = null;
        writing = null;
        if (waiting.size > 0) schedule();
      });
    }, outage.pauseMs());
  };
  return {
    write(printed) {
      const lines = budget.admit(printed.apiId, printed.lines);
      if (lines.length === 0) return;
      const line = lineOf(waiting, printed.apiId);
      if (line.length < MAX_WAITING) line.push({ ...printed, lines, entry: randomUUID() });
      schedule();
    },
    async close() {
      await writing;
      if (timer) clearTimeout(timer);
      timer = setTimeout(() => {}, 0); // Nothing is scheduled any more.
      for (let left = Infinity; waiting.size > 0 && countOf(waiting) < left; ) {
        left = countOf(waiting);
        await write();
      }
    },
  };
}

const countOf = (waiting: ReadonlyMap<string, readonly Entry[]>): number => [...waiting.values()].reduce((sum, line) => sum + line.length, 0);

function lineOf(waiting: Map<string, Entry[]>, apiId: string): Entry[] {
  const line = waiting.get(apiId) ?? [];
  waiting.set(apiId, line);
  return line;
}

/** One entry of each API, then the second of each, and so on: an API that prints much delays itself. */
function takeTurns(waiting: Map<string, Entry[]>, max: number): Entry[] {
  const batch: Entry[] = [];
  while (waiting.size > 0 && batch.length < max) {
    for (const [apiId, line] of waiting) {
      const entry = batch.length < max ? line.shift() : undefined;
      if (entry) batch.push(entry);
      if (line.length === 0) waiting.delete(apiId);
    }
  }
  return batch;
}
