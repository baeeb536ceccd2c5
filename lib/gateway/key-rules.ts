import type { CallKeyRecord } from "#lib/db/gateway-db.ts";
import { AppError } from "#lib/errors.ts";
import { addressList } from "#lib/http/address-list.ts";
import { headerOf } from "#lib/http/raw-headers.ts";
import type { IncomingCall } from "./exchange.ts";

/** Made once per key that is kept in memory. */
const lists = new WeakMap<CallKeyRecord, (address: string) => boolean>();

/**
 * Holds a valid key to the addresses and pages that its owner named. Throws `forbidden`, naming the rule. Only a browser is bound to tell its
 * true page: origins keep a key in a page from other people's pages, addresses keep a server's key on that server.
 */
export function holdToKeyRules(key: CallKeyRecord, call: Pick<IncomingCall, "address" | "rawHeaders">): void {
  if (key.allowedAddresses.length > 0) {
    const isAllowed = lists.get(key) ?? addressList(key.allowedAddresses);
    lists.set(key, isAllowed);
    if (!isAllowed(call.address)) throw new AppError("forbidden", "This key may not be used from this address. Its owner can change where it works on the API-keys page.");
  }
  if (key.allowedOrigins.length > 0 && !key.allowedOrigins.includes(headerOf(call.rawHeaders, "origin")?.toLowerCase() ?? "")) {
    throw new AppError("forbidden", "This key works only in the pages that its owner named, and this call comes from none of them.");
  }
}
