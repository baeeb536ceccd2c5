import { Kysely } from "kysely";
import { PostgresJSDialect } from "kysely-postgres-js";
import postgres from "postgres";
import type { DB } from "./database.types.ts";

export type Sql = postgres.Sql;
export type SqlTransaction = postgres.TransactionSql;
/** What takes statements: a pool, one of its connections, or a transaction. */
export type SqlDoor = postgres.ISql;
export type SqlRow = postgres.Row;
/** Any statement or part of one. */
export type SqlFragment = postgres.PendingQuery<postgres.Row[]>;
export type Database = Kysely<DB>;

/** A pool of direct connections. Bigints come as numbers: counters stay below 2^53. `applicationName` shows in pg_stat_activity. */
export const connect = (url: string, applicationName: string, max = 10): Sql => postgres(url, { ...settings(applicationName), max });

export interface HearingHandlers {
  onMessage(channel: string, payload: string): void;
  onClose(): void;
}

/** One connection for LISTEN, left to its owner: `sql.listen` would connect anew by itself, and as fast as it can. */
export function connectToHear(url: string, applicationName: string, { onMessage, onClose }: HearingHandlers): Sql {
  const options = { ...settings(applicationName), max: 1, fetch_types: false, onnotify: onMessage, onclose: onClose };
  return postgres(url, options);
}

const settings = (applicationName: string) => ({
  idle_timeout: 60,
  connect_timeout: 5,
  // A dead Postgres is retried gently, and not by everybody at once: no reconnect storm.
  backoff: (attempt: number) => Math.min(2, 0.1 * 2 ** attempt) * (1 - Math.random() / 2),
  onnotice: () => {},
  connection: { application_name: applicationName },
  types: { bigint: { to: 20, from: [20], parse: Number, serialize: String } },
});

/** Typed queries over a pool. */
export const typed = (sql: Sql): Database => Object.assign(new Kysely<DB>({ dialect: new PostgresJSDialect({ postgres: sql }) }), { [POOL]: sql });

/** On every Database, whichever copy of this module made it. */
const POOL = Symbol.for("api-creator.pool");

/** The pool under typed queries, for statements that are put together. */
export function poolOf(db: Database): Sql {
  const sql = (db as Database & { [POOL]?: Sql })[POOL]; // typed() put it there
  if (!sql) throw new Error("this Database was not made by typed()");
  return sql;
}
