import { StateBadge } from "#components/ui/state-badge.tsx";
import type { EscapeRow } from "#lib/runtime/escape-suite/report.ts";

/** Attacks of one kind, folded: what was tried, what stops it, and the answer that it got. */
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
      <div className="overflow-x-auto pb-4" tabIndex={0} role="region" aria-label={title}>
        <table className="w-full min-w-[42rem] table-fixed text-left text-13">
          <thead className="text-muted">
            <tr className="border-b border-line">
              <th className="w-[36%] py-2 pr-4 font-medium">Attack</th>
              <th className="w-[20%] py-2 pr-4 font-medium">Stopped by</th>
              <th className="w-[32%] py-2 pr-4 font-medium">Its answer</th>
              <th className="w-[12%] py-2 font-medium">Outcome</th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={row.attack} className="border-b border-line/60 align-top last:border-0">
                <th className="py-2 pr-4 font-normal break-words">{row.attack}</th>
                <td className="py-2 pr-4 text-muted">{row.stoppedBy.join(", ")}</td>
                <td className="py-2 pr-4 font-mono text-12 break-words text-muted">{row.evidence}</td>
                <td className="py-2">
                  <StateBadge state={row.escaped ? "failed" : "passed"} word={row.escaped ? "Got out" : "Stopped"} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
