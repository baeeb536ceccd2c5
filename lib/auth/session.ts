import { isAuthRetryableFetchError, type SupabaseClient } from "@supabase/supabase-js";
import { cookies, headers } from "next/headers";
import { cache } from "react";
import { webDeps } from "#lib/deps.ts";
import { forwardedAddress } from "#lib/http/forwarded-address.ts";
import { requestOrigin } from "#lib/http/request-origin.ts";
import { isUuid } from "#lib/id.ts";
import type { AccountDeps } from "./account-deps.ts";
import type { Actor } from "./actor.ts";
import { accountsUnavailable, authFailure } from "./auth-failure.ts";
import { createSessionClient, SESSION_COOKIE } from "./session-client.ts";
import { statelessClient } from "./stateless-client.ts";
import { findUserActor } from "./user-actor.ts";
import { AUTH_LIMIT_MS, within } from "./within.ts";

/** Holds the id of the workspace that somebody chose; whoever is no member of it is in their own. */
export const WORKSPACE_COOKIE = "api-creator-workspace";

/** Who is signed in by cookie, or null. Once per request, however often it is asked. Throws `unavailable` without the auth server. */
export const getSession: () => Promise<{ actor: Actor } | null> = cache(async () => {
  const store = await cookies();
  if (!store.getAll().some(({ name }) => name.startsWith(SESSION_COOKIE))) return null;
  const client = await sessionClient();
  const reply = await within(client.auth.getClaims(), AUTH_LIMIT_MS, undefined);
  if (!reply) throw accountsUnavailable();
  if (reply.error && isAuthRetryableFetchError(reply.error)) throw authFailure(reply.error);
  const claims = reply.data?.claims;
  if (!claims || claims.role !== "authenticated" || !isUuid(claims.sub)) return null;
  const actor = await findUserActor({ userId: claims.sub, email: String(claims.email ?? "") }, webDeps().db, store.get(WORKSPACE_COOKIE)?.value);
  return actor ? { actor: { ...actor, from: requestOrigin(await headers()) } } : null;
});

/** Which of somebody's sessions this request's cookie is of; null when its token doesn't tell. */
export async function currentSessionId(): Promise<string | null> {
  const reply = await within((await sessionClient()).auth.getClaims(), AUTH_LIMIT_MS, undefined);
  const id = reply?.data?.claims["session_id"];
  return typeof id === "string" ? id : null;
}

/** What the verbs of an account need, with this request's cookies and address. For server actions and route handlers. */
export async function accountDeps(): Promise<AccountDeps> {
  const { db, env, publicUrl, supabase } = webDeps();
  return {
    db, publicUrl, auth: (await sessionClient()).auth, mailAuth: statelessClient(supabase).auth,
    attemptsPer15Min: env.SIGN_IN_ATTEMPTS_PER_15_MIN, clientAddress: forwardedAddress(await headers()),
  };
}

async function sessionClient(): Promise<SupabaseClient> {
  const { supabase, publicUrl } = webDeps();
  const store = await cookies();
  return createSessionClient({ ...supabase, isSecure: publicUrl.startsWith("https:") }, {
    getAll: () => store.getAll(),
    setAll: (changed) => {
      try {
        for (const { name, value, options } of changed) store.set(name, value, options);
      } catch {
        // Pages can't set cookies while they render: proxy.ts has refreshed the session before.
      }
    },
  });
}
