import { DataFailure, invalid } from "#lib/documents/data-failure.ts";
import { MAX_OPERATIONS, parseOperation } from "#lib/documents/parse-operation.ts";
import type { DataOperation, DataReply } from "#lib/runtime/host-ports.ts";
import { removeExpired } from "./remove-expired.ts";
import { runOperation } from "./run-operation.ts";
import { createTables, firstRow, type SqlDoor } from "./sql-door.ts";

export interface SqliteStore {
  /** Runs operations in order; each is done whole or not at all, and has its own reply. */
  run(operations: readonly DataOperation[]): DataReply[];
}

/** What `c.env.DATA` stores, in SQLite, with the behaviour of the platform that this API comes from. */
export function createSqliteStore(db: SqlDoor): SqliteStore {
  createTables(db);
  let last = Number(firstRow(db, "select max(max(created_at, updated_at)) as at from documents")?.["at"] ?? 0);
  const space = { db, now: () => (last = Math.max(Date.now() * 1000, last + 1)) };
  return {
    run(operations) {
      const parsed = operations.map((operation) => attempt(() => parseOperation(operation)));
      const size = parsed.reduce((sum, item) => sum + ("ok" in item && item.ok.name === "transaction" ? item.ok.operations.length : 1), 0);
      if (size > MAX_OPERATIONS) return operations.map(() => toReply(invalid(`At most ${MAX_OPERATIONS} data operations can start at once, those of transactions counted.`)));
      // One transaction for all: each write of its own would wait for the disk.
      return db.atomically(() => {
        removeExpired(db);
        return parsed.map((item) => ("err" in item ? item : attempt(() => db.atomically(() => runOperation(space, item.ok)))));
      });
    },
  };
}

function attempt<Result>(work: () => Result): { ok: Result } | ReturnType<typeof toReply> {
  try {
    return { ok: work() };
  } catch (error) {
    if (error instanceof DataFailure) return toReply(error);
    throw error;
  }
}

const toReply = ({ code, message }: DataFailure) => ({ err: { code, message } });
