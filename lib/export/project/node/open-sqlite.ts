import { DatabaseSync, type StatementSync } from "node:sqlite";
import type { SqlDoor, SqlValue } from "../data/sql-door.ts";

const MAX_STATEMENTS = 200;

/** A database in one file, or in memory. An answered write survives the end of the process and of the machine. */
export function openSqlite(file: string): SqlDoor & { close(): void } {
  const db = new DatabaseSync(file);
  db.exec("pragma journal_mode = wal; pragma synchronous = full; pragma busy_timeout = 5000");
  const statements = new Map<string, StatementSync>();
  let depth = 0;
  const prepared = (statement: string): StatementSync => {
    const known = statements.get(statement) ?? db.prepare(statement);
    if (statements.size >= MAX_STATEMENTS) statements.clear();
    statements.set(statement, known);
    return known;
  };
  return {
    rows: (statement: string, ...values: SqlValue[]) => prepared(statement).iterate(...values),
    atomically(work) {
      const point = `step${depth}`;
      db.exec(depth === 0 ? "begin immediate" : `savepoint ${point}`);
      depth += 1;
      try {
        const result = work();
        depth -= 1;
        db.exec(depth === 0 ? "commit" : `release ${point}`);
        return result;
      } catch (error) {
        depth = Math.max(0, depth - 1);
        if (db.isTransaction) db.exec(depth === 0 ? "rollback" : `rollback to ${point}; release ${point}`);
        throw error;
      }
    },
    close: () => db.close(),
  };
}
