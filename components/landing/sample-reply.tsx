import { LoaderCircle } from "lucide-react";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import type { MadeCall } from "./use-sample.ts";

/** Calls before the last one that stay in sight. */
const EARLIER = 5;

/** The last reply as it came, then those before it in a line each. */
export function SampleReply({ calls, isBusy, url }: { calls: readonly MadeCall[]; isBusy: boolean; url: string | null }) {
  const [last, ...before] = calls;
  if (!last) {
    return (
      <div className="grid h-full min-h-72 place-items-center p-6 text-center text-muted">
        {isBusy ? (
          <p className="flex items-center gap-2">
            <LoaderCircle aria-hidden className="spinning size-4 text-building" /> Making your key and the first call
          </p>
        ) : (
          <p className="max-w-[36ch]">Choose a call. Its reply comes from an API that runs here, in its own sandbox, through the same gateway as yours will.</p>
        )}
      </div>
    );
  }
  return (
    <div className="flex h-full min-h-72 min-w-0 flex-col">
      <div key={last.number} className="settle min-w-0 flex-1 p-4 sm:p-5" role="status">
        <p className="flex flex-wrap items-baseline justify-between gap-x-4 font-mono text-13">
          <StatusCode status={last.status} />
          <span className="text-muted tabular-nums">{`${showMs(last.ms)}${last.wakeMs === null ? "" : `, woke in ${showMs(last.wakeMs)}`}`}</span>
        </p>
        <p className="mt-1 font-mono text-13 break-all text-muted">{`GET ${url ?? ""}${last.path}`}</p>
        <pre tabIndex={0} aria-label="Reply" className="mt-3 max-h-60 overflow-auto font-mono text-13">{last.body}</pre>
      </div>
      {before.length > 0 ? (
        <ol aria-label="Earlier calls" className="border-t border-line px-4 py-2 sm:px-5">
          {before.slice(0, EARLIER).map((call) => (
            <li key={call.number} className="flex items-baseline gap-3 py-0.5 font-mono text-12 text-muted">
              <StatusCode status={call.status} />
              <span className="min-w-0 flex-1 truncate">{call.path}</span>
              <span className="tabular-nums">{showMs(call.ms)}</span>
            </li>
          ))}
        </ol>
      ) : null}
    </div>
  );
}
