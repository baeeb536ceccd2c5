import { AppError } from "#lib/errors.ts";
import { isoTime, type Clock } from "#lib/clock.ts";
import type { UsageEvent } from "#lib/db/gateway-db.ts";
import type { Log } from "#lib/log.ts";
import type { CallSink } from "#lib/calls/create-call-sink.ts";
import type { PrepaidCredit } from "#lib/rate-limit/prepaid-credit.ts";
import type { CallMetrics } from "./call-metrics.ts";
import { pathOf } from "./call-path.ts";
import { callRecord } from "./call-record.ts";
import type { Exchange } from "./exchange.ts";
import { refuse } from "./refuse.ts";
import { timeOrderedUuid } from "./time-ordered-uuid.ts";
import type { UsageSpool } from "./usage-spool.ts";

export interface MeterDeps {
  usage: Pick<UsageSpool, "append" | "refusal" | "isCrowded">;
  prepaid: Pick<PrepaidCredit, "settle">;
  calls: Pick<CallSink, "note">;
  clock: Clock;
  log: Log;
  metrics: CallMetrics;
}

/** Spools the usage record, then lets the last byte go. A response whose record can't be kept is refused or broken, never given away. */
export async function meter(exchange: Exchange, deps: MeterDeps): Promise<void> {
  const durationMs = performance.now() - exchange.startedAt;
  if (exchange.isMetered && exchange.api && isDropped(exchange, deps)) deps.metrics.unrecorded();
  else if (exchange.isMetered && exchange.api) {
    try {
      await deps.usage.append(usageEvent(exchange, durationMs));
    } catch (error) {
      deps.log.error("gateway.spool_failed", { error });
      // The relay that would open now finds its client gone, and ends.
      if (exchange.call.upgrade) exchange.call.upgrade.socket.destroy();
      else refuse(exchange, unmetered(), deps);
    }
  }
  if (exchange.prepaidId !== null) deps.prepaid.settle({ id: exchange.prepaidId, isBillable: isBilled(exchange) });
  exchange.release();
  if (exchange.isMetered && exchange.api) deps.calls.note(exchange.call.apiId, (skipped) => callRecord(exchange, durationMs, skipped));
  deps.metrics.ended(exchange, durationMs);
  deps.log.info("call", {
    requestId: exchange.requestId,
    traceId: exchange.traceparent.slice(3, 35),
    actor: exchange.principal?.kind === "key" ? `key:${exchange.principal.keyId}` : "anonymous",
    workspaceId: exchange.api?.workspaceId ?? null,
    apiId: exchange.call.apiId,
    version: exchange.versionId,
    method: exchange.call.method,
    path: pathOf(exchange.call.target).slice(0, 200),
    status: exchange.status,
    durationMs: Math.round(durationMs * 10) / 10,
    ...(exchange.isCold ? { wakeMs: Math.round(exchange.wakeMs * 10) / 10 } : {}),
    ...(exchange.errorCode ? { error: exchange.errorCode } : {}),
  });
}

/**
 * Refusals of the platform cost nobody anything and have no limit but the speed of their caller: one key that goes on against its limit must not fill
 * the spool, which would refuse the calls of everybody. What is dropped then is counted.
 */
const isDropped = (exchange: Exchange, { usage }: Pick<MeterDeps, "usage">): boolean => usage.isCrowded && !exchange.isForwarded && exchange.prepaidId === null && exchange.status < 500;

/** Before an API is called whose answer could not be given away: throws `unavailable`. */
export function requireMeter(deps: Pick<MeterDeps, "usage">): void {
  if (deps.usage.refusal !== null) throw unmetered();
}

const unmetered = (): AppError => new AppError("unavailable", "Usage can't be recorded right now, so calls are refused. Try again in a few seconds.", { headers: { "Retry-After": "5" } });

/** Not billed: what the API did not answer itself, what a draft did, refusals, missing routes, failures. Whoever leaves in the middle of an answer has had it. */
function isBilled(exchange: Exchange): boolean {
  const isAnswered = exchange.errorCode === null || exchange.errorCode === "client_gone";
  return exchange.isForwarded && isAnswered && !exchange.version?.isDraft && exchange.status < 500 && ![401, 403, 404, 408, 429].includes(exchange.status);
}

/** Enough to tell an operation of the document by. */
const MAX_PATH = 512;

function usageEvent(exchange: Exchange, durationMs: number): UsageEvent {
  return {
    id: exchange.prepaidId ?? timeOrderedUuid(exchange.receivedAt),
    apiId: exchange.call.apiId,
    keyId: exchange.principal?.kind === "key" ? exchange.principal.keyId : null,
    versionId: exchange.versionId,
    requestId: exchange.requestId,
    method: exchange.call.method.slice(0, 32),
    path: pathOf(exchange.call.target).slice(0, MAX_PATH),
    statusCode: exchange.status,
    responseTimeMs: Math.round(durationMs * 100) / 100,
    requestSizeBytes: exchange.requestBytes,
    responseSizeBytes: exchange.responseBytes,
    isBilled: isBilled(exchange),
    isCold: exchange.isCold,
    createdAt: isoTime(exchange.receivedAt),
  };
}
