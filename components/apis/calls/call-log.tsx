"use client";

import { Pause, Play } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { CallableVersion } from "../try/try-console.tsx";
import { CallRow } from "./call-row.tsx";
import { type CallPage, useCalls } from "./use-calls.ts";

interface CallLogProps {
  apiId: string;
  /** The filters, as a query. */
  query: string;
  first: CallPage;
  versions: readonly CallableVersion[];
}

/** Calls as they end, newest first; each opens to what came in and what became of it. */
export function CallLog({ apiId, query, first, versions }: CallLogProps) {
  const [isFrozen, setFrozen] = useState(false);
  const calls = useCalls(apiId, query, first, isFrozen);
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center justify-between gap-3">
        <span role="status" className="text-13">
          {isFrozen ? <StateBadge state="paused" word="Frozen" /> : calls.state === "live" ? <StateBadge state="live" /> : <StateBadge state="building" word={calls.state === "lost" ? "Reconnecting" : "Connecting"} />}
        </span>
        <Button size="sm" aria-pressed={isFrozen} onClick={() => setFrozen(!isFrozen)}>
          {isFrozen ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
          {isFrozen ? "Follow" : "Freeze"}
        </Button>
      </div>
      {calls.state === "refused" ? (
        <Notice tone="failed" title="New calls can’t be followed">
          Your session has ended, or the API is gone. Reload the page to see.
        </Notice>
      ) : null}
      {calls.items.length > 0 ? (
        <ol aria-label="Calls, newest first" className="divide-y divide-line overflow-hidden rounded-md border border-line bg-surface">
          {calls.items.map((call) => (
            <CallRow key={call.id} apiId={apiId} call={call} versions={versions} />
          ))}
        </ol>
      ) : (
        <Nothing isFiltered={query !== ""} hasMore={calls.cursor !== null} />
      )}
      {calls.cursor !== null ? (
        <div className="flex flex-wrap items-center gap-3">
          <Button aria-disabled={calls.older === "reading"} onClick={() => calls.older !== "reading" && calls.readOlder()}>
            {calls.older === "reading" ? "Reading" : "Older calls"}
          </Button>
          <span role="status" className="text-13 text-muted">
            {calls.older === "failed" ? "They could not be read. Try again." : ""}
          </span>
        </div>
      ) : null}
    </div>
  );
}

function Nothing({ isFiltered, hasMore }: { isFiltered: boolean; hasMore: boolean }) {
  if (hasMore) return <Empty title="None of the last 10,000 calls fits">Look further back, or ask for less.</Empty>;
  if (isFiltered) return <Empty title="No call fits">Take a filter away, or wait: a call that fits appears here when it ends.</Empty>;
  return <Empty title="No calls yet">Each call appears here as it ends: what came in, which version answered, what it printed and why it failed.</Empty>;
}
