import { createCipheriv, createDecipheriv, createHmac, randomBytes, scryptSync } from "node:crypto";
import { backupSecretsSchema, type BackupSecrets, type Sealed } from "./schema.ts";

export const MIN_PASSPHRASE_LENGTH = 12;
/** About 0.3 s and 128 MB for each guess. */
const COST = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** AES-256-GCM under a key that scrypt makes of the passphrase. */
export function sealSecrets(secrets: BackupSecrets, passphrase: string): Sealed {
  if (passphrase.length < MIN_PASSPHRASE_LENGTH) throw new Error(`The passphrase needs at least ${MIN_PASSPHRASE_LENGTH} characters: whoever guesses it has every secret of the installation.`);
  const [salt, iv] = [randomBytes(16), randomBytes(12)];
  const cipher = createCipheriv("aes-256-gcm", scryptSync(passphrase, salt, 32, COST), iv);
  const data = Buffer.concat([cipher.update(JSON.stringify(secrets), "utf8"), cipher.final()]);
  return { salt: salt.toString("base64"), iv: iv.toString("base64"), tag: cipher.getAuthTag().toString("base64"), data: data.toString("base64") };
}

/** Throws with words when the passphrase is another one. */
export function openSecrets(sealed: Sealed, passphrase: string): BackupSecrets {
  const [salt, iv, tag, data] = [sealed.salt, sealed.iv, sealed.tag, sealed.data].map((text) => Buffer.from(text, "base64"));
  try {
    const decipher = createDecipheriv("aes-256-gcm", scryptSync(passphrase, salt ?? "", 32, COST), iv ?? "", { authTagLength: 16 });
    decipher.setAuthTag(tag ?? Buffer.alloc(0));
    const text = Buffer.concat([decipher.update(data ?? Buffer.alloc(0)), decipher.final()]).toString("utf8");
    return backupSecretsSchema.parse(JSON.parse(text));
  } catch (cause) {
    throw new Error("The secrets of this backup can't be opened: the passphrase is another one, or the file was changed.", { cause });
  }
}

/** Tells two secrets apart. A secret is random and has 32 characters or more: nobody finds it from this. */
export const fingerprintOf = (secret: string | undefined): string | null => (secret === undefined ? null : createHmac("sha256", secret).update("api-creator-backup").digest("hex").slice(0, 16));
