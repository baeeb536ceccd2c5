"use client";

import { Pause, Play } from "lucide-react";
import { useLayoutEffect, useRef, useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { Empty } from "#components/ui/empty.tsx";
import { Field, fieldClass } from "#components/ui/field.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { LogLine } from "./log-line.tsx";
import { matching, type Tail } from "./log-tail.ts";
import { useLogs } from "./use-logs.ts";

/** What an API prints and throws, as it happens: the newest at the bottom. */
export function LogView({ apiId }: { apiId: string }) {
  const [isPaused, setPaused] = useState(false);
  const [words, setWords] = useState("");
  const tail = useLogs(apiId, isPaused);
  const rows = matching(tail.rows, words);
  const list = useStickToEnd(rows.at(-1)?.key);
  if (tail.state === "refused") {
    return <Empty title="The logs can't be shown">{tail.status === 401 ? "Your session has ended. Sign in again." : "Your role doesn't allow it, or the API is gone. Reload the page to see."}</Empty>;
  }
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-3">
        <div className="min-w-0 grow basis-48">
          <Field id="log-filter" label="Filter logs" isLabelHidden>
            {(field) => <input {...field} type="search" value={words} onChange={(event) => setWords(event.target.value)} placeholder="Filter by text, level or request id" className={`${fieldClass} h-9`} />}
          </Field>
        </div>
        <TailState tail={tail} />
        <Button size="sm" onClick={() => setPaused(!isPaused)}>
          {isPaused ? <Play aria-hidden className="size-4" /> : <Pause aria-hidden className="size-4" />}
          {isPaused ? "Follow" : "Freeze"}
        </Button>
      </div>
      {rows.length > 0 ? (
        <ol ref={list} tabIndex={0} aria-label="Logs, newest last" className="max-h-96 overflow-y-auto rounded-md border border-line bg-sunken py-2 font-mono text-12">
          {rows.map((row, index) => (
            <LogLine key={row.key} row={row} isFirstOfCall={rows[index - 1]?.requestId !== row.requestId} />
          ))}
        </ol>
      ) : (
        <Nothing tail={tail} words={words} />
      )}
    </div>
  );
}

function TailState({ tail }: { tail: Tail }) {
  const waiting = tail.waiting?.length ?? 0;
  return (
    <span role="status" className="text-13">
      {tail.waiting ? <StateBadge state="paused" word={waiting > 0 ? `Frozen, ${waiting.toLocaleString("en")} new` : "Frozen"} /> : null}
      {!tail.waiting && tail.state === "live" ? <StateBadge state="live" /> : null}
      {!tail.waiting && tail.state !== "live" ? <StateBadge state="building" word={tail.state === "lost" ? "Reconnecting" : "Connecting"} /> : null}
    </span>
  );
}

function Nothing({ tail, words }: { tail: Tail; words: string }) {
  if (tail.rows.length > 0) return <Empty title="Nothing matches">{`None of the ${tail.rows.length.toLocaleString("en")} lines holds “${words.trim()}”.`}</Empty>;
  if (tail.state === "connecting") return <Empty title="Reading the logs">The last lines appear in a moment.</Empty>;
  if (tail.state === "lost") return <Empty title="The logs can’t be reached">They are asked for again every few seconds.</Empty>;
  return <Empty title="Nothing printed yet">What a call prints with console.log, and every error that nobody caught, appears here within a second, with the call&apos;s request id.</Empty>;
}

/** Follows the newest row, unless somebody scrolled up to read. */
function useStickToEnd(newest: string | undefined) {
  const list = useRef<HTMLOListElement>(null);
  const isAtEnd = useRef(true);
  useLayoutEffect(() => {
    const element = list.current;
    if (!element) return;
    if (isAtEnd.current) element.scrollTop = element.scrollHeight;
    const onScroll = (): void => {
      isAtEnd.current = element.scrollHeight - element.scrollTop - element.clientHeight < 24;
    };
    element.addEventListener("scroll", onScroll, { passive: true });
    return () => element.removeEventListener("scroll", onScroll);
  }, [newest]);
  return list;
}
