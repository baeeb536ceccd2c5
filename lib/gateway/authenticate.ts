import { hash } from "node:crypto";
import { AppError } from "#lib/errors.ts";
import type { ApiRecord, CallKeyRecord } from "#lib/db/gateway-db.ts";
import type { AddressLimit } from "#lib/rate-limit/address-limit.ts";
import type { Clock } from "#lib/clock.ts";
import { KEY_LENGTH, newestOf, parseKey, possibleHashes, type Pepper } from "#lib/keys/key-format.ts";
import { pathOf } from "./call-path.ts";
import { findCredential, type Credential } from "./credentials.ts";
import type { Exchange, Principal } from "./exchange.ts";
import { holdToKeyRules } from "./key-rules.ts";
import type { PublicRoutes } from "./public-routes.ts";
import { takeAddress } from "./take-address.ts";
import type { VerifiedCache } from "./verified-cache.ts";
import { when } from "./when.ts";

export interface AuthenticateDeps {
  clock: Clock;
  peppers: readonly Pepper[];
  keys: VerifiedCache<CallKeyRecord>;
  apis: VerifiedCache<ApiRecord>;
  publicRoutes: Pick<PublicRoutes, "has">;
  addressLimit: AddressLimit;
  findCallKey(hashes: Buffer[], pepperVersion: number): Promise<CallKeyRecord | null>;
  findApi(apiId: string): Promise<ApiRecord | null>;
}

/**
 * Who calls: at once when key and API are known, else when Postgres told. Missing, mistyped, unknown, revoked, expired keys and keys of another
 * API get the same 401, whether the API exists or not. Calls without a valid key count against their address, in memory.
 */
export function authenticate(exchange: Exchange, deps: AuthenticateDeps): Principal | Promise<Principal> {
  const credential = findCredential(exchange.call.rawHeaders);
  if (!credential) return withoutKey(exchange, null, deps);
  return when(byKey(exchange, credential, deps), (principal) => {
    if (!principal) return withoutKey(exchange, credential, deps);
    return when(loadApi(exchange, deps), (api) => {
      exchange.api = api;
      return principal;
    });
  });
}

/** Whether the key of a call that goes on is still allowed to make it. While nobody can tell, it is. */
export async function isStillAllowed(exchange: Exchange, deps: AuthenticateDeps): Promise<boolean> {
  const credential = findCredential(exchange.call.rawHeaders);
  try {
    return credential !== null && (await byKey(exchange, credential, deps)) !== null;
  } catch (error) {
    return !(error instanceof AppError && error.code === "forbidden");
  }
}

function withoutKey(exchange: Exchange, credential: Credential | null, deps: AuthenticateDeps): Principal | Promise<Principal> {
  takeAddress(exchange, deps);
  return when(loadApi(exchange, deps), (api) => {
    exchange.api = api;
    const { call } = exchange;
    if (credential) throw new AppError("unauthenticated", "This key can't call this API: it is unknown, revoked, expired, mistyped or belongs to another API. Check it on the API-keys page.");
    const isPublic = api !== null && !api.isDeleted && deps.publicRoutes.has(api, call.method, pathOf(call.target));
    return when(isPublic, (isOpen): Principal => {
      if (isOpen) return { kind: "anonymous", address: call.address };
      throw new AppError("unauthenticated", "This call needs a key. Send it as `Authorization: Bearer apic_…` or in X-API-Key.");
    });
  });
}

function byKey(exchange: Exchange, credential: Credential, deps: AuthenticateDeps): Principal | null | Promise<Principal | null> {
  const { secret } = credential;
  if (secret.length !== KEY_LENGTH) return null;
  // A name in memory, no check of a secret: who could make another name of 196 random bits that is in the map would have the key. So a plain
  // digest does (0.3 µs; the peppered ones, 3 µs each, are for the database), and a map's timing tells nothing that leads to a key.
  const name = hash("sha256", secret);
  if (!deps.keys.knows(name)) {
    if (parseKey(secret) !== "call") return null;
    // A guess costs a lookup: an address that has used up its unauthenticated calls gets none.
    takeAddress(exchange, deps, { isOnlyLook: true });
  }
  return when(deps.keys.find(name, () => deps.findCallKey(possibleHashes(secret, deps.peppers), newestOf(deps.peppers).version)), (key) => {
    if (!key || !key.isUsable || key.apiId !== exchange.call.apiId) return null;
    if (key.expiresAt && key.expiresAt.getTime() <= deps.clock.now()) return null;
    holdToRules(exchange, key, deps);
    return { kind: "key", keyId: key.keyId, workspaceId: key.workspaceId, credentialHeader: credential.header, callsPerHour: key.callsPerHour, ...(key.allowance === null ? {} : { allowance: { keyId: key.keyId, expiresAt: key.expiresAt } }) };
  });
}

/** A key where it may not be used is no valid one: what it costs counts against the address, as without a key. */
function holdToRules(exchange: Exchange, key: CallKeyRecord, deps: AuthenticateDeps): void {
  try {
    holdToKeyRules(key, exchange.call);
  } catch (error) {
    takeAddress(exchange, deps);
    throw error;
  }
}

const loadApi = (exchange: Exchange, deps: AuthenticateDeps): ApiRecord | null | Promise<ApiRecord | null> =>
  deps.apis.find(exchange.call.apiId, () => deps.findApi(exchange.call.apiId));
