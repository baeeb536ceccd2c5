import { createHash } from "node:crypto";
import { sql } from "kysely";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";

const WINDOW_S = 900;

export interface AttemptSubject {
  kind: "email" | "address";
  value: string;
  /** Attempts per 15 minutes. */
  limit: number;
}

/** Counts one attempt of `action` for each subject. Throws `rate_limited`, saying when to try again. Only hashes are stored. */
export async function takeAttempt(action: "sign-in" | "sign-up" | "reset", subjects: AttemptSubject[], db: Database): Promise<void> {
  for (const { kind, value, limit } of subjects) {
    if (value === "") continue;
    const bucket = `${action}-${kind}:${createHash("sha256").update(value).digest("hex").slice(0, 32)}`;
    const { rows } = await sql<{ isTaken: boolean; retryAfter: number }>`select private.take_attempt(${bucket}, ${limit}, ${WINDOW_S}) as "isTaken",
      private.attempts_reset_seconds(${bucket}, ${WINDOW_S}) as "retryAfter"`.execute(db);
    if (rows[0]?.isTaken) continue;
    throw tooManyAttempts(rows[0]?.retryAfter || WINDOW_S);
  }
}

export function tooManyAttempts(retryAfter: number): AppError {
  const minutes = Math.ceil(retryAfter / 60);
  return new AppError("rate_limited", `Too many attempts. Try again in ${minutes === 1 ? "a minute" : `${minutes} minutes`}.`, {
    extensions: { retry_after: retryAfter }, headers: { "Retry-After": String(retryAfter) },
  });
}
