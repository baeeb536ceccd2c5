import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import { CALL_WINDOW_SECONDS, type CallLimit } from "#lib/rate-limit/call-limit.ts";
import type { LimitState } from "#lib/rate-limit/limit-headers.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Exchange } from "./exchange.ts";

export interface LimitDeps {
  callLimit: CallLimit;
}

/**
 * Takes one call of the key, if it has a limit of its own, and one of the owner's workspace. What is told is the one that has least left.
 * Throws `rate_limited`, naming the limit, what was used, the cap and what to do.
 */
export async function limit(exchange: Exchange, deps: LimitDeps): Promise<LimitState | null> {
  const { api, principal } = exchange;
  if (!api) return null;
  const own = principal?.kind === "key" && principal.callsPerHour !== null ? { subject: `key:${principal.keyId}`, limit: principal.callsPerHour } : null;
  const key = own && (await take(exchange, api, { ...own, name: "key", whose: "This key", remedy: "use a key with a larger limit" }, deps));
  const cap = api.callsPerHour ?? PLAN_LIMITS[api.plan].callsPerHour;
  const plan = await take(exchange, api, { subject: "plan", limit: cap, name: api.plan, whose: `The ${api.plan} plan`, remedy: "ask the owner to move to a larger plan" }, deps);
  return key && key.limit - key.used < plan.limit - plan.used ? key : plan;
}

interface Layer {
  subject: string;
  limit: number;
  /** Token of RateLimit-Policy. */
  name: string;
  whose: string;
  remedy: string;
}

async function take(exchange: Exchange, api: ApiRecord, { subject, limit: cap, name, whose, remedy }: Layer, deps: LimitDeps): Promise<LimitState> {
  const verdict = await deps.callLimit.take({ workspaceId: api.workspaceId, userId: api.userId, subject, limit: cap });
  const state: LimitState = { name, windowSeconds: CALL_WINDOW_SECONDS, ...verdict };
  if (verdict.isAllowed) return state;
  exchange.limit = state;
  throw new AppError("rate_limited", `${whose} allows ${cap} calls per hour and ${verdict.used} were made. Wait ${verdict.retrySeconds} s, or ${remedy}.`, {
    extensions: { limit: name === "key" ? "key, calls per hour" : `${name} plan, calls per hour`, used: verdict.used, cap, retry_after_seconds: verdict.retrySeconds },
  });
}
