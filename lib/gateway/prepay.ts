import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import type { LimitState } from "#lib/rate-limit/limit-headers.ts";
import type { PrepaidCredit } from "#lib/rate-limit/prepaid-credit.ts";
import type { Exchange } from "./exchange.ts";
import { timeOrderedUuid } from "./time-ordered-uuid.ts";

export interface PrepayDeps {
  prepaid: Pick<PrepaidCredit, "take">;
}

/**
 * Takes the price of a call from what its workspace has paid ahead for this API. The owner's own calls need no credit. Throws `spend_cap` when it is
 * used up and `unavailable` when nobody can tell, after `undo`: a call that isn't made uses up no limit.
 */
export async function prepay(exchange: Exchange, api: ApiRecord, state: LimitState, undo: () => void, deps: PrepayDeps): Promise<LimitState> {
  const { principal } = exchange;
  if (principal?.kind !== "key") return state;
  const id = timeOrderedUuid(exchange.receivedAt);
  const prepaid = await deps.prepaid.take(principal.workspaceId, api.apiId, id).catch((error: unknown) => {
    undo();
    throw new AppError("unavailable", "The prepaid credit for this call can't be checked right now, so it is not made. Try again in a few seconds.", { headers: { "Retry-After": "5" }, cause: error });
  });
  if (prepaid.outcome === "taken") {
    exchange.prepaidId = id;
    return state;
  }
  if (prepaid.outcome === "none" && principal.workspaceId === api.workspaceId) return state;
  undo();
  exchange.limit = { ...state, used: Math.max(0, state.used - 1) };
  throw new AppError("spend_cap", "The credit that was paid ahead for this API is used up. Add credit, then call again.", {
    extensions: { limit: "prepaid credit", ...(prepaid.outcome === "empty" ? { balance_micros: prepaid.balanceMicros, price_micros: prepaid.priceMicros } : { balance_micros: 0 }) },
  });
}
