import { AppError } from "#lib/errors.ts";
import { looksLikeKey } from "#lib/keys/key-format.ts";
import { headersOf } from "#lib/http/raw-headers.ts";

export interface Credential {
  secret: string;
  /** The header that carried it, in lower case. */
  header: "authorization" | "x-api-key";
}

/**
 * The credential of ours that a call carries, if any. An Authorization that isn't ours belongs to the API's own sign-in.
 * Throws `malformed` when credentials of ours differ.
 */
export function findCredential(rawHeaders: readonly string[]): Credential | null {
  const found: Credential[] = [];
  for (const value of headersOf(rawHeaders, "authorization")) {
    const secret = /^\s*bearer +(\S+)\s*$/i.exec(value)?.[1];
    if (secret && looksLikeKey(secret)) found.push({ secret, header: "authorization" });
  }
  for (const value of headersOf(rawHeaders, "x-api-key")) {
    const secret = value.trim();
    if (looksLikeKey(secret)) found.push({ secret, header: "x-api-key" });
  }
  const [first] = found;
  if (!first) return null;
  if (found.some((other) => other.secret !== first.secret)) {
    throw new AppError("malformed", "This call carries two different keys of ours. Send one, in Authorization or in X-API-Key.");
  }
  return first;
}
