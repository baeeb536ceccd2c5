import { parseInput } from "#lib/http/parse-input.ts";
import type { AccountDeps } from "./account-deps.ts";
import { authFailure } from "./auth-failure.ts";
import { signInSchema, type SignInInput } from "./schema.ts";
import { takeAttempt } from "./take-attempt.ts";

/** Starts a session. The same `unauthenticated` for an unknown e-mail address and a wrong password; `rate_limited` after too many tries. */
export async function signIn(input: SignInInput, deps: Omit<AccountDeps, "mailAuth">): Promise<{ userId: string; email: string }> {
  const { email, password } = parseInput(signInSchema, input);
  await takeAttempt(email, deps);
  const { data, error } = await deps.auth.signInWithPassword({ email, password });
  if (error) throw authFailure(error);
  return { userId: data.user.id, email };
}
