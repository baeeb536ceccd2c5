import { Link } from "#components/ui/link.tsx";
import type { AnalyticsPeriod } from "#lib/usage/schema.ts";
import { classNames } from "#components/ui/class-names.ts";

const PERIODS: { period: AnalyticsPeriod; title: string }[] = [
  { period: "1h", title: "1 h" },
  { period: "24h", title: "24 h" },
  { period: "7d", title: "7 d" },
  { period: "30d", title: "30 d" },
];

/** Which time is looked at. Addresses, so that a view can be shared and the way back works. */
export function PeriodSwitch({ path, current }: { path: string; current: string }) {
  return (
    <nav aria-label="Period" className="inline-flex rounded-md border border-line bg-surface p-0.5">
      {PERIODS.map(({ period, title }) => (
        <Link
          key={period}
          href={`${path}?period=${period}`}
          aria-current={period === current ? "page" : undefined}
          className={classNames(
            "flex min-h-8 items-center rounded-sm px-3 font-mono text-13 tabular-nums transition-colors pointer-coarse:min-h-11",
            period === current ? "bg-ink font-medium text-paper" : "text-muted hover:bg-sunken hover:text-ink",
          )}
        >
          <span className="sr-only">Last </span>
          {title}
        </Link>
      ))}
    </nav>
  );
}
