import { AppError } from "#lib/errors.ts";
import { CALL_WINDOW_SECONDS, type CallLimit } from "#lib/rate-limit/call-limit.ts";
import type { LimitState } from "#lib/rate-limit/limit-headers.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Exchange } from "./exchange.ts";

export interface LimitDeps {
  callLimit: CallLimit;
}

/** Takes one call of the owner's workspace. Throws `rate_limited`, naming the limit, what was used, the cap and what to do. */
export async function limit(exchange: Exchange, deps: LimitDeps): Promise<LimitState | null> {
  const { api } = exchange;
  if (!api) return null;
  const cap = api.callsPerHour ?? PLAN_LIMITS[api.plan].callsPerHour;
  const verdict = await deps.callLimit.take({ workspaceId: api.workspaceId, userId: api.userId, subject: "plan", limit: cap });
  const state: LimitState = { name: api.plan, windowSeconds: CALL_WINDOW_SECONDS, ...verdict };
  if (verdict.isAllowed) return state;
  exchange.limit = state;
  throw new AppError("rate_limited", `The ${api.plan} plan allows ${cap} calls per hour and ${verdict.used} were made. Wait ${verdict.retrySeconds} s, or ask the owner to move to a larger plan.`, {
    extensions: { limit: `${api.plan} plan, calls per hour`, used: verdict.used, cap, retry_after_seconds: verdict.retrySeconds },
  });
}
