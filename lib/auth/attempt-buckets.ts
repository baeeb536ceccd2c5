import { createHash } from "node:crypto";

export const ATTEMPT_WINDOW_S = 900;

export interface AttemptBucket {
  /** A hash: no address and no e-mail is stored. */
  bucket: string;
  /** Attempts per window. */
  limit: number;
}

/**
 * Where one attempt to sign in, sign up or reset a password counts: for the e-mail at this address, and in wider buckets for either
 * alone, since people share addresses and nobody may lock another out. Pages and /auth/v1 share them.
 */
export function attemptBuckets({ email, address }: { email: string | null; address: string }, attemptsPer15Min: number): AttemptBucket[] {
  const named: [string, number][] = [];
  if (address) named.push([`address\n${address}`, attemptsPer15Min * 10]);
  if (email) named.push([`address and e-mail\n${address}\n${email}`, attemptsPer15Min], [`e-mail\n${email}`, attemptsPer15Min * 5]);
  return named.map(([name, limit]) => ({ bucket: createHash("sha256").update(name).digest("hex"), limit }));
}
