import type { SupabaseClient } from "@supabase/supabase-js";
import type { Database } from "#lib/db/connect.ts";

/** What the verbs of an account need. `auth` keeps the session wherever its client was made for: cookies in web, memory in tests. */
export interface AccountDeps {
  db: Database;
  auth: SupabaseClient["auth"];
  /** Holds no session: a link it mails works in any browser, not only in the one that asked. */
  mailAuth: SupabaseClient["auth"];
  /** SIGN_IN_ATTEMPTS_PER_15_MIN; see attempt-buckets.ts. */
  attemptsPer15Min: number;
  /** Who asks, as the gateway saw it; empty when unknown. */
  clientAddress: string;
  publicUrl: string;
}
