import type { Actor } from "#lib/auth/actor.ts";
import { actorFromBearer } from "#lib/auth/bearer.ts";
import { AppError } from "#lib/errors.ts";
import type { WebDeps } from "#lib/deps.ts";
import { corsOriginsOf } from "#lib/http/cors.ts";

/** Who is signed in by cookie; given by the door, because only Next can read its cookies. */
export type GetSession = () => Promise<{ actor: Actor } | null>;

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Who calls: a bearer (access token or management key), `X-API-Key`, or the session cookie of the dashboard. Throws `malformed` when two
 * credentials differ, `unauthenticated` when there is none that holds, `forbidden` for a cookie on a write from another site.
 */
export async function actorOfRequest(request: Request, deps: WebDeps, getSession: GetSession): Promise<Actor> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1];
  const apiKey = request.headers.get("x-api-key") ?? undefined;
  if (bearer && apiKey && bearer !== apiKey) throw new AppError("malformed", "Authorization and X-API-Key carry different credentials. Send one.");
  const credential = bearer ?? apiKey;
  if (credential) {
    const actor = await actorFromBearer(credential, deps, request.headers.get("x-workspace-id") ?? undefined);
    if (!actor) throw new AppError("unauthenticated", "This credential is not valid: it may be mistyped, expired or revoked.");
    return actor;
  }
  const session = await getSession();
  if (!session) throw new AppError("unauthenticated", "Sign in, or send Authorization: Bearer with an access token or a management key (apim_…).");
  if (!SAFE.has(request.method)) requireSameOrigin(request, deps);
  return session.actor;
}

/** A cookie goes along with requests that other sites make, so a write by cookie must come from one of our pages, or of an origin that the operator listed. */
function requireSameOrigin(request: Request, deps: Pick<WebDeps, "publicUrl" | "env">): void {
  const origin = request.headers.get("origin");
  const host = request.headers.get("x-forwarded-host") ?? request.headers.get("host");
  const isOurs = origin !== null && (origin === deps.publicUrl || corsOriginsOf(deps.env.CORS_ORIGINS).includes(origin) || (URL.canParse(origin) && new URL(origin).host === host));
  if (!isOurs) throw new AppError("forbidden", "This request came from another site. Programs use a management key instead of the session cookie.");
}
