import { sql } from "kysely";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { AccountDeps } from "./account-deps.ts";
import { type AttemptBucket, ATTEMPT_WINDOW_S, attemptBuckets } from "./attempt-buckets.ts";

/** Counts one attempt for `email`. Throws `rate_limited`, saying when to try again. */
export async function takeAttempt(email: string, deps: Pick<AccountDeps, "db" | "attemptsPer15Min" | "clientAddress">): Promise<void> {
  for (const bucket of attemptBuckets({ email, address: deps.clientAddress }, deps.attemptsPer15Min)) await takeFrom(bucket, deps.db);
}

/** Counts one attempt in a bucket of 15 minutes. Throws `rate_limited`. */
export async function takeFrom({ bucket, limit }: AttemptBucket, db: Database): Promise<void> {
  const { rows } = await sql<{ isTaken: boolean; retryAfter: number }>`select private.take_attempt(${bucket}, ${limit}, ${ATTEMPT_WINDOW_S}) as "isTaken",
    private.attempts_reset_seconds(${bucket}, ${ATTEMPT_WINDOW_S}) as "retryAfter"`.execute(db);
  if (!rows[0]?.isTaken) throw tooManyAttempts(rows[0]?.retryAfter || ATTEMPT_WINDOW_S);
}

export function tooManyAttempts(retryAfter: number): AppError {
  const minutes = Math.ceil(retryAfter / 60);
  return new AppError("rate_limited", `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`, {
    extensions: { retry_after: retryAfter }, headers: { "Retry-After": String(retryAfter) },
  });
}
