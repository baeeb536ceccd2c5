import type { ApiTotals } from "#lib/apis/api-totals.ts";
import { FigureGrid } from "#components/ui/figure-grid.tsx";
import { showCount, showRate } from "#components/usage/show-figures.ts";

/** The workspace in four figures: whether it works, who uses it, what broke, and how much is left. */
export function Totals({ totals, left }: { totals: ApiTotals; left: { used: number; limit: number } }) {
  const { apis, active, paused, failed, calls, clientErrors, errors } = totals;
  const states = [failed > 0 ? `${failed} failed` : "", paused > 0 ? `${paused} paused` : ""].filter(Boolean).join(", ");
  const isUp = left.used >= left.limit;
  return (
    <FigureGrid
      figures={[
        { label: "Live", value: `${active.toLocaleString("en")} of ${apis.toLocaleString("en")}`, note: states || "every API answers", isBad: failed > 0 },
        { label: "Calls, 24 h", value: showCount(calls), note: `${showCount(clientErrors)} refused with a 4xx` },
        { label: "Errors, 24 h", value: showCount(errors), note: calls === 0 ? "no calls yet" : errors === 0 ? "no call ended in a 5xx" : `${showRate(errors / calls)} of the calls ended in a 5xx`, isBad: errors > 0 },
        { label: "Calls this hour", value: `${showCount(Math.min(left.used, left.limit))} of ${showCount(left.limit)}`, note: isUp ? "more answer 429 until the hour has moved on" : "of the plan’s limit", isBad: isUp },
      ]}
    />
  );
}
