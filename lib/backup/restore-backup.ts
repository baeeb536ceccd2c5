import { setImmediate } from "node:timers/promises";
import { connect, type SqlTransaction } from "#lib/db/connect.ts";
import { columnList, digestTable, fixTextForms, listTables, quoted } from "./backup-tables.ts";
import type { Backup } from "./open-backup.ts";
import type { BackupHeader, BackupTable } from "./schema.ts";

/**
 * Fills a database that has the backup's migrations and nobody in it, in one transaction: everything is there, counted and summed up like in the
 * database that was backed up, or nothing is. `beforeCommit` writes what it is of no use without. Throws with words.
 */
export async function restoreBackup(backup: Backup, deps: { url: string; beforeCommit?: () => void }): Promise<void> {
  const sql = connect(deps.url, "restore", 1);
  try {
    await sql.begin(async (tx) => {
      await fixTextForms(tx);
      await withoutTriggers(tx);
      await requireEmpty(tx);
      await requireSameShape(backup.header, tx);
      for (const day of backup.header.usageDays) await tx`select private.add_usage_partition(to_date(${day}, 'YYYYMMDD'))`;
      for (const { name, columns } of backup.header.tables) {
        await tx.unsafe(`delete from ${quoted(name)}`); // what migrations put there
        await copyIn({ name, columns }, backup.rowsOf(name), tx);
      }
      await backup.verifyEnd();
      for (const { name, last } of backup.header.sequences) await tx`select setval(${name}::regclass, ${last}, true)`;
      await requireEqual(backup.header, tx);
      deps.beforeCommit?.();
    });
  } finally {
    backup.close();
    await sql.end();
  }
}

/** Rows come as they were: nothing is made of them a second time, and foreign keys fit because they fitted in one state. */
async function withoutTriggers(tx: SqlTransaction): Promise<void> {
  try {
    await tx.unsafe("set local session_replication_role = replica");
  } catch (cause) {
    throw new Error("This database's user may not restore: it can't set session_replication_role. Use the user that owns the database in DATABASE_URL.", { cause });
  }
}

async function requireEmpty(tx: SqlTransaction): Promise<void> {
  const [row] = await tx`select exists (select from auth.users) or exists (select from public.workspaces) or exists (select from public.apis) as "isInUse"`;
  if (row?.["isInUse"]) throw new Error("This database is in use: there are accounts in it. A backup is restored only into an empty installation, so that nothing is overwritten.");
}

async function requireSameShape(header: BackupHeader, tx: SqlTransaction): Promise<void> {
  const here = new Map((await listTables(tx)).map(({ name, columns }) => [name, columns]));
  const missing = header.tables.flatMap(({ name, columns }) => columns.filter((column) => !here.get(name)?.includes(column)).map((column) => `${name}.${column}`));
  if (missing.length > 0) throw new Error(`This database lacks what the backup holds: ${missing.slice(0, 5).join(", ")}${missing.length > 5 ? " and more" : ""}. Restore it into a database that is made like the one that was backed up.`);
}

/**
 * A pipeline would wait for ever when Postgres refuses the last rows: postgres.js has let go of the stream by then, and tells nobody. The next
 * statement knows.
 */
async function copyIn({ name, columns }: Pick<BackupTable, "name" | "columns">, rows: AsyncIterable<Buffer>, tx: SqlTransaction): Promise<void> {
  const into = await tx.unsafe(`copy ${quoted(name)} (${columnList(columns)}) from stdin`).writable();
  let refusal: Error | undefined;
  into.on("error", (error) => (refusal ??= error));
  try {
    for await (const part of rows) {
      await new Promise<void>((resolve, reject) => into.write(part, (error) => (error ? reject(refusal ?? error) : resolve())));
    }
  } catch (error) {
    into.destroy(error instanceof Error ? error : undefined);
    throw error;
  }
  into.end();
  await setImmediate();
  try {
    await tx`select 1`;
  } catch (cause) {
    throw new Error(`The database refused rows of ${name}${refusal ? `: ${refusal.message}` : ""}. Nothing was restored.`, { cause });
  }
}

async function requireEqual(header: BackupHeader, tx: SqlTransaction): Promise<void> {
  for (const table of header.tables) {
    const found = await digestTable(tx, table);
    if (found.rows !== table.rows || found.digest !== table.digest) {
      throw new Error(`${table.name} has ${found.rows} rows after the restore and had ${table.rows}, or they differ. Nothing was restored.`);
    }
  }
}
