"use client";

import { useEffect, useRef } from "react";
import { Button } from "#components/ui/button.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { Failure } from "./build-state.ts";
import { DiagnosticList } from "./diagnostic-list.tsx";
import { SuggestionList } from "./suggestion-list.tsx";

interface FailedPanelProps {
  failure: Pick<Failure, "outcome" | "error" | "message" | "suggestions" | "diagnostics">;
  prompt: string;
  /** Of an existing API. */
  isChange?: boolean;
  onTry: (prompt: string) => void;
  onChange: () => void;
}

const TITLES = { refused: "This description can’t be built as it is", failed: "The build did not succeed", cancelled: "The build was cancelled" } as const;
const CHANGE_TITLES = { refused: "This change can’t be made as it is", failed: "The change did not pass", cancelled: "The change was cancelled" } as const;

/** Why nothing went live, and what works instead. */
export function FailedPanel({ failure, prompt, isChange = false, onTry, onChange }: FailedPanelProps) {
  const isInterrupted = failure.error === "interrupted";
  const canBuildAgain = failure.outcome !== "refused" && prompt !== "";
  const title = isInterrupted ? "The build was interrupted" : (isChange ? CHANGE_TITLES : TITLES)[failure.outcome];
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus({ preventScroll: true }), []);
  return (
    <section aria-label="Result" className="settle space-y-3 rounded-md border border-line bg-surface p-4 sm:p-5">
      <div className="space-y-1">
        <StateBadge state={failure.outcome === "cancelled" ? "cancelled" : "failed"} word={failure.outcome === "refused" ? "Refused" : isInterrupted ? "Interrupted" : undefined} />
        <h2 ref={heading} tabIndex={-1} className="text-20 font-semibold outline-none">
          {title}
        </h2>
        <p className="max-w-[72ch] break-words whitespace-pre-line text-muted">{failure.message.replace(`${title}. `, "")}</p>
      </div>
      {failure.diagnostics ? <DiagnosticList diagnostics={failure.diagnostics} /> : null}
      {failure.suggestions.length > 0 ? (
        <div className="space-y-2">
          <p className="text-13 font-medium">These work as they stand</p>
          <SuggestionList suggestions={failure.suggestions} onTry={onTry} />
        </div>
      ) : null}
      <div className="flex flex-wrap gap-2">
        {canBuildAgain ? (
          <Button variant="primary" onClick={() => onTry(prompt)}>
            {isChange ? "Try again" : "Build again"}
          </Button>
        ) : null}
        <Button variant={canBuildAgain ? "secondary" : "primary"} onClick={onChange}>
          {isChange ? "Change it again" : "Change the description"}
        </Button>
      </div>
    </section>
  );
}
