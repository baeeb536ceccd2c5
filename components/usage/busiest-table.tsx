import type { ReactNode } from "react";
import { Link } from "#components/ui/link.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import type { ApiAnalytics } from "#lib/usage/schema.ts";
import { ShareBar } from "./share-bar.tsx";
import { showCount, showRate } from "./show-figures.ts";

interface BusiestTableProps {
  caption: string;
  head: string;
  rows: (Pick<ApiAnalytics["endpoints"][number], "requests" | "errors" | "p95Ms"> & { id: string; name: ReactNode; /** Where its failures are told; null or none: nowhere. */ logs?: string | null })[];
  /** How many there are beside the rows. */
  more: number;
}

/** What was called most, each with its share, its failures and its p95. */
export function BusiestTable({ caption, head, rows, more }: BusiestTableProps) {
  const most = Math.max(...rows.map((row) => row.requests));
  return (
    <>
      <table className="w-full text-13">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="text-12 text-muted">
            <th scope="col" className="pb-2 text-left font-medium">
              {head}
            </th>
            <th scope="col" className="pb-2 pl-3 text-right font-medium">
              Calls
            </th>
            <th scope="col" className="pb-2 pl-3 text-right font-medium">
              5xx
            </th>
            <th scope="col" className="pb-2 pl-3 text-right font-medium">
              p95
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id} className="align-top">
              <th scope="row" className="space-y-1.5 pb-3 text-left font-normal">
                <span className="block break-words">{row.name}</span>
                <ShareBar share={row.requests / most} />
              </th>
              <td className="pb-3 pl-3 text-right font-mono whitespace-nowrap tabular-nums">{showCount(row.requests)}</td>
              <td className={`pb-3 pl-3 text-right font-mono whitespace-nowrap tabular-nums ${row.errors > 0 ? "text-failed" : "text-muted"}`}>{row.logs ? <Link href={row.logs} className="rounded-sm underline underline-offset-4">{showRate(row.errors / row.requests)}</Link> : showRate(row.errors / row.requests)}</td>
              <td className="pb-3 pl-3 text-right font-mono whitespace-nowrap tabular-nums">{row.p95Ms === null ? "–" : showMs(row.p95Ms)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {more > 0 ? <p className="text-13 text-muted">{`${more.toLocaleString("en")} more are not shown.`}</p> : null}
    </>
  );
}
