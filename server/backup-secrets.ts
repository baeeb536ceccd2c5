import path from "node:path";
import fs from "node:fs";
import type { BackupSecrets } from "#lib/backup/schema.ts";
import type { Env } from "#lib/env.ts";
import { readLocalSecrets } from "./local-secrets.ts";

/** The secrets that this installation's database needs, as its processes are given them: the settings come before DATA_DIR's. */
export function backupSecretsOf(env: Env): BackupSecrets {
  const local = env.DATABASE_URL ? undefined : readLocalSecrets(path.resolve(env.DATA_DIR));
  const secrets: Record<string, string | undefined> = {
    KEY_PEPPER: env.KEY_PEPPER ?? local?.keyPepper, ENCRYPTION_KEY: env.ENCRYPTION_KEY ?? local?.encryptionKey, CONSUMER_ID_SECRET: env.CONSUMER_ID_SECRET,
    KEY_PEPPER_VERSION: env.KEY_PEPPER_VERSION === 1 ? undefined : String(env.KEY_PEPPER_VERSION), KEY_PEPPER_PREVIOUS: env.KEY_PEPPER_PREVIOUS.join(",") || undefined,
  };
  return Object.fromEntries(Object.entries(secrets).filter(([, value]) => value !== undefined));
}

/** From a file, because a command line is seen by everybody on the machine and kept in its history. */
export function readPassphrase(file: string | undefined): string | undefined {
  if (file === undefined) return undefined;
  try {
    return fs.readFileSync(file, "utf8").replace(/\r?\n$/, "");
  } catch (cause) {
    throw new Error(`The passphrase can't be read from ${file}. Name a file that holds it on one line.`, { cause });
  }
}
