import { ChevronRight } from "lucide-react";
import { showMs } from "#components/ui/show-ms.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { showPoint } from "./show-figures.ts";

const COLUMNS = ["UTC", "Calls", "4xx", "5xx", "Wakes", "p50", "p95", "p99"];
const showTime = (ms: number | null) => (ms === null ? "–" : showMs(ms));

/** The figures of the charts, newest first; points without calls are left out. */
export function SeriesTable({ series, interval }: Pick<ApiAnalytics, "series" | "interval">) {
  return (
    <details className="group rounded-md border border-line bg-surface">
      <summary className="flex min-h-11 list-none items-center gap-2 rounded-md px-4 text-13 font-medium">
        <ChevronRight aria-hidden className="size-4 text-muted transition-transform group-open:rotate-90" />
        The same as a table
      </summary>
      <div role="region" aria-label="Figures over time" tabIndex={0} className="max-h-96 overflow-auto border-t border-line">
        <table className="w-full text-13">
          <caption className="sr-only">{`Calls and response times by ${interval}, newest first`}</caption>
          <thead className="sticky top-0 bg-surface text-12 text-muted">
            <tr>
              {COLUMNS.map((column, index) => (
                <th key={column} scope="col" className={`px-4 py-2 font-medium ${index === 0 ? "text-left" : "text-right"}`}>
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          <tbody className="divide-y divide-line font-mono tabular-nums">
            {series.filter((point) => point.requests > 0).toReversed().map((point) => (
              <tr key={point.at}>
                <th scope="row" className="px-4 py-1.5 text-left font-normal whitespace-nowrap">
                  {showPoint(point.at, interval)}
                </th>
                {[point.requests, point.clientErrors, point.errors, point.wakes].map((count, index) => (
                  <td key={index} className="px-4 py-1.5 text-right">
                    {count.toLocaleString("en")}
                  </td>
                ))}
                {[point.p50Ms, point.p95Ms, point.p99Ms].map((ms, index) => (
                  <td key={index} className="px-4 py-1.5 text-right whitespace-nowrap">
                    {showTime(ms)}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
