import type { ApiRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import type { CallLayer, CallVerdict } from "#lib/rate-limit/call-account.ts";
import type { CallLimit } from "#lib/rate-limit/call-limit.ts";
import type { LimitState } from "#lib/rate-limit/limit-headers.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Exchange } from "./exchange.ts";
import { prepay, type PrepayDeps } from "./prepay.ts";
import { type SpendDeps, spendAllowance } from "./spend-allowance.ts";

export interface LimitDeps extends PrepayDeps, SpendDeps {
  callLimit: Pick<CallLimit, "take" | "giveBack">;
}

/**
 * One call of every limit that holds it: of its key and its API, if they have one of their own, and of the owner's workspace; or none of any. What is told is
 * the one that has least left, the address's included. Throws `rate_limited`, naming the limit, what was used, the cap and what to do. Not a promise when it is decided in memory. What is
 * paid ahead, or left of what the key may call in all, is taken last.
 */
export function limit(exchange: Exchange, deps: LimitDeps): LimitState | null | Promise<LimitState> {
  const { api } = exchange;
  if (!api) return null;
  const layers = layersOf(exchange, api);
  const verdict = deps.callLimit.take(api, layers);
  if (api.isPrepaid || hasAllowance(exchange)) return heedAndPay(exchange, api, layers, verdict, deps);
  return verdict instanceof Promise ? verdict.then((decided) => heed(exchange, decided)) : heed(exchange, verdict);
}

/** Made once per API that is kept in memory. */
const sharedLayers = new WeakMap<ApiRecord, readonly CallLayer[]>();

function layersOf({ principal }: Exchange, api: ApiRecord): readonly CallLayer[] {
  const shared = sharedLayers.get(api) ?? layersOfApi(api);
  if (principal?.kind !== "key" || principal.callsPerHour === null) return shared;
  return [{ id: principal.keyId, subject: `key:${principal.keyId}`, name: "key", limit: principal.callsPerHour }, ...shared];
}

function layersOfApi(api: ApiRecord): readonly CallLayer[] {
  const plan: CallLayer = { id: api.workspaceId, subject: "plan", name: api.plan, limit: api.callsPerHour ?? PLAN_LIMITS[api.plan].callsPerHour };
  const layers = api.apiCallsPerHour === null ? [plan] : [{ id: api.apiId, subject: `api:${api.apiId}`, name: "api", limit: api.apiCallsPerHour }, plan];
  sharedLayers.set(api, layers);
  return layers;
}

async function heedAndPay(exchange: Exchange, api: ApiRecord, layers: readonly CallLayer[], deciding: CallVerdict | Promise<CallVerdict>, deps: LimitDeps): Promise<LimitState> {
  const verdict = await deciding;
  const undo = () => deps.callLimit.giveBack(layers, verdict);
  const { principal } = exchange;
  const state = heed(exchange, verdict);
  const left = principal?.kind === "key" && principal.allowance ? await spendAllowance(exchange, principal.allowance, state, undo, deps) : state;
  return api.isPrepaid ? prepay(exchange, api, left, undo, deps) : left;
}

const hasAllowance = ({ principal }: Exchange): boolean => principal?.kind === "key" && principal.allowance !== undefined;

function heed(exchange: Exchange, verdict: CallVerdict): LimitState {
  if (verdict.isAllowed) return exchange.limit && leftOf(exchange.limit) < leftOf(verdict) ? exchange.limit : verdict;
  exchange.limit = verdict;
  const { whose, named, remedy } = wordsFor(verdict.name);
  throw new AppError("rate_limited", `${whose} allows ${verdict.limit} calls per hour and ${verdict.used} were made. Wait ${verdict.retrySeconds} s, or ${remedy}.`, {
    extensions: { limit: `${named}, calls per hour`, used: verdict.used, cap: verdict.limit, retry_after_seconds: verdict.retrySeconds },
  });
}

const leftOf = (state: LimitState): number => state.limit - state.used;

function wordsFor(name: string): { whose: string; named: string; remedy: string } {
  if (name === "key") return { whose: "This key", named: "key", remedy: "use a key with a larger limit" };
  if (name === "api") return { whose: "This API", named: "API", remedy: "ask its owner for a larger limit" };
  return { whose: `The ${name} plan`, named: `${name} plan`, remedy: "ask the owner to move to a larger plan" };
}
