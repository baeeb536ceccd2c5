export type SqlValue = string | number | null;
export type SqlRow = Record<string, unknown>;

/** SQLite as the store uses it: `node:sqlite` and a Durable Object's storage both give this, and neither waits. */
export interface SqlDoor {
  /** Runs one statement; its rows are read to their end before the next one. */
  rows(statement: string, ...values: SqlValue[]): Iterable<SqlRow>;
  /** All of the work or, when it throws, nothing of it. May be nested. */
  atomically<Result>(work: () => Result): Result;
}

/** `data` and `folded` hold JSON with the keys of stored-json.ts; times are microseconds since 1970. */
const TABLES = [
  `create table if not exists documents (
    collection text not null, id text not null, data text not null, folded text, version integer not null default 1,
    created_at integer not null, updated_at integer not null, expires_at integer, primary key (collection, id)
  ) without rowid`,
  "create index if not exists documents_recent on documents (collection, created_at, id)",
  "create index if not exists documents_expiring on documents (expires_at) where expires_at is not null",
  "create table if not exists uniques (collection text not null, field text not null, value text not null, id text not null, primary key (collection, field, value)) without rowid",
  "create index if not exists uniques_document on uniques (collection, id)",
];

export function createTables(db: SqlDoor): void {
  for (const statement of TABLES) for (const _row of db.rows(statement)) continue;
}

/** The first row, or undefined. */
export function firstRow(db: SqlDoor, statement: string, ...values: SqlValue[]): SqlRow | undefined {
  return [...db.rows(statement, ...values)][0];
}
