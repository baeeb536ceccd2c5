import type { SqlTransaction } from "#lib/db/connect.ts";
import type { BackupHeader, BackupTable } from "./schema.ts";

/** Of Supabase Auth: who people are. Sessions are not: everybody signs in again. */
const AUTH_TABLES = ["users", "identities", "mfa_factors"];

/** Makes one text of each value everywhere, and a row that row-level security would hide an error instead of a gap. */
export async function fixTextForms(tx: SqlTransaction): Promise<void> {
  await tx.unsafe(`set local datestyle = 'ISO, YMD'; set local timezone = 'UTC'; set local intervalstyle = 'postgres'; set local extra_float_digits = 1; set local bytea_output = 'hex';
    set local row_security = off; set local statement_timeout = 0; set local idle_in_transaction_session_timeout = 0`).simple();
}

/** Every table of the product with its stored columns; of a partitioned one the whole. Scratch data of tests is not kept. */
export async function listTables(tx: SqlTransaction): Promise<Pick<BackupTable, "name" | "columns">[]> {
  return tx<{ name: string; columns: string[] }[]>`
    select n.nspname || '.' || c.relname as name, array_agg(a.attname::text order by a.attnum) as columns
    from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace join pg_catalog.pg_attribute a on a.attrelid = c.oid
    where (n.nspname in ('public', 'private') or (n.nspname = 'auth' and c.relname = any (${AUTH_TABLES}))) and c.relkind in ('r', 'p') and not c.relispartition
      and c.relpersistence = 'p' and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
    group by 1 order by 1`;
}

/** How many rows, and a sum of a hash of each: equal for equal rows in any order. */
export async function digestTable(tx: SqlTransaction, { name, columns }: Pick<BackupTable, "name" | "columns">): Promise<Pick<BackupTable, "rows" | "digest">> {
  const [row] = await tx.unsafe<{ rows: number; digest: string }[]>(`select count(*) as rows,
    coalesce(sum(('x' || substr(md5(row(${columnList(columns)})::text), 1, 15))::bit(60)::bigint), 0)::text as digest from ${quoted(name)}`);
  if (!row) throw new Error(`${name} could not be counted.`);
  return { rows: row.rows, digest: row.digest };
}

export async function listSequences(tx: SqlTransaction): Promise<BackupHeader["sequences"]> {
  return tx<{ name: string; last: number }[]>`select quote_ident(schemaname) || '.' || quote_ident(sequencename) as name, last_value as last
    from pg_catalog.pg_sequences where schemaname in ('public', 'private') and last_value is not null order by 1`;
}

export async function listUsageDays(tx: SqlTransaction): Promise<string[]> {
  const rows = await tx<{ day: string }[]>`select right(c.relname, 8) as day from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
    where i.inhparent = 'public.api_usage'::regclass and c.relname ~ '^api_usage_\\d{8}$' order by 1`;
  return rows.map(({ day }) => day);
}

export const columnList = (columns: readonly string[]): string => columns.map((column) => `"${column}"`).join(", ");
export const quoted = (name: string): string => name.split(".").map((part) => `"${part}"`).join(".");
