import { ChevronRight } from "lucide-react";
import { classNames } from "#components/ui/class-names.ts";
import { ClockTime } from "#components/ui/clock-time.tsx";
import { CopyButton } from "#components/ui/copy-button.tsx";
import type { LogRow } from "./log-tail.ts";

const COLOURS: Partial<Record<LogRow["level"], string>> = { debug: "text-muted", info: "text-building", warn: "text-paused", error: "text-failed", exception: "text-failed", platform: "text-muted" };

/** One line: when, how grave, what; a call's first one with its request id. The stack of an exception is folded. */
export function LogLine({ row, isFirstOfCall }: { row: LogRow; isFirstOfCall: boolean }) {
  return (
    <li className={classNames("px-3", isFirstOfCall && "mt-1.5 first:mt-0")}>
      {isFirstOfCall ? (
        <div className="flex items-center gap-1 text-muted">
          <span className="min-w-0 truncate">{row.requestId}</span>
          <CopyButton text={row.requestId} label={`Copy request id ${row.requestId}`} />
        </div>
      ) : null}
      <div className="flex flex-wrap gap-x-3 py-0.5 sm:flex-nowrap">
        <ClockTime iso={row.createdAt} className="shrink-0 text-muted tabular-nums" />
        <span className={classNames("w-[9ch] shrink-0", COLOURS[row.level])}>{row.level}</span>
        <Words row={row} />
      </div>
    </li>
  );
}

function Words({ row }: { row: LogRow }) {
  const end = row.level === "exception" ? row.text.indexOf("\n") : -1;
  const text = "min-w-0 basis-full break-words whitespace-pre-wrap sm:basis-auto";
  if (end < 0) return <span className={classNames(text, COLOURS[row.level])}>{row.text}</span>;
  return (
    <details className="group min-w-0 basis-full sm:basis-auto">
      <summary className="flex list-none rounded-sm text-failed pointer-coarse:min-h-11 pointer-coarse:items-center">
        <ChevronRight aria-hidden className="mt-px size-4 shrink-0 transition-transform group-open:rotate-90" />
        <span className="min-w-0 break-words">{row.text.slice(0, end)}</span>
      </summary>
      <pre className="pl-4 break-words whitespace-pre-wrap text-muted">{row.text.slice(end + 1)}</pre>
    </details>
  );
}
