import assert from "node:assert/strict";
import { test } from "node:test";
import type { ApiRecord, CallKeyRecord } from "#lib/db/gateway-db.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { createAddressLimit } from "#lib/rate-limit/address-limit.ts";
import { authenticate, type AuthenticateDeps } from "./authenticate.ts";
import { openExchange, type Exchange, type Reply } from "./exchange.ts";
import { VerifiedCache } from "./verified-cache.ts";

const API_ID = "api_0123456789abcdef";
const peppers = [{ version: 1, secret: "p".repeat(32) }];
const api: ApiRecord = { apiId: API_ID, workspaceId: "w", userId: "u", status: "active", statusReason: null, isDeleted: false, liveVersionId: "v", publicRoutes: [], plan: "free", callsPerHour: null, apiCallsPerHour: null, isPrepaid: false };
const reply: Reply = { isStarted: false, isClosed: false, start() {}, write: () => true, end() {}, destroy() {}, onDrain() {}, onAbort() {} };

function setUp(found: Partial<CallKeyRecord> = {}) {
  const clock = { now: () => state.now };
  const state = { now: 1_000_000, lookups: 0 };
  const options = { clock, heardUntil: () => state.now, maxFound: 10, maxMissing: 10 };
  const key: CallKeyRecord = { keyId: "k", workspaceId: "w", apiId: API_ID, expiresAt: null, isUsable: true, callsPerHour: null, allowance: null, allowedOrigins: [], allowedAddresses: [], ...found };
  const deps: AuthenticateDeps = {
    clock, peppers, publicRoutes: { has: () => false }, addressLimit: createAddressLimit(clock),
    keys: new VerifiedCache({ ...options, tagsOf: ({ keyId }) => [keyId] }), apis: new VerifiedCache({ ...options, tagsOf: ({ apiId }) => [apiId] }),
    findCallKey: async () => { state.lookups += 1; return key; },
    findApi: async () => api,
  };
  const { secret } = makeKey("call", { version: 1, secret: "p".repeat(32) });
  const open = (sent = secret): Exchange => openExchange({ method: "GET", apiId: API_ID, target: "/", rawHeaders: ["Authorization", `Bearer ${sent}`], address: "192.0.2.1", body: null, upgrade: null, reply }, deps);
  return { state, deps, open, secret };
}

test("a key and an API that are known are decided without a turn of the event loop and without a lookup", async () => {
  const { state, deps, open } = setUp();
  await authenticate(open(), deps);
  const exchange = open();
  assert.deepEqual(authenticate(exchange, deps), { kind: "key", keyId: "k", workspaceId: "w", credentialHeader: "authorization", callsPerHour: null });
  assert.equal(exchange.api, api);
  assert.equal(state.lookups, 1);
});

test("a key that expires while it is known is refused from that moment", async () => {
  const { state, deps, open } = setUp({ expiresAt: new Date(1_000_500) });
  await authenticate(open(), deps);
  state.now = 1_000_499;
  assert.ok(!(authenticate(open(), deps) instanceof Promise));
  state.now = 1_000_500;
  assert.throws(() => authenticate(open(), deps), { code: "unauthenticated" });
});

test("what can't be a key is refused without a lookup, however long it is", async () => {
  const { state, deps, open, secret } = setUp();
  for (const sent of ["apic_", secret.slice(0, -1), `${secret}0`, `${secret.slice(0, -1)}${secret.endsWith("a") ? "b" : "a"}`, secret.replace("apic_", "apim_"), `apic_${"a".repeat(30_000)}`]) {
    await assert.rejects(async () => authenticate(open(sent), deps), { code: "unauthenticated" }, sent.slice(0, 60));
  }
  assert.equal(state.lookups, 0);
});
