import { createHash, randomUUID } from "node:crypto";
import fs from "node:fs";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { createGzip } from "node:zlib";
import { connect, type SqlTransaction } from "#lib/db/connect.ts";
import { digestTable, fixTextForms, listSequences, listTables, listUsageDays, quoted } from "./backup-tables.ts";
import { FORMAT_VERSION, type BackupHeader, type BackupSecrets, type BackupTable } from "./schema.ts";
import { fingerprintOf, sealSecrets } from "./seal-secrets.ts";

export interface WriteBackupInput {
  /** Nothing may be there yet. */
  file: string;
  secrets: BackupSecrets;
  /** With one the secrets go along, encrypted. */
  passphrase?: string | undefined;
}

/** A document may have a megabyte. */
const ROWS_AT_ONCE = 100;

/**
 * Writes one consistent state of the whole database, while it is in use: a line of JSON that tells what is in it, each table as COPY has it, and
 * a line with the checksum of all that; compressed. The file is there once it is whole.
 */
export async function writeBackup({ file, secrets, passphrase }: WriteBackupInput, deps: { url: string; signal?: AbortSignal }): Promise<BackupHeader> {
  const sealed = passphrase === undefined ? null : sealSecrets(secrets, passphrase);
  const partial = `${file}.${randomUUID()}.partial`;
  if (fs.existsSync(file)) throw new Error(`${file} exists already. Name another file: a backup never replaces one.`);
  const sql = connect(deps.url, "backup", 1);
  try {
    const header = await sql.begin("isolation level repeatable read read only", async (tx) => {
      await fixTextForms(tx);
      const described: BackupHeader = { ...(await describe(tx)), fingerprints: { KEY_PEPPER: fingerprintOf(secrets.KEY_PEPPER), ENCRYPTION_KEY: fingerprintOf(secrets.ENCRYPTION_KEY) }, secrets: sealed };
      await pipeline(Readable.from(content(described, tx)), createGzip({ level: 4 }), fs.createWriteStream(partial, { mode: 0o600, flags: "wx", flush: true }), deps.signal ? { signal: deps.signal } : {});
      return described;
    });
    put(partial, file);
    return header;
  } finally {
    fs.rmSync(partial, { force: true });
    await sql.end();
  }
}

/** Unlike a rename it replaces nothing that came meanwhile. Not every file system has links. */
function put(partial: string, file: string): void {
  try {
    fs.linkSync(partial, file);
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "EEXIST") throw new Error(`${file} exists already. Name another file: a backup never replaces one.`, { cause: error });
    fs.copyFileSync(partial, file, fs.constants.COPYFILE_EXCL);
  }
}

async function describe(tx: SqlTransaction): Promise<Omit<BackupHeader, "fingerprints" | "secrets">> {
  const migrations = await tx<{ version: string }[]>`select version from supabase_migrations.schema_migrations order by 1`;
  const tables: BackupTable[] = [];
  for (const table of await listTables(tx)) tables.push({ ...table, ...(await digestTable(tx, table)) });
  return {
    format: "api-creator-backup", formatVersion: FORMAT_VERSION, createdAt: new Date().toISOString(), migrations: migrations.map(({ version }) => version),
    usageDays: await listUsageDays(tx), sequences: await listSequences(tx), tables,
  };
}

async function* content(header: BackupHeader, tx: SqlTransaction): AsyncGenerator<Buffer> {
  const hash = createHash("sha256");
  const hashed = (part: Buffer): Buffer => {
    hash.update(part);
    return part;
  };
  yield hashed(Buffer.from(`${JSON.stringify(header)}\n`));
  for (const { name, columns } of header.tables) {
    yield hashed(Buffer.from(`-- ${name}\n`));
    for await (const lines of copyLines({ name, columns }, tx)) yield hashed(lines);
    yield hashed(Buffer.from("\\.\n"));
  }
  yield Buffer.from(`${JSON.stringify({ sha256: hash.digest("hex") })}\n`);
}

/**
 * Rows in COPY's text form. Not by COPY itself: postgres.js pauses its socket when a reader is slower, and leaves it so when the rows end
 * just then.
 */
async function* copyLines({ name, columns }: Pick<BackupTable, "name" | "columns">, tx: SqlTransaction): AsyncGenerator<Buffer> {
  const texts = columns.map((column, place) => `"${column}"::text as c${place}`);
  for await (const rows of tx.unsafe<Record<string, string | null>[]>(`select ${texts.join(", ")} from ${quoted(name)}`).cursor(ROWS_AT_ONCE)) {
    yield Buffer.from(rows.map((row) => `${Object.values(row).map(copyText).join("\t")}\n`).join(""));
  }
}

const ESCAPES: Record<string, string> = { "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t" };
const copyText = (value: string | null): string => (value === null ? "\\N" : value.replace(/[\\\n\r\t]/g, (found) => ESCAPES[found] ?? found));
