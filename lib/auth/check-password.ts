import { createClient } from "@supabase/supabase-js";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { authFailure } from "./auth-failure.ts";
import type { SupabaseSettings } from "./stateless-client.ts";
import { takeAttempt } from "./take-attempt.ts";

export interface CheckPasswordDeps {
  db: Database;
  supabase: SupabaseSettings;
  attemptsPer15Min: number;
  clientAddress: string;
}

/** Asks somebody who is signed in once more who they are. Counts as an attempt to sign in. Throws `invalid` for a wrong password, `rate_limited`. */
export async function checkPassword({ email, password }: { email: string; password: string }, deps: CheckPasswordDeps): Promise<void> {
  await takeAttempt(email.toLowerCase(), deps);
  // A client of its own: a shared one would keep the session that this starts.
  const { auth } = createClient(deps.supabase.url, deps.supabase.publishableKey, { auth: { persistSession: false, autoRefreshToken: false, detectSessionInUrl: false } });
  const { error } = await auth.signInWithPassword({ email, password });
  if (error?.code === "invalid_credentials") throw new AppError("invalid", "The password is wrong. Nothing was changed.", { extensions: { errors: [{ path: "password", message: "The password is wrong." }] } });
  if (error) throw authFailure(error);
  await auth.signOut({ scope: "local" });
}
