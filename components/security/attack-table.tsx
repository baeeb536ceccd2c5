import { StateBadge } from "#components/ui/state-badge.tsx";
import type { EscapeRow } from "#lib/runtime/escape-suite/report.ts";

/** Rows are laid out once they are in sight: all at once took 150 ms on a slow phone. A table's own rows can't be; 90 of them one by one took 120. */
const ROWS_AT_ONCE = 8;
const ROWS = "block [contain-intrinsic-size:auto_28rem] [content-visibility:auto]";
const ROW = "grid gap-x-4 px-4 py-2 sm:grid-cols-[minmax(0,34fr)_minmax(0,18fr)_minmax(0,32fr)_minmax(5.5rem,12fr)]";
/** On a phone the attack stands beside its outcome, and what stopped it and its answer below. */
const ON_A_PHONE = "grid-cols-[minmax(0,1fr)_auto]";

/** Attacks of one kind, folded: what was tried, what stops it, and the answer that it got. They scroll in a frame of their own, so that rows laid out late move nothing of the page. */
export function AttackTable({ title, rows }: { title: string; rows: readonly EscapeRow[] }) {
  const escaped = rows.filter((row) => row.escaped).length;
  return (
    <details className="group border-b border-line">
      <summary className="flex min-h-11 cursor-pointer flex-wrap items-center justify-between gap-x-4 gap-y-1 rounded-sm py-2 text-14 font-medium">
        <span className="min-w-0">
          <span aria-hidden className="mr-2 inline-block text-muted group-open:rotate-90">
            ›
          </span>
          {title}
        </span>
        <span className="flex items-center gap-4">
          <span className="font-mono text-13 text-muted tabular-nums">{rows.length} attacks</span>
          <StateBadge state={escaped === 0 ? "passed" : "failed"} word={escaped === 0 ? "All stopped" : `${escaped} got out`} />
        </span>
      </summary>
      <div className="mb-4 max-h-[36rem] overflow-auto rounded-md border border-line" tabIndex={0} role="region" aria-label={title}>
        <table className="block w-full text-left text-13">
          <thead className="sticky top-0 z-10 block border-b border-line bg-paper text-muted max-sm:sr-only">
            <tr className={ROW}>
              {["Attack", "Stopped by", "Its answer", "Outcome"].map((column) => (
                <th key={column} scope="col" className="font-medium">
                  {column}
                </th>
              ))}
            </tr>
          </thead>
          {Array.from({ length: Math.ceil(rows.length / ROWS_AT_ONCE) }, (_, group) => (
            <tbody key={group} className={ROWS}>
              {rows.slice(group * ROWS_AT_ONCE, (group + 1) * ROWS_AT_ONCE).map((row) => (
                <tr key={row.attack} className={`${ROW} ${ON_A_PHONE} border-b border-line/60`}>
                  <th scope="row" className="font-normal break-words">{row.attack}</th>
                  <td className="text-muted max-sm:order-1 max-sm:col-span-2">{row.stoppedBy.join(", ")}</td>
                  <td className="font-mono text-12 break-words text-muted max-sm:order-2 max-sm:col-span-2">{row.evidence}</td>
                  <td>
                    <StateBadge state={row.escaped ? "failed" : "passed"} word={row.escaped ? "Got out" : "Stopped"} />
                  </td>
                </tr>
              ))}
            </tbody>
          ))}
        </table>
      </div>
    </details>
  );
}
