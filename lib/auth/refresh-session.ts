import type { CookieOptions } from "@supabase/ssr";
import { type Env, readEnv } from "#lib/env.ts";
import { createSessionClient, SESSION_COOKIE } from "./session-client.ts";
import { AUTH_LIMIT_MS, within } from "./within.ts";

export interface RefreshedSession {
  cookies: { name: string; value: string; options: CookieOptions }[];
  /** Keep the reply with new cookies out of every cache. */
  headers: Record<string, string>;
}

/**
 * Refreshes a session that is about to expire, before a page renders: pages can't set cookies. Undefined when nothing changed, nobody is
 * signed in, or the settings are missing. Never throws: the page's own guard decides.
 */
export async function refreshSession(
  cookies: { name: string; value: string }[],
  env: Pick<Env, "SUPABASE_URL" | "SUPABASE_PUBLISHABLE_KEY" | "PUBLIC_URL"> = readEnv(),
): Promise<RefreshedSession | undefined> {
  const url = env.SUPABASE_URL;
  const publishableKey = env.SUPABASE_PUBLISHABLE_KEY;
  if (!url || !publishableKey || !cookies.some(({ name }) => name.startsWith(SESSION_COOKIE))) return undefined;
  const refreshed: RefreshedSession = { cookies: [], headers: {} };
  const client = createSessionClient({ url, publishableKey, isSecure: env.PUBLIC_URL?.startsWith("https:") ?? false }, {
    getAll: () => cookies,
    setAll: (changed, headers) => {
      refreshed.cookies.push(...changed);
      Object.assign(refreshed.headers, headers);
    },
  });
  try {
    await within(client.auth.getSession(), AUTH_LIMIT_MS, undefined);
  } catch {
    return undefined;
  }
  return refreshed.cookies.length > 0 ? refreshed : undefined;
}
