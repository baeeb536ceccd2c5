import { ChevronRight } from "lucide-react";
import type { RecentCall } from "#lib/usage/schema.ts";
import { Empty } from "#components/ui/empty.tsx";
import { Method } from "#components/ui/method.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

/** The latest calls; each opens to its request id and sizes. */
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
            </div>
          </details>
        </li>
      ))}
    </ul>
  );
}
