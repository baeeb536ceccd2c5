import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";

/** A shortened tag is easier to forge, and Node accepts it unless the length is stated. */
const TAG = { authTagLength: 16 };

/**
 * Seals a secret for storage: AES-256-GCM under a key derived (HKDF-SHA-256, RFC 5869) from ENCRYPTION_KEY. `context` says what it is and
 * whose, and is needed to open it: a sealed text that is moved to another row does not open there. Form: `v1.<nonce>.<tag>.<text>`, base64url.
 */
export function seal(secret: string, context: string, encryptionKey: string): string {
  const nonce = randomBytes(12);
  const cipher = createCipheriv("aes-256-gcm", derive(encryptionKey), nonce, TAG);
  cipher.setAAD(Buffer.from(context));
  const text = Buffer.concat([cipher.update(secret, "utf8"), cipher.final()]);
  return ["v1", ...[nonce, cipher.getAuthTag(), text].map((part) => part.toString("base64url"))].join(".");
}

/** Null when it was sealed with another key, for another context, or changed since. */
export function unseal(sealed: string, context: string, encryptionKey: string): string | null {
  const [version, nonce, tag, text] = sealed.split(".");
  if (version !== "v1" || nonce === undefined || tag === undefined || text === undefined) return null;
  try {
    const decipher = createDecipheriv("aes-256-gcm", derive(encryptionKey), Buffer.from(nonce, "base64url"), TAG);
    decipher.setAAD(Buffer.from(context));
    decipher.setAuthTag(Buffer.from(tag, "base64url"));
    return Buffer.concat([decipher.update(Buffer.from(text, "base64url")), decipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

const derive = (encryptionKey: string): Buffer => Buffer.from(hkdfSync("sha256", encryptionKey, "", "api-creator secrets v1", 32));
