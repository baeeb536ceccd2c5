import { answer } from "../data/data-service.ts";
import type { SqlDoor, SqlRow, SqlValue } from "../data/sql-door.ts";
import { createSqliteStore, type SqliteStore } from "../data/sqlite-store.ts";
import type { HostService } from "#lib/runtime/workerd/harness/console.ts";

interface Storage {
  sql: { exec(statement: string, ...values: SqlValue[]): Iterable<SqlRow> };
  transactionSync<Result>(work: () => Result): Result;
}
export interface StoreNamespace {
  idFromName(name: string): unknown;
  get(id: unknown): HostService;
}

/** The Durable Object that keeps the API's data, in its own SQLite. */
export class Store {
  readonly #store: SqliteStore;

  constructor(state: { storage: Storage }) {
    const { storage } = state;
    const db: SqlDoor = { rows: (statement, ...values) => storage.sql.exec(statement, ...values), atomically: (work) => storage.transactionSync(work) };
    this.#store = createSqliteStore(db);
  }

  async fetch(request: Request): Promise<Response> {
    return Response.json(answer(this.#store, await request.text()));
  }
}
