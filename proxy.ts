import { NextResponse, type NextRequest } from "next/server";
import { refreshSession } from "#lib/auth/refresh-session.ts";
import { readEnv } from "#lib/env.ts";
import { pageSecurityPolicy } from "#lib/http/page-security.ts";

/**
 * Pages only: APIs, assets and REST never pass here (a matched body is capped at 10 MB). It refreshes the session, because pages can't set
 * cookies, and makes the nonce. No guard lives here: each page and action asks who is signed in itself.
 */
export async function proxy(request: NextRequest) {
  const refreshed = await refreshSession(request.cookies.getAll());
  for (const { name, value } of refreshed?.cookies ?? []) request.cookies.set(name, value);
  const { API_ORIGIN, SENTRY_DSN } = readEnv();
  const elsewhere = [API_ORIGIN, SENTRY_DSN && new URL(SENTRY_DSN).origin].filter((origin) => origin !== undefined);
  // NODE_ENV is a constant of the bundle: it says which React this is, not how the product is set up.
  const policy = pageSecurityPolicy(btoa(crypto.randomUUID()), process.env.NODE_ENV === "development", elsewhere);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy); // Next reads the nonce from here
  headers.set("x-pathname", request.nextUrl.pathname + request.nextUrl.search);
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  if (readEnv().PUBLIC_URL?.startsWith("https:")) response.headers.set("Strict-Transport-Security", "max-age=31536000; includeSubDomains");
  for (const { name, value, options } of refreshed?.cookies ?? []) response.cookies.set(name, value, options);
  for (const [name, value] of Object.entries(refreshed?.headers ?? {})) response.headers.set(name, value);
  return response;
}

export const config = { matcher: ["/((?!api/|admin/|api_|_next/|.*\\.(?:svg|ico|png|txt|webmanifest)$).*)"] };
