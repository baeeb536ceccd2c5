import Link from "next/link";
import type { AnalyticsPeriod } from "#lib/usage/schema.ts";
import { classNames } from "#components/ui/class-names.ts";

const PERIODS: { period: AnalyticsPeriod; short: string; long: string }[] = [
  { period: "1h", short: "1 h", long: "Last hour" },
  { period: "24h", short: "24 h", long: "Last 24 hours" },
  { period: "7d", short: "7 d", long: "Last 7 days" },
  { period: "30d", short: "30 d", long: "Last 30 days" },
];

/** Which time is looked at. Addresses, so that a view can be shared and the way back works. */
export function PeriodSwitch({ path, current }: { path: string; current: string }) {
  return (
    <nav aria-label="Period" className="inline-flex rounded-md border border-line bg-surface p-0.5">
      {PERIODS.map(({ period, short, long }) => (
        <Link
          key={period}
          href={`${path}?period=${period}`}
          aria-label={long}
          aria-current={period === current ? "page" : undefined}
          className={classNames(
            "flex min-h-8 items-center rounded-sm px-3 font-mono text-13 tabular-nums transition-colors pointer-coarse:min-h-11",
            period === current ? "bg-ink font-medium text-paper" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          {short}
        </Link>
      ))}
    </nav>
  );
}
