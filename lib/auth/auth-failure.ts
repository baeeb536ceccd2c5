import { isAuthRetryableFetchError, type AuthError } from "@supabase/supabase-js";
import { AppError } from "#lib/errors.ts";
import { MIN_PASSWORD_LENGTH } from "./schema.ts";
import { tooManyAttempts } from "./take-attempt.ts";

/** The auth server's refusal in words of ours: its own text never reaches a person. */
export function authFailure(error: AuthError): AppError {
  if (isAuthRetryableFetchError(error) || (error.status ?? 0) >= 500) {
    return accountsUnavailable(error);
  }
  if (error.status === 429) return tooManyAttempts(900);
  switch (error.code) {
    case "invalid_credentials":
      return new AppError("unauthenticated", "The e-mail address or the password is wrong.");
    case "email_not_confirmed":
      return new AppError("unauthenticated", "Confirm your e-mail address first: open the link that we sent you.");
    case "user_already_exists":
    case "email_exists":
      return new AppError("conflict", "There is an account with this e-mail address already. Sign in, or reset its password.");
    case "weak_password":
      return new AppError("invalid", `Choose another password: this one is too weak. It needs at least ${MIN_PASSWORD_LENGTH} characters.`);
    case "same_password":
      return new AppError("invalid", "The new password is the old one. Choose another.");
    case "email_address_invalid":
    case "validation_failed":
      return new AppError("invalid", "This e-mail address can't be used. Check it for typing mistakes.");
    case "signup_disabled":
      return new AppError("forbidden", "New accounts are not open here.");
    default:
      return new AppError("unauthenticated", "This session or link is no longer valid. Sign in, or ask for a new link.", { cause: error });
  }
}

export const accountsUnavailable = (cause?: unknown): AppError =>
  new AppError("unavailable", "Accounts can't be reached right now. Try again in a moment.", { headers: { "Retry-After": "2" }, cause });
