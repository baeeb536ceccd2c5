import { AppError } from "#lib/errors.ts";
import { looksLikeKey } from "#lib/keys/key-format.ts";

const AUTHORIZATION = "authorization";
const X_API_KEY = "x-api-key";

export interface Credential {
  secret: string;
  /** The header that carried it, in lower case. */
  header: typeof AUTHORIZATION | typeof X_API_KEY;
}

/**
 * The credential of ours that a call carries, if any. An Authorization that isn't ours belongs to the API's own sign-in.
 * Throws `malformed` when credentials of ours differ.
 */
export function findCredential(rawHeaders: readonly string[]): Credential | null {
  let found: Credential | null = null;
  for (let i = 0; i < rawHeaders.length; i += 2) {
    const credential = credentialOf(rawHeaders[i] ?? "", rawHeaders[i + 1] ?? "");
    if (credential === null) continue;
    if (found && found.secret !== credential.secret) throw new AppError("malformed", "This call carries two different keys of ours. Send one, in Authorization or in X-API-Key.");
    found ??= credential;
  }
  return found;
}

/** Lengths first: every header of every call passes here. */
function credentialOf(name: string, value: string): Credential | null {
  if (name.length === AUTHORIZATION.length && name.toLowerCase() === AUTHORIZATION) {
    const secret = /^\s*bearer +(\S+)\s*$/i.exec(value)?.[1];
    return secret && looksLikeKey(secret) ? { secret, header: AUTHORIZATION } : null;
  }
  if (name.length === X_API_KEY.length && name.toLowerCase() === X_API_KEY) {
    const secret = value.trim();
    return looksLikeKey(secret) ? { secret, header: X_API_KEY } : null;
  }
  return null;
}
