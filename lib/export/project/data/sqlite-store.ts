import { DataFailure } from "#lib/documents/data-failure.ts";
import { parseOperation } from "#lib/documents/parse-operation.ts";
import type { DataOperation, DataReply } from "#lib/runtime/runtime.ts";
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
    run: (operations) => operations.map((operation) => {
      try {
        const parsed = parseOperation(operation);
        return { ok: db.atomically(() => runOperation(space, parsed)) };
      } catch (error) {
        if (error instanceof DataFailure) return { err: { code: error.code, message: error.message } };
        throw error;
      }
    }),
  };
}
