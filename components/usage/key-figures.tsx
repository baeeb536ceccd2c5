import { showMs } from "#components/ui/show-ms.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { showBytes, showCount, showRate } from "./show-figures.ts";

const showTime = (ms: number | null) => (ms === null ? "–" : showMs(ms));

/** What matters first: how much, how well, how fast; then what it cost. */
export function KeyFigures({ analytics }: { analytics: ApiAnalytics }) {
  const { requests, clientErrors, errors } = analytics;
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-4">
      <Figure label="Calls" value={showCount(requests)} note={`${showCount(analytics.billed)} billed`} />
      <Figure label="Succeeded" value={showRate(analytics.successRate)} note={`${showCount(clientErrors)} refused (4xx), ${showCount(errors)} failed (5xx)`} isBad={errors > 0 && (analytics.errorRate ?? 0) >= 0.05} />
      <Figure label="Response time, p95" value={showTime(analytics.p95Ms)} note={`p50 ${showTime(analytics.p50Ms)}, p99 ${showTime(analytics.p99Ms)}`} />
      <Figure label="Sent out" value={showBytes(analytics.responseBytes)} note={`${showBytes(analytics.requestBytes)} came in, woke ${analytics.wakes === 1 ? "once" : `${showCount(analytics.wakes)} times`}`} />
    </dl>
  );
}

function Figure({ label, value, note, isBad = false }: { label: string; value: string; note: string; isBad?: boolean }) {
  return (
    <div className="space-y-1 bg-surface p-4">
      <dt className="text-13 text-muted">{label}</dt>
      <dd className={`text-20 font-semibold tabular-nums sm:text-28 ${isBad ? "text-failed" : ""}`}>{value}</dd>
      <dd className="text-13 text-muted tabular-nums">{note}</dd>
    </div>
  );
}
