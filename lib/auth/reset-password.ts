import { isAuthRetryableFetchError } from "@supabase/supabase-js";
import { parseInput } from "#lib/http/parse-input.ts";
import type { AccountDeps } from "./account-deps.ts";
import { authFailure } from "./auth-failure.ts";
import { resetPasswordSchema, type ResetPasswordInput } from "./schema.ts";
import { takeAttempt } from "./take-attempt.ts";

/** Mails a link to `/update-password`. Succeeds whether or not there is such an account. Throws `invalid`, `rate_limited`, `unavailable`. */
export async function resetPassword(input: ResetPasswordInput, deps: Omit<AccountDeps, "auth">): Promise<void> {
  const { email } = parseInput(resetPasswordSchema, input);
  await takeAttempt(email, deps);
  const { error } = await deps.mailAuth.resetPasswordForEmail(email, { redirectTo: `${deps.publicUrl}/update-password` });
  if (error && (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500)) throw authFailure(error);
}
