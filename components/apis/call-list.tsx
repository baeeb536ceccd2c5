import { ChevronRight } from "lucide-react";
import type { RecentCall } from "#lib/usage/schema.ts";
import { Empty } from "#components/ui/empty.tsx";
import { Method } from "#components/ui/method.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** The latest calls; each opens to its request id, its sizes and what it printed. */
export function CallList({ calls }: { calls: RecentCall[] }) {
  if (calls.length === 0) return <Empty title="No calls yet">Calls with a key appear here, each with its status, time and request id.</Empty>;
  return (
    <ul className="divide-y divide-line">
      {calls.map((call) => (
        <li key={call.id}>
          <details className="group">
            <summary className="flex min-h-9 list-none flex-wrap items-center gap-x-3 rounded-sm py-1.5 pointer-coarse:min-h-11">
              <ChevronRight aria-hidden className="size-4 shrink-0 text-muted transition-transform group-open:rotate-90" />
              <Method method={call.method} />
              <StatusCode status={call.statusCode} />
              <span className="font-mono text-13 tabular-nums">{showMs(call.responseTimeMs)}</span>
              {call.isCold ? <span className="text-13 text-muted">woke for it</span> : null}
              <span className="ml-auto text-13 text-muted">
                <TimeAgo iso={call.createdAt} />
              </span>
            </summary>
            <div className="space-y-2 pb-3 pl-7 text-13">
              <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-0.5">
                <dt className="text-muted">Request id</dt>
                <dd className="font-mono break-all">{call.requestId}</dd>
                <dt className="text-muted">Size</dt>
                <dd className="font-mono">{`${call.requestSizeBytes.toLocaleString("en")} B in, ${call.responseSizeBytes.toLocaleString("en")} B out`}</dd>
              </dl>
              <Printed lines={call.console} />
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}

function Printed({ lines }: { lines: RecentCall["console"] }) {
  if (lines.length === 0) return <p className="text-muted">It printed nothing.</p>;
  return (
    <div className="space-y-1">
      <h3 className="text-muted">Console</h3>
      <ol tabIndex={0} aria-label="Console" className="max-h-60 overflow-auto rounded-md border border-line bg-sunken px-3 py-2 font-mono text-12">
        {lines.map(([level, text], index) => (
          <li key={index} className={level === "error" || level === "exception" ? "text-failed" : level === "warn" ? "text-paused" : undefined}>
            <span className="mr-2 text-muted select-none">{level}</span>
            <span className="break-words whitespace-pre-wrap">{text}</span>
          </li>
        ))}
      </ol>
    </div>
  );
}
