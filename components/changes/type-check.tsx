"use client";

import { useState, useTransition } from "react";
import { Button } from "#components/ui/button.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import type { Diagnostic } from "#lib/runtime/runtime.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";

const NONE: Diagnostic[] = [];

export type CheckTypes = (files: Record<string, string>) => Promise<{ findings: Diagnostic[] } | { message: string }>;
interface Types {
  /** Of the last check; a line may have moved since. */
  findings: Diagnostic[];
  state: "unchecked" | "checking" | "checked" | "changed";
  message: string | null;
  check(): void;
}

/** The type checker's word on a source, asked for when somebody wants it: it runs where a build runs. */
export function useTypeCheck(ask: CheckTypes, files: Record<string, string>): Types {
  const [last, setLast] = useState<{ files: Record<string, string>; findings: Diagnostic[]; message: string | null } | null>(null);
  const [isBusy, start] = useTransition();
  const check = () => {
    if (!isBusy) start(async () => {
      const told = await ask(files).catch((error: unknown) => ({ message: whyUnanswered(error) }));
      setLast("message" in told ? { files, findings: [], message: told.message } : { files, findings: told.findings, message: null });
    });
  };
  return { findings: last?.findings ?? NONE, message: last?.message ?? null, check, state: isBusy ? "checking" : last === null || last.message !== null ? "unchecked" : last.files === files ? "checked" : "changed" };
}

/** Its button, and what came of it; findings in other files lead there. */
export function TypeCheck({ types, current, onOpen }: { types: Types; current: string; onOpen: (file: string) => void }) {
  const others = [...new Set(types.findings.map(({ file }) => file))].filter((file) => file !== current);
  const count = types.findings.length;
  return (
    <div className="flex flex-wrap items-center gap-3 text-13">
      <Button size="sm" aria-disabled={types.state === "checking"} onClick={types.check}>
        Check types
      </Button>
      <span role="status">
        {types.state === "checking" ? <StateBadge state="building" word="Checking" /> : null}
        {types.state === "checked" && count === 0 ? <StateBadge state="passed" word="No type errors" /> : null}
        {types.state === "checked" && count > 0 ? <StateBadge state="failed" word={count === 1 ? "1 finding" : `${count} findings`} /> : null}
        {types.state === "changed" ? <span className="text-muted">Changed since the last check</span> : null}
        {types.message ? <span className="text-failed">{types.message}</span> : null}
      </span>
      {others.map((file) => (
        <Button key={file} size="sm" variant="ghost" onClick={() => onOpen(file)}>
          {`Findings in ${file}`}
        </Button>
      ))}
    </div>
  );
}
