import type { Sql } from "#lib/db/connect.ts";
import { bucketOf } from "./local-auth.ts";

const WINDOW_S = 900;
/** People share addresses. */
const ADDRESS_FACTOR = 10;

/** `sign-in`, `sign-up`, `reset`: what a request to /auth/v1 tries; undefined for what needs no limit. */
function actionOf(request: Request): string | undefined {
  const { pathname, searchParams } = new URL(request.url);
  if (request.method !== "POST") return undefined;
  if (pathname === "/auth/v1/token") return searchParams.get("grant_type") === "password" ? "sign-in" : undefined;
  return { "/auth/v1/signup": "sign-up", "/auth/v1/recover": "reset", "/auth/v1/otp": "reset", "/auth/v1/magiclink": "reset", "/auth/v1/resend": "reset", "/auth/v1/verify": "verify" }[pathname];
}

/** The local auth server limits nothing itself, and the gateway lets anybody reach it: attempts are counted here too. */
export function createAttemptsGuard(sql: Sql, limit: number): (request: Request) => Promise<Response | undefined> {
  return async (request) => {
    const action = actionOf(request);
    if (!action) return undefined;
    const body = (await request.json().catch(() => ({}))) as { email?: unknown };
    const email = typeof body?.email === "string" ? body.email.trim().toLowerCase() : "";
    const address = request.headers.get("x-forwarded-for")?.split(",")[0]?.trim();
    const buckets: [string, number][] = [];
    if (email) buckets.push([bucketOf(`local-${action}-email`, email), limit]);
    if (address) buckets.push([bucketOf(`local-${action}-address`, address), limit * ADDRESS_FACTOR]);
    for (const [bucket, cap] of buckets) {
      const [row] = await sql<{ taken: boolean; reset: number }[]>`select private.take_attempt(${bucket}, ${cap}, ${WINDOW_S}) as taken, private.attempts_reset_seconds(${bucket}, ${WINDOW_S}) as reset`;
      if (row?.taken) continue;
      const retryAfter = Math.max(1, row?.reset ?? WINDOW_S);
      return Response.json({ code: 429, error_code: "over_request_rate_limit", msg: `Too many attempts. Try again in ${retryAfter} seconds.` }, { status: 429, headers: { "retry-after": String(retryAfter) } });
    }
    return undefined;
  };
}
