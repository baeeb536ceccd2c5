import { monotonicClock } from "#lib/clock.ts";
import type { AllowanceDeps } from "#lib/rate-limit/call-allowance.ts";
import type { Plan } from "#lib/rate-limit/plans.ts";
import type { PrepaidDeps, SettledCall } from "#lib/rate-limit/prepaid-credit.ts";
import type { TakeCalls, TakenCalls } from "#lib/rate-limit/take-calls.ts";
import { createBreaker } from "./breaker.ts";
import { connect, type Sql } from "./connect.ts";
import { poolRows } from "./pool-rows.ts";

export interface CallKeyRecord {
  keyId: string;
  workspaceId: string;
  apiId: string;
  expiresAt: Date | null;
  isUsable: boolean;
  /** Of its own, beside its workspace's plan; null: none. */
  callsPerHour: number | null;
  /** Empty: from any page, also from none. */
  allowedOrigins: string[];
  /** Addresses and ranges; empty: from anywhere. */
  allowedAddresses: string[];
  /** How many calls it may make in all; null: as many as its limits allow. */
  allowance: number | null;
}
export interface PublicRoute {
  method: string;
  /** A template, e.g. `/{code}`. */
  path: string;
}
export interface ApiRecord {
  apiId: string;
  workspaceId: string;
  userId: string | null;
  status: "active" | "paused" | "failed";
  statusReason: string | null;
  isDeleted: boolean;
  liveVersionId: string | null;
  publicRoutes: PublicRoute[];
  plan: Plan;
  /** An administrator's override of the plan's limit. */
  callsPerHour: number | null;
  /** Of all calls to this API, set by its owner; null: the plan's only. */
  apiCallsPerHour: number | null;
  /** Calls from other workspaces are paid from a credit, taken before the call. */
  isPrepaid: boolean;
}
/** A version that a call may name. */
export interface VersionRecord {
  versionId: string;
  number: number;
  /** Never live so far: for its own workspace, on data of its own. */
  isDraft: boolean;
  deprecatedAt: Date | null;
  sunsetAt: Date | null;
}
/** One response of an API. The gateway makes `id`, so that a batch may be sent twice. */
export interface UsageEvent {
  id: string;
  apiId: string;
  keyId: string | null;
  versionId: string | null;
  requestId: string;
  method: string;
  /** Stored as the endpoint of the version's document that it calls, not as it is. */
  path: string;
  statusCode: number;
  responseTimeMs: number;
  requestSizeBytes: number;
  responseSizeBytes: number;
  isBilled: boolean;
  isCold: boolean;
  /** ISO 8601. */
  createdAt: string;
}

/** Everything the gateway may ask of Postgres: `app_gateway` can execute these functions and nothing else. */
export interface GatewayDb extends PrepaidDeps, AllowanceDeps {
  /** By its possible hashes, newest pepper first; one that is known by an older pepper is hashed anew by `pepperVersion`, the newest. */
  findCallKey(hashes: Buffer[], pepperVersion: number): Promise<CallKeyRecord | null>;
  findApi(apiId: string): Promise<ApiRecord | null>;
  findVersion(apiId: string, number: number): Promise<VersionRecord | null>;
  findOpenapi(apiId: string, versionId: string): Promise<Record<string, unknown> | null>;
  takeCalls(input: TakeCalls): Promise<TakenCalls>;
  /** Usage events, each as JSON. Rows stored; an id that is already there changes nothing. */
  recordUsage(records: readonly string[]): Promise<number>;
  /** What calls were, each as JSON: for their owners' logs. */
  writeCallRecords(records: readonly string[]): Promise<void>;
  takeAttempt(bucket: string, limit: number, windowSeconds: number): Promise<boolean>;
  ping(): Promise<void>;
  /** Connections of the gateways' role by state. */
  connections(): ReturnType<typeof poolRows>;
  close(): Promise<void>;
}

/** What a call may wait for. */
const CALL_TIMEOUT_MS = 1_500;
const STORE_TIMEOUT_MS = 10_000;

/** A Postgres that is away or hangs is asked by one at a time, and what hangs is left for new connections. */
export function openGatewayDb(url: string, max = 6): GatewayDb {
  let sql = connect(url, "gateway", max);
  const breaker = createBreaker({
    clock: monotonicClock,
    onSilent() {
      void sql.end({ timeout: 0 }).catch(() => {});
      sql = connect(url, "gateway", max);
    },
  });
  const db = questionsTo(() => sql);
  return {
    findCallKey: (...asked) => breaker.run(() => db.findCallKey(...asked), CALL_TIMEOUT_MS),
    findApi: (apiId) => breaker.run(() => db.findApi(apiId), CALL_TIMEOUT_MS),
    findVersion: (...asked) => breaker.run(() => db.findVersion(...asked), CALL_TIMEOUT_MS),
    findOpenapi: (...asked) => breaker.run(() => db.findOpenapi(...asked), CALL_TIMEOUT_MS),
    takeCalls: (input) => breaker.run(() => db.takeCalls(input), CALL_TIMEOUT_MS),
    takePrepaid: (...asked) => breaker.run(() => db.takePrepaid(...asked), CALL_TIMEOUT_MS),
    takeAllowance: (...asked) => breaker.run(() => db.takeAllowance(...asked), CALL_TIMEOUT_MS),
    settlePrepaid: (calls) => breaker.run(() => db.settlePrepaid(calls), STORE_TIMEOUT_MS),
    recordUsage: (records) => breaker.run(() => db.recordUsage(records), STORE_TIMEOUT_MS),
    writeCallRecords: (records) => breaker.run(() => db.writeCallRecords(records), STORE_TIMEOUT_MS),
    takeAttempt: (...asked) => breaker.run(() => db.takeAttempt(...asked), CALL_TIMEOUT_MS),
    ping: () => breaker.run(() => db.ping(), CALL_TIMEOUT_MS),
    connections: () => breaker.run(() => db.connections(), CALL_TIMEOUT_MS),
    close: () => sql.end({ timeout: 3 }),
  };
}

function questionsTo(sql: () => Sql): Omit<GatewayDb, "close"> {
  return {
    async findCallKey(hashes, pepperVersion) {
      const [row] = await sql()<CallKeyRecord[]>`select key_id as "keyId", workspace_id as "workspaceId", api_id as "apiId", expires_at as "expiresAt", is_usable as "isUsable",
        calls_per_hour as "callsPerHour", allowed_origins as "allowedOrigins", allowed_addresses as "allowedAddresses", allowance
        from private.find_call_key(array(select decode(hex, 'hex') from unnest(string_to_array(${hashes.map((hash) => hash.toString("hex")).join(",")}, ',')) hex), ${pepperVersion}::integer)`;
      return row ?? null;
    },
    async findApi(apiId) {
      const [row] = await sql()<ApiRecord[]>`select api_id as "apiId", workspace_id as "workspaceId", user_id as "userId", status, status_reason as "statusReason",
        is_deleted as "isDeleted", live_version_id as "liveVersionId", public_routes as "publicRoutes", plan, calls_per_hour as "callsPerHour",
        api_calls_per_hour as "apiCallsPerHour", is_prepaid as "isPrepaid" from private.find_api(${apiId})`;
      return row ?? null;
    },
    async findVersion(apiId, number) {
      const [row] = await sql()<VersionRecord[]>`select version_id as "versionId", number, is_draft as "isDraft", deprecated_at as "deprecatedAt", sunset_at as "sunsetAt"
        from private.find_version(${apiId}, ${number}::integer)`;
      return row ?? null;
    },
    async findOpenapi(apiId, versionId) {
      const [row] = await sql()<{ document: Record<string, unknown> | null }[]>`select private.find_openapi(${apiId}, ${versionId}::uuid) as document`;
      return row?.document ?? null;
    },
    async takeCalls(input) {
      const [row] = await sql()<{ taken: TakenCalls }[]>`select private.take_calls(${input.seq}::bigint, ${input.workspaceId}, ${input.userId}, ${input.windowSeconds},
        ${JSON.stringify(input.accounts)}::text::jsonb, ${JSON.stringify(input.groups)}::text::jsonb, ${JSON.stringify(input.ended)}::text::jsonb) as taken`;
      if (!row) throw new Error("take_calls returned no row");
      return row.taken;
    },
    async takePrepaid(workspaceId, apiId, calls) {
      const [row] = await sql()<{ taken: number; priceMicros: number; balanceMicros: number }[]>`select taken, price_micros as "priceMicros", balance_micros as "balanceMicros"
        from private.take_prepaid(${workspaceId}, ${apiId}, string_to_array(${calls.join(",")}, ',')::uuid[])`;
      return row ?? null;
    },
    async takeAllowance(keyId, wanted) {
      const [row] = await sql()<{ taken: number; calls: number; callsLeft: number }[]>`select taken, calls, calls_left as "callsLeft" from private.take_allowance(${keyId}::uuid, ${wanted}::integer)`;
      return row ?? null;
    },
    async settlePrepaid(calls: readonly SettledCall[]) {
      await sql()`select private.settle_prepaid(${JSON.stringify(calls)}::text::jsonb)`;
    },
    async recordUsage(records) {
      const [row] = await sql()<{ stored: number }[]>`select private.record_usage(${`[${records.join(",")}]`}::text::jsonb) as stored`;
      return row?.stored ?? 0;
    },
    async writeCallRecords(records) {
      await sql()`select private.write_call_records(${`[${records.join(",")}]`}::text::jsonb)`;
    },
    async takeAttempt(bucket, limit, windowSeconds) {
      const [row] = await sql()<{ allowed: boolean }[]>`select private.take_attempt(${bucket}, ${limit}, ${windowSeconds}) as allowed`;
      return row?.allowed ?? false;
    },
    async ping() {
      await sql()`select 1`;
    },
    connections: () => poolRows(sql()),
  };
}
