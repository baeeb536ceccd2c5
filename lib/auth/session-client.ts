import { createServerClient, type CookieMethodsServer } from "@supabase/ssr";
import type { SupabaseClient } from "@supabase/supabase-js";

/** Fixed: the default name holds the auth server's host, which differs between the embedded default and hosted Supabase. */
export const SESSION_COOKIE = "api-creator-session";

export interface SessionClientOptions {
  url: string;
  publishableKey: string;
  /** `Secure` cookies when people come over https. */
  isSecure: boolean;
}

/** A client whose session lives in the given cookies. Scripts can't read them: the browser never talks to the auth server itself. */
export function createSessionClient({ url, publishableKey, isSecure }: SessionClientOptions, cookies: CookieMethodsServer): SupabaseClient {
  return createServerClient(url, publishableKey, { cookies, cookieOptions: { name: SESSION_COOKIE, path: "/", sameSite: "lax", httpOnly: true, secure: isSecure } });
}
