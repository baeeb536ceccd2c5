"use client";

import { ChevronRight } from "lucide-react";
import { memo, useId, useState } from "react";
import { classNames } from "#components/ui/class-names.ts";
import { ClockTime } from "#components/ui/clock-time.tsx";
import { showMs } from "#components/ui/show-ms.ts";
import { StatusCode } from "#components/ui/status-code.tsx";
import type { CallEntry } from "#lib/calls/schema.ts";
import type { CallableVersion } from "../try/try-console.tsx";
import { CallDetail } from "./call-detail.tsx";

interface CallRowProps {
  apiId: string;
  call: CallEntry;
  versions: readonly CallableVersion[];
  /** It ended while somebody looked. */
  isNew?: boolean;
  /** It was opened or closed. */
  onToggle?: (call: CallEntry, isOpen: boolean) => void;
}

/** One call in a line; it opens in its place. Those out of sight are not laid out. */
export const CallRow = memo(function CallRow({ apiId, call, versions, isNew = false, onToggle }: CallRowProps) {
  const [isOpen, setOpen] = useState(false);
  const toggle = () => {
    setOpen(!isOpen);
    onToggle?.(call, !isOpen);
  };
  const id = useId();
  return (
    <li className={classNames("[contain-intrinsic-size:auto_3.5rem] sm:[contain-intrinsic-size:auto_2.25rem] [content-visibility:auto]", isNew && "settle")}>
      <button type="button" aria-expanded={isOpen} aria-controls={id} onClick={toggle} className="flex min-h-9 w-full items-start gap-x-3 px-3 py-2 text-left font-mono text-13 transition-colors hover:bg-ink/3 focus-visible:-outline-offset-2 pointer-coarse:min-h-11">
        <ChevronRight aria-hidden className={classNames("mt-0.5 size-4 shrink-0 text-muted transition-transform", isOpen && "rotate-90")} />
        <span className="flex min-w-0 flex-1 flex-wrap gap-x-3 sm:flex-nowrap">
          <ClockTime iso={call.createdAt} className="shrink-0 text-muted tabular-nums max-sm:order-2" />
          <StatusCode status={call.status} />
          <span className="shrink-0 tabular-nums max-sm:order-2 sm:w-16 sm:text-right">{showMs(call.durationMs)}</span>
          <span className="shrink-0 font-semibold text-muted sm:w-14">{call.method.slice(0, 7)}</span>
          <span className="min-w-0 break-all max-sm:order-1 max-sm:grow max-sm:basis-1/2 sm:truncate">
            {call.path}
            {call.query === null ? null : <span className="text-muted">{`?${call.query}`}</span>}
          </span>
        </span>
        <span className="flex shrink-0 gap-3 text-12 leading-5 text-muted max-md:hidden">
          {call.wakeMs === null ? null : <span>{`woke in ${showMs(call.wakeMs)}`}</span>}
          {call.isOwner ? <span>by you, uncounted</span> : null}
          {call.version === null ? null : <span>{`v${call.version}`}</span>}
        </span>
      </button>
      <div id={id} hidden={!isOpen}>
        {isOpen ? <CallDetail apiId={apiId} call={call} versions={versions} /> : null}
      </div>
    </li>
  );
});
