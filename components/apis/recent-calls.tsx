"use client";

import { useCallback, useState } from "react";
import { Empty } from "#components/ui/empty.tsx";
import type { CallEntry } from "#lib/calls/schema.ts";
import { CallRow } from "./calls/call-row.tsx";
import type { CallableVersion } from "./try/try-console.tsx";

interface RecentCallsProps {
  apiId: string;
  calls: readonly CallEntry[];
  versions: readonly CallableVersion[];
}

/** The newest calls, and those that somebody reads: they stay until they are closed, however many come meanwhile. */
export function RecentCalls({ apiId, calls, versions }: RecentCallsProps) {
  const [opened, setOpened] = useState<readonly CallEntry[]>([]);
  const note = useCallback((call: CallEntry, isOpen: boolean) => setOpened((all) => (isOpen ? [...all, call] : all.filter(({ id }) => id !== call.id))), []);
  const shown = [...calls, ...opened.filter(({ id }) => !calls.some((call) => call.id === id))].toSorted((one, other) => other.id - one.id);
  if (shown.length === 0) return <Empty title="No calls yet">Each call appears here with its status and time, and opens to what came in and why it failed.</Empty>;
  return (
    <ol aria-label="Recent calls" className="divide-y divide-line">
      {shown.map((call) => (
        <CallRow key={call.id} apiId={apiId} call={call} versions={versions} onToggle={note} />
      ))}
    </ol>
  );
}
