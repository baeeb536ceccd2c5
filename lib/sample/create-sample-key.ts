import { createHash } from "node:crypto";
import { sql } from "kysely";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { StartDeps } from "#lib/generation/generation-deps.ts";
import { networkOf } from "#lib/http/network-of.ts";
import { newKeyRow } from "#lib/keys/new-key-row.ts";
import { openSample } from "./open-sample.ts";
import { SAMPLE_CALLS, SAMPLE_KEY_HOURS, type SampleKey } from "./schema.ts";

const DAY_S = 86_400;
const HOUR_S = 3_600;
/** Also people behind one address try it. */
const KEYS_PER_ADDRESS_A_DAY = 5;
/** Of everybody together, so that many addresses can't fill the table or use up the sample. */
const KEYS_AN_HOUR = 400;

/**
 * A key for the sample API without an account: SAMPLE_CALLS calls in all, within a day. Throws `rate_limited` when this address, or everybody together, has had
 * enough of them, `unavailable` when the sample can't be built.
 */
export async function createSampleKey({ address }: { address: string }, deps: StartDeps): Promise<SampleKey> {
  const signUp = "Sign up for a key of your own: it is free, and an API is live in seconds.";
  await take(`sample key\n${networkOf(address)}`, KEYS_PER_ADDRESS_A_DAY, DAY_S, `This address has had its ${KEYS_PER_ADDRESS_A_DAY} sample keys for today. ${signUp}`, deps.db);
  await take("sample keys", KEYS_AN_HOUR, HOUR_S, `All sample keys of this hour are given out. ${signUp}`, deps.db);
  const { apiId, actor } = await openSample(deps);
  const key = newKeyRow("call", deps.peppers);
  const expiresAt = new Date(deps.clock.now() + SAMPLE_KEY_HOURS * HOUR_S * 1000).toISOString();
  const row = JSON.stringify({ ...key.row, name: "Sample key", expiresAt });
  await asUser(actor, deps.db, (tx) => sql`select private.create_sample_key(${row}::text::jsonb, ${SAMPLE_CALLS}::integer)`.execute(tx));
  const url = deps.apiOrigin?.urlOf(apiId) ?? `${deps.publicUrl}/${apiId}`;
  return { apiId, url, key: key.secret, calls: SAMPLE_CALLS, expiresAt };
}

/** Counts in a bucket, named by a hash: no address is stored. */
async function take(name: string, limit: number, windowSeconds: number, message: string, db: Database): Promise<void> {
  const bucket = createHash("sha256").update(name).digest("hex");
  const { rows } = await sql<{ isTaken: boolean; retryAfter: number }>`select private.take_attempt(${bucket}, ${limit}, ${windowSeconds}) as "isTaken",
    private.attempts_reset_seconds(${bucket}, ${windowSeconds}) as "retryAfter"`.execute(db);
  if (rows[0]?.isTaken) return;
  const retryAfter = rows[0]?.retryAfter || windowSeconds;
  throw new AppError("rate_limited", message, { extensions: { limit: "sample keys", cap: limit, retry_after: retryAfter }, headers: { "Retry-After": String(retryAfter) } });
}
