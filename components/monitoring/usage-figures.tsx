import type { WorkspaceUsage } from "#lib/monitoring/schema.ts";
import { showMs } from "#components/ui/show-ms.ts";
import { showCount, showRate } from "#components/usage/show-figures.ts";
import { FigureGrid } from "#components/ui/figure-grid.tsx";

/** What a period's calls came to. */
export function UsageFigures({ usage }: { usage: WorkspaceUsage }) {
  const { requests, clientErrors, errors, p50Ms, p95Ms, p99Ms, wakes } = usage;
  const time = (value: number | null) => (value === null ? "–" : showMs(value));
  return (
    <FigureGrid
      figures={[
        { label: "Calls", value: showCount(requests), note: `${showCount(wakes)} woke an API` },
        { label: "Succeeded", value: showRate(requests === 0 ? null : (requests - clientErrors - errors) / requests), note: `${showCount(clientErrors)} refused with a 4xx` },
        { label: "Errors", value: showCount(errors), note: requests === 0 ? "no calls" : errors === 0 ? "no call ended in a 5xx" : `${showRate(errors / requests)} of the calls ended in a 5xx`, isBad: errors > 0 },
        { label: "Median time", value: time(p50Ms), note: `p95 ${time(p95Ms)}, p99 ${time(p99Ms)}` },
      ]}
    />
  );
}
