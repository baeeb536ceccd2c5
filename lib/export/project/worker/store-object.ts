import { answer } from "../data/data-service.ts";
import { loadDocuments, type DocumentLine } from "../data/load-documents.ts";
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

/** The Durable Object that keeps the API's data, in its own SQLite. Only the Worker beside it can reach it. */
export class Store {
  readonly #db: SqlDoor;
  readonly #store: SqliteStore;

  constructor(state: { storage: Storage }) {
    const { storage } = state;
    this.#db = { rows: (statement, ...values) => storage.sql.exec(statement, ...values), atomically: (work) => storage.transactionSync(work) };
    this.#store = createSqliteStore(this.#db);
  }

  /** `/data`: operations. `/load/<collection>`: documents as they were, all of them or none. */
  async fetch(request: Request): Promise<Response> {
    const [, collection] = /\/load\/(\w+)$/.exec(new URL(request.url).pathname) ?? [];
    if (collection === undefined) return Response.json(answer(this.#store, await request.text()));
    const lines = (await request.json()) as DocumentLine[]; // the Worker lets only the holder of ADMIN_KEY through
    try {
      return Response.json({ loaded: this.#db.atomically(() => loadDocuments(this.#db, collection, lines)) });
    } catch (error) {
      return Response.json({ error: String(error instanceof Error ? error.message : error) }, { status: 409 });
    }
  }
}
