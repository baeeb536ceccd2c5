import { AppError } from "#lib/errors.ts";
import type { AddressLimit } from "#lib/rate-limit/address-limit.ts";
import type { Exchange } from "./exchange.ts";

/** Counts an unauthenticated call against its address (or only looks). Throws `rate_limited`. */
export function takeAddress(exchange: Exchange, deps: { addressLimit: AddressLimit }, options: { isOnlyLook?: boolean } = {}): void {
  const { address } = exchange.call;
  const verdict = options.isOnlyLook ? deps.addressLimit.peek(address) : deps.addressLimit.take(address);
  if (verdict.isAllowed && options.isOnlyLook) return;
  exchange.limit = { name: "address", windowSeconds: 60, ...verdict };
  if (verdict.isAllowed) return;
  throw new AppError("rate_limited", `${verdict.used} calls without a valid key came from this address within a minute; ${verdict.limit} are allowed. Wait ${verdict.retrySeconds} s, or call with a key.`, {
    extensions: { limit: "address", used: verdict.used, cap: verdict.limit, retry_after_seconds: verdict.retrySeconds },
  });
}
