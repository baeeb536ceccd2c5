import fs from "node:fs";
import path from "node:path";
import { parseArgs } from "node:util";
import { writeBackup } from "#lib/backup/write-backup.ts";
import { type Env, readEnv } from "#lib/env.ts";
import { backupSecretsOf, readPassphrase } from "./backup-secrets.ts";
import { claimDataDir, isRunning } from "./claim-data-dir.ts";
import { findClusterDir, startPostgres } from "./embedded-postgres.ts";
import { readLocalSecrets } from "./local-secrets.ts";
import { runCommand } from "./run-command.ts";
import { findRunningDatabase } from "./running-database.ts";

const USAGE = `Usage: npm run backup -- FILE|FOLDER [--passphrase-file FILE]

Writes one consistent state of the whole database, also while the product runs: DATABASE_URL, or the one in DATA_DIR.
--passphrase-file   include the installation's secrets, encrypted with the passphrase in this file
`;

async function backup(signal: AbortSignal): Promise<string | null> {
  const { values, positionals } = parseArgs({ allowPositionals: true, options: { "passphrase-file": { type: "string" } } });
  const [target] = positionals;
  if (!target || positionals.length > 1) return null;
  const env = readEnv();
  const startedAt = performance.now();
  const file = fileFor(target);
  const passphrase = readPassphrase(values["passphrase-file"]);
  const database = await openDatabase(env);
  const { tables } = await writeBackup({ file, secrets: backupSecretsOf(env), passphrase }, { url: database.url, signal }).finally(() => database.release());
  const rows = tables.reduce((sum, table) => sum + table.rows, 0);
  const count = (name: string) => (tables.find((table) => table.name === name)?.rows ?? 0).toLocaleString("en");
  return `${file}
${count("auth.users")} accounts, ${count("public.apis")} APIs, ${count("public.versions")} versions, ${count("public.keys")} keys, ${count("public.documents")} documents: ${rows.toLocaleString("en")} rows of ${tables.length} tables, ${(fs.statSync(file).size / 1e6).toFixed(1)} MB, in ${((performance.now() - startedAt) / 1000).toFixed(1)} s.

It holds everybody's data and the hashes of their passwords: keep it like the database itself.
${passphrase === undefined ? withoutSecrets(env) : "The installation's secrets are in it, encrypted: keep the passphrase apart from it. Without it they can't be opened."}
Calls that are not stored yet (DATA_DIR/spool, the last second) and files of your own (.env, certificates) are not in it.
`;
}

const withoutSecrets = (env: Env): string => `NOT in it are the secrets that it is of no use without: KEY_PEPPER (no key verifies), ENCRYPTION_KEY (no stored secret can be read), and CONSUMER_ID_SECRET if you set it.
They are in ${env.DATABASE_URL ? "your settings" : `${path.join(path.resolve(env.DATA_DIR), "secrets.json")}, or in your settings where you set them`}: keep them apart from the backup, or include them with --passphrase-file.`;

/** In a folder, a name of its own that sorts by time. */
function fileFor(target: string): string {
  const isFolder = target.endsWith("/") || (fs.existsSync(target) && fs.statSync(target).isDirectory());
  const folder = path.resolve(isFolder ? target : path.dirname(target));
  fs.mkdirSync(folder, { recursive: true });
  return path.join(folder, isFolder ? `api-creator-${new Date().toISOString().slice(0, 19).replaceAll(":", "")}Z.backup.gz` : path.basename(target));
}

/** A database in DATA_DIR that isn't running runs as long as the backup takes, and no product starts on it meanwhile: it would lose it. */
async function openDatabase(env: Env): Promise<{ url: string; release(): Promise<void> }> {
  if (env.DATABASE_URL) return { url: env.DATABASE_URL, release: async () => {} };
  const dataDir = path.resolve(env.DATA_DIR);
  const secrets = readLocalSecrets(dataDir);
  if (!secrets || !fs.existsSync(path.join(findClusterDir(dataDir), "PG_VERSION"))) throw new Error(`There is no database in ${dataDir}. Set DATA_DIR to the product's folder, or DATABASE_URL.`);
  if (isRunning(dataDir)) return { url: findRunningDatabase(env), release: async () => {} };
  const claim = await claimDataDir(dataDir, 0, () => {});
  try {
    const postgres = await startPostgres({ dataDir, password: secrets.postgresPassword });
    return { url: postgres.url, release: () => (postgres.isAttached ? Promise.resolve() : postgres.stop()).finally(() => claim.release()) };
  } catch (error) {
    claim.release();
    throw error;
  }
}

await runCommand(backup, USAGE);
