import { Link } from "#components/ui/link.tsx";
import { StatusCode } from "#components/ui/status-code.tsx";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { ShareBar } from "./share-bar.tsx";
import { showCount, showRate } from "./show-figures.ts";

const SHOWN = 6;
const colourOf = (status: number) => (status >= 500 ? "fill-failed" : status >= 400 ? "fill-paused" : "fill-brand");

/** Which statuses were answered, the most common first, each with the way to its calls. */
export function StatusList({ apiId, statuses, requests }: Pick<ApiAnalytics, "apiId" | "statuses" | "requests">) {
  const others = statuses.slice(SHOWN).reduce((sum, row) => sum + row.requests, 0);
  return (
    <ul className="space-y-3">
      {statuses.slice(0, SHOWN).map((row) => (
        <li key={row.status} className="space-y-1">
          <div className="flex items-baseline justify-between gap-4 font-mono text-13 tabular-nums">
            <Link href={`/apis/${apiId}/logs?status=${row.status}`} className="rounded-sm underline-offset-4 hover:underline">
              <StatusCode status={row.status} />
            </Link>
            <span>
              {showCount(row.requests)} <span className="inline-block w-16 text-right text-muted">{showRate(row.requests / requests)}</span>
            </span>
          </div>
          <ShareBar share={row.requests / requests} className={colourOf(row.status)} />
        </li>
      ))}
      {others > 0 ? <li className="text-13 text-muted">{`${showCount(others)} with ${statuses.length - SHOWN} other statuses`}</li> : null}
    </ul>
  );
}
