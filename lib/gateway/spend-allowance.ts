import { AppError } from "#lib/errors.ts";
import type { CallAllowance } from "#lib/rate-limit/call-allowance.ts";
import type { LimitState } from "#lib/rate-limit/limit-headers.ts";
import type { Exchange } from "./exchange.ts";

/** What a key may call in all. */
export interface Allowance {
  keyId: string;
  expiresAt: Date | null;
}
export interface SpendDeps {
  allowance: Pick<CallAllowance, "take">;
}

/**
 * Takes one call of those that a key may make in all, before the call is made. What an API
 * answers changes nothing: a call is a call. Throws `spend_cap` when none is left and `unavailable` when nobody can tell, after `undo`.
 */
export async function spendAllowance(exchange: Exchange, allowance: Allowance, state: LimitState, undo: () => void, deps: SpendDeps): Promise<LimitState> {
  const { isTaken, calls, callsLeft } = await deps.allowance.take(allowance.keyId).catch((error: unknown) => {
    undo();
    throw new AppError("unavailable", "What this key may still call can't be checked right now, so the call is not made. Try again in a few seconds.", { headers: { "Retry-After": "5" }, cause: error });
  });
  const seconds = Math.max(1, Math.ceil(((allowance.expiresAt?.getTime() ?? exchange.receivedAt) - exchange.receivedAt) / 1000));
  const told: LimitState = { name: "key", limit: calls, used: calls - callsLeft, windowSeconds: seconds, resetSeconds: seconds, retrySeconds: 0 };
  if (isTaken) return told.limit - told.used < state.limit - state.used ? told : state;
  undo();
  exchange.limit = told;
  throw new AppError("spend_cap", `The ${calls} calls of this key are used up. Sign up at /signup for a key of your own: it is free.`, { extensions: { limit: "key, calls in all", used: calls, cap: calls } });
}
