import path from "node:path";
import { monotonicClock, systemClock, type Clock } from "#lib/clock.ts";
import type { ApiRecord, CallKeyRecord, GatewayDb } from "#lib/db/gateway-db.ts";
import { openChangeFeed, type ChangeFeed } from "#lib/db/change-feed.ts";
import type { ApiOrigin } from "#lib/http/api-origin.ts";
import type { Pepper } from "#lib/keys/key-format.ts";
import { createCallSink } from "#lib/calls/create-call-sink.ts";
import type { Log } from "#lib/log.ts";
import { createAddressLimit, type AddressLimit } from "#lib/rate-limit/address-limit.ts";
import { CallAllowance } from "#lib/rate-limit/call-allowance.ts";
import { CallLimit } from "#lib/rate-limit/call-limit.ts";
import { PrepaidCredit } from "#lib/rate-limit/prepaid-credit.ts";
import { createMetrics, type Metrics } from "#lib/metrics/metrics.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { isStillAllowed } from "./authenticate.ts";
import { ChosenVersions } from "./chosen-version.ts";
import { createCallMetrics } from "./call-metrics.ts";
import type { IncomingCall } from "./exchange.ts";
import { handleGatewayCall, type GatewayDeps } from "./handle.ts";
import { HeldCalls } from "./held-calls.ts";
import { OpenSockets } from "./open-sockets.ts";
import { OpenapiDocuments } from "./openapi-documents.ts";
import { PublicRoutes } from "./public-routes.ts";
import { RuntimeAddresses } from "./runtime-addresses.ts";
import { UsageSpool } from "./usage-spool.ts";
import { VerifiedCache } from "./verified-cache.ts";

export interface GatewayOptions {
  db: GatewayDb;
  /** A direct or session-mode connection: LISTEN needs it. */
  listenUrl: string;
  runtime: Pick<RuntimeBackend, "wake" | "touch" | "explainLost">;
  /** Newest first. */
  peppers: readonly Pepper[];
  /** Makes consumer ids; the same in gateway and web. */
  consumerSecret: string;
  origin: ApiOrigin;
  dataDir: string;
  /** Begins the name of this process's own spool folder. */
  processName: string;
  log: Log;
  clock?: Clock;
  wallMs?: number;
  idleMs?: number;
  streamLifeMs?: number;
  socketIdleMs?: number;
  touchEveryMs?: number;
  addressLimit?: AddressLimit;
  metrics?: Metrics;
}
export interface Gateway {
  handle(call: IncomingCall): Promise<void>;
  addressLimit: AddressLimit;
  origin: ApiOrigin;
  /** Why calls are refused because their usage can't be kept; null: they are served. */
  readonly refusal: string | null;
  /** Before it drains: WebSockets don't end by themselves. */
  closeSockets(): void;
  /** Stores what is spooled and lets go of everything. */
  close(): Promise<void>;
}

const MAX_KEYS = 20_000;
const MAX_APIS = 20_000;
const MAX_MISSING = 10_000;
const STREAM_LIFE_MS = 60 * 60_000;
const SOCKET_IDLE_MS = 5 * 60_000;

/** Puts the stages of a call together with their memory: keys, APIs, limits, addresses, spool. */
export function createGateway(options: GatewayOptions): Gateway {
  const { db, log, clock = systemClock, wallMs = 30_000, idleMs = 30_000, touchEveryMs = 5_000 } = options;
  let feed: ChangeFeed | undefined;
  const heardUntil = () => feed?.heardUntil() ?? Number.NEGATIVE_INFINITY;
  const keys = new VerifiedCache<CallKeyRecord>({ clock: monotonicClock, heardUntil, tagsOf: (key) => [key.keyId], maxFound: MAX_KEYS, maxMissing: MAX_MISSING });
  const apis = new VerifiedCache<ApiRecord>({ clock: monotonicClock, heardUntil, tagsOf: (api) => [api.apiId, api.workspaceId], maxFound: MAX_APIS, maxMissing: MAX_MISSING });
  const versions = new ChosenVersions({ findVersion: (...asked) => db.findVersion(...asked), origin: options.origin, clock: monotonicClock, heardUntil });
  const held = new HeldCalls((exchange) => isStillAllowed(exchange, deps));
  feed = openChangeFeed(options.listenUrl, {
    onChange(channel, id) {
      if (channel === "api_changed") versions.invalidate(id);
      (channel === "key_changed" ? keys : apis).invalidate(id);
      if (channel === "key_changed") held.recheck(id);
    },
    onGap() {
      keys.distrust();
      apis.distrust();
      versions.distrust();
      held.recheckAll();
    },
  });
  const runtimes = new RuntimeAddresses({ runtime: options.runtime, clock: monotonicClock, log, wallMs, idleMs, touchEveryMs });
  const usage = new UsageSpool({ directory: path.join(options.dataDir, "spool"), processName: options.processName, recordUsage: (records) => db.recordUsage(records), log });
  const calls = createCallSink((records) => db.writeCallRecords(records), log);
  const sockets = new OpenSockets();
  const addressLimit = options.addressLimit ?? createAddressLimit(monotonicClock);
  const counts = options.metrics ?? createMetrics();
  const metrics = createCallMetrics(counts);
  counts.gauge("gateway_usage_spool_bytes", "Usage records on disk that Postgres has not got yet.", [], () => [[[], usage.bytes]]);
  counts.gauge("gateway_usage_spool_age_seconds", "How long the oldest of them has waited; 0: none does.", [], () => [[[], usage.waitingSince === null ? 0 : Math.max(0, (Date.now() - usage.waitingSince) / 1000)]]);
  const takeCalls: GatewayDb["takeCalls"] = (input) => {
    metrics.leaseAsked();
    return db.takeCalls(input);
  };
  const callLimit = new CallLimit({ takeCalls, now: () => performance.now() });
  const prepaid = new PrepaidCredit(db);
  const deps: GatewayDeps = {
    clock, log, metrics, keys, apis, versions, addressLimit, runtimes, usage, calls, sockets, held, wallMs, idleMs,
    streamLifeMs: options.streamLifeMs ?? STREAM_LIFE_MS, socketIdleMs: options.socketIdleMs ?? SOCKET_IDLE_MS,
    peppers: options.peppers, consumerSecret: options.consumerSecret, origin: options.origin,
    callLimit, prepaid, allowance: new CallAllowance(db),
    documents: new OpenapiDocuments({ urlOf: (apiId) => options.origin.urlOf(apiId), findOpenapi: (...asked) => db.findOpenapi(...asked) }),
    publicRoutes: new PublicRoutes({ findOpenapi: (...asked) => db.findOpenapi(...asked) }),
    findCallKey: (hashes, pepperVersion) => db.findCallKey(hashes, pepperVersion),
    findApi: (apiId) => db.findApi(apiId),
  };
  return {
    handle: (call) => handleGatewayCall(call, deps),
    origin: options.origin,
    addressLimit,
    get refusal() {
      return usage.refusal;
    },
    closeSockets: () => sockets.closeAll(),
    async close() {
      sockets.closeAll();
      held.close();
      await usage.close();
      await calls.close();
      await Promise.allSettled([feed?.close(), runtimes.close(), callLimit.close(), prepaid.close()]);
    },
  };
}
