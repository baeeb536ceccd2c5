import { NextResponse, type NextRequest } from "next/server";
import { pageSecurityPolicy } from "#lib/http/page-security.ts";

/** Pages only: APIs, assets and REST never pass here (a matched body is capped at 10 MB). No guard lives here alone. */
export async function proxy(request: NextRequest) {
  const policy = pageSecurityPolicy(btoa(crypto.randomUUID()), process.env.NODE_ENV === "development");
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", policy); // Next reads the nonce from here
  const response = NextResponse.next({ request: { headers } });
  response.headers.set("Content-Security-Policy", policy);
  return response;
}

export const config = { matcher: ["/((?!api/|api_|_next/|.*\\.(?:svg|ico|png|txt|webmanifest)$).*)"] };
