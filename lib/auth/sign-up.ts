import { AppError } from "#lib/errors.ts";
import { parseInput } from "#lib/http/parse-input.ts";
import type { AccountDeps } from "./account-deps.ts";
import { authFailure } from "./auth-failure.ts";
import { signUpSchema, type SignUpInput } from "./schema.ts";
import { takeAttempt } from "./take-attempt.ts";

export interface SignedUp {
  userId: string;
  email: string;
  /** Whether a link was mailed that must be opened first (a setting of hosted Supabase). */
  needsConfirmation: boolean;
}

/** Makes an account, its profile and personal workspace (a trigger), and signs in. Throws `invalid`, `conflict`, `rate_limited`. */
export async function signUp(input: SignUpInput, deps: Omit<AccountDeps, "mailAuth">): Promise<SignedUp> {
  const { email, password } = parseInput(signUpSchema, input);
  await takeAttempt(email, deps);
  const { data, error } = await deps.auth.signUp({ email, password, options: { emailRedirectTo: `${deps.publicUrl}/dashboard` } });
  if (error) throw authFailure(error);
  // With confirmations on, the server answers a known address with a user without identities, so that nobody learns who has an account.
  if (!data.user) throw new AppError("unavailable", "The account could not be made right now. Try again in a moment.");
  return { userId: data.user.id, email, needsConfirmation: data.session === null };
}
