import fs from "node:fs";
import path from "node:path";
import { pathToFileURL } from "node:url";
import type postgres from "postgres";
import { connect } from "#lib/db/connect.ts";
import { readEnv, required } from "#lib/env.ts";

const MIGRATIONS_DIR = path.join(import.meta.dirname, "..", "supabase", "migrations");
const LOCK = 727_274_001;

export interface Migration {
  version: string;
  name: string;
  file: string;
  text: string;
}

/** The migrations in order. */
export function readMigrations(directory: string = MIGRATIONS_DIR): Migration[] {
  return fs.readdirSync(directory).sort().flatMap((file) => {
    const match = /^(\d{14})_(.+)\.sql$/.exec(file);
    return match?.[1] && match[2] ? [{ version: match[1], name: match[2], file, text: fs.readFileSync(path.join(directory, file), "utf8") }] : [];
  });
}

/**
 * Applies what is missing, each file in one transaction, and records it as the Supabase CLI does. Two processes at once are safe.
 * `refuseChanged`: a file that was edited after it was applied here is an error (only for databases that this runner made).
 * Returns the names that were applied.
 */
export async function migrate(url: string, options: { refuseChanged?: boolean; migrations?: Migration[] } = {}): Promise<string[]> {
  const sql = connect(url, "migrate", 1);
  try {
    await sql`select pg_advisory_lock(${LOCK})`;
    await sql.unsafe("create schema if not exists supabase_migrations; create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text)").simple();
    const rows = await sql<{ version: string; statements: string[] | null }[]>`select version, statements from supabase_migrations.schema_migrations`;
    const done = new Map(rows.map((row) => [row.version, row.statements]));
    const applied: string[] = [];
    for (const migration of options.migrations ?? readMigrations()) {
      const statements = done.get(migration.version);
      if (statements === undefined) {
        await apply(sql, migration);
        applied.push(migration.file);
      } else if (options.refuseChanged && statements?.length === 1 && statements[0] !== migration.text) {
        throw new Error(`supabase/migrations/${migration.file} was changed after it was applied to this database. Add a new migration instead, or start with an empty DATA_DIR.`);
      }
    }
    return applied;
  } finally {
    await sql.end();
  }
}

/** The versions that a database has, in order; none of one that was never migrated. */
export async function appliedMigrations(url: string): Promise<string[]> {
  const sql = connect(url, "migrate", 1);
  try {
    const [made] = await sql<{ isThere: boolean }[]>`select to_regclass('supabase_migrations.schema_migrations') is not null as "isThere"`;
    if (!made?.isThere) return [];
    return (await sql<{ version: string }[]>`select version from supabase_migrations.schema_migrations order by 1`).map(({ version }) => version);
  } finally {
    await sql.end();
  }
}

async function apply(sql: postgres.Sql, { version, name, file, text }: Migration): Promise<void> {
  try {
    await sql.begin(async (tx) => {
      await tx.unsafe(text).simple();
      await tx`insert into supabase_migrations.schema_migrations (version, name, statements) values (${version}, ${name}, ${[text]})`;
    });
  } catch (cause) {
    const { message, position } = cause as { message: string; position?: string };
    const line = position ? ` (line ${text.slice(0, Number(position)).split("\n").length})` : "";
    throw new Error(`supabase/migrations/${file}${line} could not be applied, and nothing of it was kept: ${message}`, { cause });
  }
}

/** `npm run db:migrate`: brings the database of DATABASE_URL (hosted Supabase) up to date. The embedded one is migrated at each start. */
async function main(): Promise<void> {
  const applied = await migrate(required(readEnv().DATABASE_URL, "DATABASE_URL"));
  process.stdout.write(applied.length > 0 ? `applied: ${applied.join(", ")}\n` : "nothing to apply\n");
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) await main();
