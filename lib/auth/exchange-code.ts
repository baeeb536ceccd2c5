import type { AccountDeps } from "./account-deps.ts";
import { authFailure } from "./auth-failure.ts";

/** Starts the session of a mailed link that carries a code (hosted Supabase with PKCE). Throws `unauthenticated`. */
export async function exchangeCode(input: { code: string }, deps: Pick<AccountDeps, "auth">): Promise<void> {
  const { error } = await deps.auth.exchangeCodeForSession(input.code);
  if (error) throw authFailure(error);
}
