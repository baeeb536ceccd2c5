import { AppError } from "#lib/errors.ts";
import type { ApiRecord, CallKeyRecord } from "#lib/db/gateway-db.ts";
import type { AddressLimit } from "#lib/rate-limit/address-limit.ts";
import type { Clock } from "#lib/clock.ts";
import { parseKey, possibleHashes, type Pepper } from "#lib/keys/key-format.ts";
import { pathOf } from "./call-path.ts";
import { findCredential, type Credential } from "./credentials.ts";
import type { Exchange, Principal } from "./exchange.ts";
import { holdToKeyRules } from "./key-rules.ts";
import { isPublicRoute } from "./public-route.ts";
import { takeAddress } from "./take-address.ts";
import type { VerifiedCache } from "./verified-cache.ts";

export interface AuthenticateDeps {
  clock: Clock;
  peppers: readonly Pepper[];
  keys: VerifiedCache<CallKeyRecord>;
  apis: VerifiedCache<ApiRecord>;
  addressLimit: AddressLimit;
  findCallKey(hashes: Buffer[]): Promise<CallKeyRecord | null>;
  findApi(apiId: string): Promise<ApiRecord | null>;
}

/**
 * Who calls. Missing, mistyped, unknown, revoked, expired keys and keys of another API get the same 401, whether the API exists or not.
 * Calls without a valid key count against their address, in memory.
 */
export async function authenticate(exchange: Exchange, deps: AuthenticateDeps): Promise<Principal> {
  const credential = findCredential(exchange.call.rawHeaders);
  const principal = credential ? await byKey(exchange, credential, deps) : null;
  if (principal) {
    exchange.api = await loadApi(exchange, deps);
    return principal;
  }
  takeAddress(exchange, deps);
  exchange.api = await loadApi(exchange, deps);
  const { call, api } = exchange;
  if (!credential && api && !api.isDeleted && isPublicRoute(api, call.method, pathOf(call.target))) return { kind: "anonymous", address: call.address };
  throw new AppError("unauthenticated", credential
    ? "This key can't call this API: it is unknown, revoked, expired, mistyped or belongs to another API. Check it on the API-keys page."
    : "This call needs a key. Send it as `Authorization: Bearer apic_…` or in X-API-Key.");
}

async function byKey(exchange: Exchange, credential: Credential, deps: AuthenticateDeps): Promise<Principal | null> {
  if (parseKey(credential.secret) !== "call") return null;
  const hashes = possibleHashes(credential.secret, deps.peppers);
  const name = hashes[0]?.toString("base64") ?? "";
  // A guess costs a lookup: an address that has used up its unauthenticated calls gets none.
  if (!deps.keys.knows(name)) takeAddress(exchange, deps, { isOnlyLook: true });
  const key = await deps.keys.find(name, () => deps.findCallKey(hashes));
  if (!key || !key.isUsable || key.apiId !== exchange.call.apiId) return null;
  if (key.expiresAt && key.expiresAt.getTime() <= deps.clock.now()) return null;
  holdToKeyRules(key, exchange.call);
  return { kind: "key", keyId: key.keyId, workspaceId: key.workspaceId, credentialHeader: credential.header, callsPerHour: key.callsPerHour };
}

const loadApi = (exchange: Exchange, deps: AuthenticateDeps): Promise<ApiRecord | null> =>
  deps.apis.find(exchange.call.apiId, () => deps.findApi(exchange.call.apiId));
