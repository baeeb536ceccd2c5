import type { Metrics } from "#lib/metrics/metrics.ts";
import type { Exchange } from "./exchange.ts";

export interface CallMetrics {
  /** The call was authenticated and counted against its limits. */
  decided(exchange: Exchange): void;
  ended(exchange: Exchange, durationMs: number): void;
  leaseAsked(): void;
  /** A refusal whose usage row was dropped. */
  unrecorded(): void;
}

const SECONDS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const DECISION_SECONDS = [0.00001, 0.000025, 0.00005, 0.0001, 0.00025, 0.0005, 0.001, 0.005, 0.025, 0.1, 1];

/** What the gateway counts of calls: nothing of it grows with callers, APIs or paths. */
export function createCallMetrics(metrics: Metrics): CallMetrics {
  const calls = metrics.counter("gateway_calls_total", "Calls to APIs by class of status, and what came of them.", ["status", "outcome"]);
  const durations = metrics.histogram("gateway_call_duration_seconds", "From a call's first byte until its usage was recorded.", SECONDS);
  const decisions = metrics.histogram("gateway_decision_duration_seconds", "From a call's first byte until it was authenticated and within its limits.", DECISION_SECONDS);
  const wakes = metrics.histogram("gateway_wake_duration_seconds", "What calls that woke their API waited for it.", SECONDS);
  const leases = metrics.counter("gateway_limit_lease_refreshes_total", "Questions to Postgres about limits.").of();
  const unrecorded = metrics.counter("gateway_refusals_unrecorded_total", "Refusals without a usage record, because so much waited for Postgres.").of();
  return {
    decided: (exchange) => decisions.observe((performance.now() - exchange.startedAt) / 1000),
    ended(exchange, durationMs) {
      calls.of(classOf(exchange.status), outcomeOf(exchange)).add();
      durations.observe(durationMs / 1000);
      if (exchange.isCold) wakes.observe(exchange.wakeMs / 1000);
    },
    leaseAsked: () => leases.add(),
    unrecorded: () => unrecorded.add(),
  };
}

const classOf = (status: number): string => (status >= 100 && status < 600 ? `${Math.floor(status / 100)}xx` : "none");

function outcomeOf({ errorCode, status }: Exchange): string {
  if (errorCode === null) return "served";
  if (errorCode === "client_gone") return "client_gone";
  return status >= 500 || status === 0 ? "failed" : "refused";
}

