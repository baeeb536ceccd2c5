import { createHash } from "node:crypto";
import { sql } from "kysely";
import { takeFrom } from "#lib/auth/take-attempt.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { parseKey, possibleHashes, type Pepper } from "./key-format.ts";

/** In 15 minutes. */
const REPORTS_PER_ADDRESS = 100;

/**
 * Revokes a key that somebody found where it should not be. Having it is right enough to end it: nobody has to sign in. Tells whether it is one
 * of ours that now is refused. Throws `invalid` for what has not the form of a key, `rate_limited`.
 */
export async function reportLeakedKey({ key, address }: { key: string; address: string }, deps: { db: Database; peppers: readonly Pepper[] }): Promise<{ isRevoked: boolean }> {
  if (parseKey(key.trim()) === undefined) throw new AppError("invalid", "This is not a key of ours: one has apic_ or apim_ and 39 letters and digits, the last six of which check the rest.");
  const bucket = createHash("sha256").update(`leaked key\n${address}`).digest("hex");
  await takeFrom({ bucket, limit: REPORTS_PER_ADDRESS }, deps.db);
  const hashes = possibleHashes(key.trim(), deps.peppers).map((hash) => hash.toString("hex"));
  const { rows } = await sql<{ isRevoked: boolean }>`select private.revoke_leaked_key(array(select decode(h, 'hex') from unnest(${hashes}::text[]) h)) as "isRevoked"`.execute(deps.db);
  return { isRevoked: rows[0]?.isRevoked ?? false };
}
