"use client";

import { ArrowUp, LoaderCircle, Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { moveByRows } from "#components/ui/move-by-rows.ts";
import { Notice } from "#components/ui/notice.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { CallPage } from "#lib/calls/schema.ts";
import type { CallableVersion } from "../try/try-console.tsx";
import { CallRow } from "./call-row.tsx";
import { useCalls } from "./use-calls.ts";

interface CallLogProps {
  apiId: string;
  /** The filters, as a query. */
  query: string;
  first: CallPage;
  versions: readonly CallableVersion[];
}

/** Calls as they end, newest first; each opens to what came in and what became of it. Arrow keys go from one to the next. */
export function CallLog({ apiId, query, first, versions }: CallLogProps) {
  const [isFrozen, setFrozen] = useState(false);
  const calls = useCalls(apiId, query, first, isFrozen);
  const newestAtFirst = first.items[0]?.id ?? 0;
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span role="status" className="text-13">
          {isFrozen ? <StateBadge state="paused" word="Frozen" /> : calls.state === "live" ? <StateBadge state="live" /> : calls.state === "refused" ? null : <StateBadge state="building" word={calls.state === "lost" ? "Reconnecting" : "Connecting"} />}
        </span>
        <div className="flex gap-2">
          {calls.missed === null ? null : (
            <Button size="sm" onClick={calls.readNewest}>
              <ArrowUp aria-hidden className="size-4" />
              {calls.missed === 0 ? "Newest" : `Newest, ${calls.missed.toLocaleString("en")} more`}
            </Button>
          )}
          <Button size="sm" aria-pressed={isFrozen} onClick={() => setFrozen(!isFrozen)}>
            {isFrozen ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
            {isFrozen ? "Follow" : "Freeze"}
          </Button>
        </div>
      </div>
      {calls.state === "refused" ? (
        <Notice tone="failed" title="New calls can’t be followed">
          Your session has ended, or the API is gone. Reload the page to see.
        </Notice>
      ) : null}
      {calls.items.length > 0 ? (
        // Its rows are buttons: it only moves the focus between them.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-element-interactions
        <ol aria-label="Calls, newest first" onKeyDown={(event) => moveByRows(event, "ol > li")} className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface">
          {calls.items.map((call) => (
            <CallRow key={call.id} apiId={apiId} call={call} versions={versions} isNew={call.id > newestAtFirst} />
          ))}
        </ol>
      ) : (
        <Nothing isFiltered={query !== ""} isSearching={calls.isSearching} hasMore={calls.cursor !== null} />
      )}
      {calls.cursor !== null ? <Further calls={calls} isFiltered={query !== ""} /> : null}
    </div>
  );
}

/** How to see what is older, and how far back a search has looked. */
function Further({ calls, isFiltered }: { calls: ReturnType<typeof useCalls>; isFiltered: boolean }) {
  const isReading = calls.older === "reading";
  return (
    <div className="flex flex-wrap items-center gap-3">
      {calls.isSearching ? (
        <Button onClick={calls.stop}>Stop looking</Button>
      ) : (
        <Button aria-disabled={isReading} onClick={() => isReading || calls.readOlder()}>
          {isReading ? "Reading" : isFiltered ? "Look further back" : "Older calls"}
        </Button>
      )}
      {isFiltered && calls.lookedBackTo !== null ? (
        <span className="inline-flex items-center gap-1.5 text-13 text-muted tabular-nums">
          {calls.isSearching ? <LoaderCircle aria-hidden className="spinning size-4" /> : null}
          {`Looked back to ${calls.lookedBackTo.slice(0, 19).replace("T", " ")} UTC`}
        </span>
      ) : null}
      <span role="status" className="text-13 text-failed">
        {calls.older === "failed" ? "They could not be read. Try again." : ""}
      </span>
    </div>
  );
}

function Nothing({ isFiltered, isSearching, hasMore }: { isFiltered: boolean; isSearching: boolean; hasMore: boolean }) {
  if (isSearching) return <Empty title="Looking further back">No call fits yet. It looks at 10,000 at a time, from the newest on.</Empty>;
  if (hasMore) return <Empty title="No call fits so far">Look further back, or loosen the filter.</Empty>;
  if (isFiltered) return <Empty title="No call fits">Take a filter away, or wait: a call that fits appears here when it ends.</Empty>;
  return <Empty title="No calls yet">Each call appears here as it ends: what came in, which version answered, what it printed and why it failed.</Empty>;
}
