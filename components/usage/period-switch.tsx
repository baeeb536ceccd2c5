import { ChoiceLinks } from "#components/ui/choice-links.tsx";
import type { AnalyticsPeriod } from "#lib/usage/schema.ts";

const TITLES: Record<AnalyticsPeriod, string> = { "1h": "1 h", "24h": "24 h", "7d": "7 d", "30d": "30 d" };

/** Which time is looked at. */
export function PeriodSwitch<Period extends AnalyticsPeriod>({ path, periods, current }: { path: string; periods: readonly Period[]; current: Period }) {
  return (
    <ChoiceLinks
      label="Period"
      links={periods.map((period) => ({ href: `${path}?period=${period}`, title: <><span className="sr-only">Last </span>{TITLES[period]}</>, isCurrent: period === current }))}
    />
  );
}
