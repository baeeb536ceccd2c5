import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { checkBackup } from "#lib/backup/check-backup.ts";
import { type Backup, openBackup } from "#lib/backup/open-backup.ts";
import { restoreBackup } from "#lib/backup/restore-backup.ts";
import type { BackupSecrets } from "#lib/backup/schema.ts";
import { fingerprintOf, openSecrets } from "#lib/backup/seal-secrets.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { backupSecretsOf, readPassphrase } from "./backup-secrets.ts";
import { claimDataDir } from "./claim-data-dir.ts";
import { findClusterDir, startPostgres } from "./embedded-postgres.ts";
import { createLocalAuth } from "./local-auth.ts";
import { ensureLocalSecrets } from "./local-secrets.ts";
import { appliedMigrations, migrate, type Migration, readMigrations } from "./migrate.ts";
import { runCommand } from "./run-command.ts";

const USAGE = `Usage: npm run restore -- FILE [--passphrase-file FILE | --without-secrets]

Fills an empty installation: a DATA_DIR without a database, or a DATABASE_URL with nobody in it. All of it, or nothing.
--passphrase-file   take the installation's secrets from the backup, with the passphrase in this file
--without-secrets   restore although the secrets here are others: no key will verify and no stored secret can be read
`;

async function restore(signal: AbortSignal): Promise<string | null> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { "passphrase-file": { type: "string" }, "without-secrets": { type: "boolean", default: false } } });
  const [file] = positionals;
  if (!file || positionals.length > 1) return null;
  const env = readEnv();
  const backup = await openBackup(file);
  const close = () => backup.close(); // what reads its rows fails then, and is undone
  signal.addEventListener("abort", close);
  try {
    const migrations = migrationsOf(backup);
    const given = secretsFor(backup, readPassphrase(values["passphrase-file"]), env, values["without-secrets"]);
    if (given && fs.existsSync(settingsFileOf(env))) throw new Error(`There is a ${settingsFileOf(env)} already. Move it away: it may hold secrets that nothing else holds.`);
    await checkBackup(file);
    signal.throwIfAborted();
    // With the rows: a kill between the two would leave a database whose secrets only the backup holds.
    let settings = "";
    const beforeCommit = () => void (settings = given === null ? "" : writeSettings(given, env));
    if (env.DATABASE_URL) await intoDatabase(backup, migrations, { url: env.DATABASE_URL, beforeCommit, undo: () => settings !== "" && fs.rmSync(settingsFileOf(env), { force: true }) });
    else await intoDataDir(backup, migrations, given, { dataDir: path.resolve(env.DATA_DIR), beforeCommit });
    const rows = backup.header.tables.reduce((sum, table) => sum + table.rows, 0);
    return `Restored ${rows.toLocaleString("en")} rows of ${backup.header.tables.length} tables, as they were at ${backup.header.createdAt}. Each table's count and checksum is the backup's.
${settings}${env.DATABASE_URL ? "Give the serving roles passwords (npm run db:roles), then start the product." : "Start the product with npm start."} Everybody signs in again.
`;
  } finally {
    backup.close();
  }
}

/** Up to the backup's: later ones are applied to its data afterwards, as to any older database. */
function migrationsOf({ header }: Backup): Migration[] {
  const known = readMigrations();
  const unknown = header.migrations.filter((version) => !known.some((migration) => migration.version === version));
  if (unknown.length > 0) throw new Error(`This backup was made by a newer version of the product: its database has the migration ${unknown.at(-1)}, which this checkout lacks. Update it, then restore.`);
  return known.filter(({ version }) => header.migrations.includes(version));
}

const NEEDED = ["KEY_PEPPER", "ENCRYPTION_KEY"] as const;

/** The backup's secrets, or null to keep those that are here. Throws when they are not the ones that the database needs. */
function secretsFor({ header }: Backup, passphrase: string | undefined, env: Env, isWithout: boolean): BackupSecrets | null {
  if (passphrase !== undefined) {
    if (!header.secrets) throw new Error("This backup holds no secrets, so the passphrase opens nothing. Restore it without --passphrase-file.");
    const secrets = openSecrets(header.secrets, passphrase);
    const other = NEEDED.filter((name) => env[name] !== undefined && secrets[name] !== undefined && env[name] !== secrets[name]);
    if (other.length > 0) throw new Error(`${other.join(" and ")} in the settings ${other.length > 1 ? "are" : "is"} not what the backup holds, and the settings come first: keys would not verify, or stored secrets could not be read.
Take ${other.length > 1 ? "them" : "it"} out of the settings, or set what the backup holds. Nothing was restored.`);
    return secrets;
  }
  const here = backupSecretsOf(env);
  const wrong = NEEDED.filter((name) => header.fingerprints[name] !== null && fingerprintOf(here[name]) !== header.fingerprints[name]);
  if (wrong.length === 0 || isWithout) return null;
  throw new Error(`${wrong.join(" and ")} here ${wrong.length > 1 ? "are" : "is"} not what this database needs: keys would not verify, or stored secrets could not be read.
${header.secrets ? "The backup holds the right ones: give --passphrase-file." : "Put secrets.json of the old DATA_DIR into the new one, or set them as they were."} Or restore with --without-secrets and make new keys.`);
}

async function intoDatabase(backup: Backup, migrations: Migration[], { url, beforeCommit, undo }: { url: string; beforeCommit: () => void; undo: () => void }): Promise<void> {
  const later = (await appliedMigrations(url)).filter((version) => !backup.header.migrations.includes(version));
  if (later.length > 0) throw new Error(`This database is newer than the backup: it has the migration ${later.at(-1)}, which the backup lacks, so that its changes would not be made to the restored rows. Restore into an empty database: what is newer is applied afterwards.`);
  await migrate(url, { migrations });
  await restoreBackup(backup, { url, beforeCommit }).catch((error: unknown) => {
    undo();
    throw error;
  });
  await migrate(url);
}

interface Into {
  dataDir: string;
  /** Runs when every row is there, before the transaction ends. */
  beforeCommit: () => void;
}

/** What it makes there is taken away again when it fails. */
async function intoDataDir(backup: Backup, migrations: Migration[], given: BackupSecrets | null, { dataDir, beforeCommit }: Into): Promise<void> {
  const before = new Set(fs.existsSync(dataDir) ? fs.readdirSync(dataDir) : []);
  const claim = await claimDataDir(dataDir, 0, () => {});
  try {
    await fillEmpty(backup, migrations, given, { dataDir, beforeCommit, before });
  } finally {
    claim.release();
  }
}

async function fillEmpty(backup: Backup, migrations: Migration[], given: BackupSecrets | null, { before, ...into }: Into & { before: ReadonlySet<string> }): Promise<void> {
  const { dataDir } = into;
  if (fs.existsSync(path.join(findClusterDir(dataDir), "PG_VERSION"))) throw new Error(`There is a database in ${dataDir} already. A backup is restored only into an empty DATA_DIR, so that nothing is overwritten.`);
  if (given && fs.existsSync(path.join(dataDir, "secrets.json"))) throw new Error(`There is a secrets.json in ${dataDir} already, and the backup brings its own secrets. Move it away, or restore without --passphrase-file.`);
  try {
    await fill(backup, migrations, given, into);
  } catch (error) {
    fs.rmSync(findClusterDir(dataDir), { recursive: true, force: true });
    for (const name of fs.existsSync(dataDir) ? fs.readdirSync(dataDir) : []) if (!before.has(name)) fs.rmSync(path.join(dataDir, name), { recursive: true, force: true });
    throw error;
  }
}

async function fill(backup: Backup, migrations: Migration[], given: BackupSecrets | null, { dataDir, beforeCommit }: Into): Promise<void> {
  const taken = given && { ...(given.KEY_PEPPER ? { keyPepper: given.KEY_PEPPER } : {}), ...(given.ENCRYPTION_KEY ? { encryptionKey: given.ENCRYPTION_KEY } : {}) };
  const { secrets } = await ensureLocalSecrets(dataDir, taken ?? {});
  const postgres = await startPostgres({ dataDir, password: secrets.postgresPassword });
  try {
    const auth = await createLocalAuth({ adminUrl: postgres.url, secrets, siteUrl: "http://localhost", onMail: () => {}, migrations });
    await auth.close();
    await restoreBackup(backup, { url: postgres.url, beforeCommit });
    await migrate(postgres.url, { refuseChanged: true });
  } finally {
    await postgres.stop();
  }
}

const settingsFileOf = (env: Env): string => path.join(path.resolve(env.DATA_DIR), "restored-settings.env");

/** Secrets that only settings can hold. In a file, because what is printed stays in terminals and logs. */
function writeSettings(given: BackupSecrets, env: Env): string {
  const lines = Object.entries(given).filter(([name]) => env.DATABASE_URL || (name !== "KEY_PEPPER" && name !== "ENCRYPTION_KEY")).map(([name, value]) => `${name}=${value}\n`);
  if (lines.length === 0) return "";
  const file = settingsFileOf(env);
  fs.mkdirSync(path.dirname(file), { recursive: true });
  fs.writeFileSync(file, lines.join(""), { mode: 0o600, flag: "wx" });
  return `Settings that it needs are in ${file}: move them to .env.\n`;
}

await runCommand(restore, USAGE);
