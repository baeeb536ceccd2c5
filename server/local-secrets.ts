import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { generateApiKey } from "@supabase/lite";
import { z } from "zod";
import { newRolePasswords } from "./db-roles.ts";

const secretsSchema = z.object({
  postgresPassword: z.string().min(1),
  publishableKey: z.string().min(1),
  jwtSecret: z.string().min(32),
  keyPepper: z.string().min(32),
  encryptionKey: z.string().min(32),
  rolePasswords: z.object({ app_web: z.string(), app_gateway: z.string(), app_data: z.string(), app_jobs: z.string() }),
});
export type LocalSecrets = z.infer<typeof secretsSchema>;

const secretsFile = (dataDir: string): string => path.join(dataDir, "secrets.json");

/** The secrets of this install, made on its first start. Losing the file makes the database and every key unusable: back it up. `given`: what is taken over from another install. */
export async function ensureLocalSecrets(dataDir: string, given: Partial<LocalSecrets> = {}): Promise<{ secrets: LocalSecrets; isNew: boolean }> {
  const existing = readLocalSecrets(dataDir);
  if (existing) return { secrets: existing, isNew: false };
  if (fs.existsSync(path.join(dataDir, "postgres")) || fs.existsSync(path.join(dataDir, "postgres-location"))) {
    throw new Error(`${secretsFile(dataDir)} is missing, but a database is there. Restore the file from your backup, or move ${dataDir} away to start empty.`);
  }
  const secret = () => randomBytes(32).toString("base64url");
  const secrets: LocalSecrets = {
    postgresPassword: secret(), publishableKey: (await generateApiKey("publishable")).key, jwtSecret: secret(), keyPepper: secret(), encryptionKey: secret(), rolePasswords: newRolePasswords(), ...given,
  };
  fs.mkdirSync(dataDir, { recursive: true });
  const partial = `${secretsFile(dataDir)}.${process.pid}`;
  const file = fs.openSync(partial, "w", 0o600);
  fs.writeFileSync(file, JSON.stringify(secrets, null, 2));
  fs.fsyncSync(file);
  fs.closeSync(file);
  fs.renameSync(partial, secretsFile(dataDir));
  return { secrets, isNew: true };
}

/** Undefined before the first start. Throws when the file is not ours or half-written. */
export function readLocalSecrets(dataDir: string): LocalSecrets | undefined {
  if (!fs.existsSync(secretsFile(dataDir))) return undefined;
  try {
    return secretsSchema.parse(JSON.parse(fs.readFileSync(secretsFile(dataDir), "utf8")));
  } catch {
    throw new Error(`${secretsFile(dataDir)} can't be read as this product's secrets. Restore it from your backup.`);
  }
}
