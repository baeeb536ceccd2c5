import { FigureGrid } from "#components/ui/figure-grid.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { showBytes, showCount, showRate } from "./show-figures.ts";

const showTime = (ms: number | null) => (ms === null ? "–" : showMs(ms));

/** What matters first: how much, how well, how fast; then what it cost. */
export function KeyFigures({ analytics }: { analytics: ApiAnalytics }) {
  const { requests, clientErrors, errors } = analytics;
  return (
    <FigureGrid
      figures={[
        { label: "Calls", value: showCount(requests), note: `${showCount(analytics.billed)} billed` },
        { label: "Succeeded", value: showRate(analytics.successRate), note: `${showCount(clientErrors)} refused (4xx), ${showCount(errors)} failed (5xx)`, isBad: errors > 0 && (analytics.errorRate ?? 0) >= 0.05 },
        { label: "Response time, p95", value: showTime(analytics.p95Ms), note: `p50 ${showTime(analytics.p50Ms)}, p99 ${showTime(analytics.p99Ms)}` },
        { label: "Sent out", value: showBytes(analytics.responseBytes), note: `${showBytes(analytics.requestBytes)} came in, woke ${analytics.wakes === 1 ? "once" : `${showCount(analytics.wakes)} times`}` },
      ]}
    />
  );
}
