import type { ReactNode } from "react";
import type { ApiTotals } from "#lib/apis/api-totals.ts";
import { showCount, showRate } from "#components/usage/show-figures.ts";

/** The workspace in four figures: whether it works, who uses it, what broke, and how much is left. */
export function Totals({ totals, left }: { totals: ApiTotals; left: { used: number; limit: number } }) {
  const { apis, active, paused, failed, calls, clientErrors, errors } = totals;
  const states = [failed > 0 ? `${failed} failed` : "", paused > 0 ? `${paused} paused` : ""].filter(Boolean).join(", ");
  return (
    <dl className="grid grid-cols-2 gap-px overflow-hidden rounded-md border border-line bg-line lg:grid-cols-4">
      <Figure label="Live" value={`${active.toLocaleString("en")} of ${apis.toLocaleString("en")}`} note={states || "every API answers"} isBad={failed > 0} />
      <Figure label="Calls, 24 h" value={showCount(calls)} note={`${showCount(clientErrors)} refused with a 4xx`} />
      <Figure label="Errors, 24 h" value={showCount(errors)} note={calls === 0 ? "no calls yet" : `${showRate(errors / calls)} of the calls, with a 5xx`} isBad={errors > 0} />
      <Figure label="Calls this hour" value={`${showCount(Math.min(left.used, left.limit))} of ${showCount(left.limit)}`} note={left.used >= left.limit ? "more answer 429 until the hour has moved on" : "of the plan’s limit"} isBad={left.used >= left.limit} />
    </dl>
  );
}

function Figure({ label, value, note, isBad = false }: { label: string; value: string; note: ReactNode; isBad?: boolean }) {
  return (
    <div className="space-y-0.5 bg-surface p-3 sm:p-4">
      <dt className="text-13 text-muted">{label}</dt>
      <dd className={`text-20 font-semibold tabular-nums ${isBad ? "text-failed" : ""}`}>{value}</dd>
      <dd className="text-12 break-words text-muted sm:text-13">{note}</dd>
    </div>
  );
}
