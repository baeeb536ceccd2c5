"use client";

import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";
import type { ReleaseCheck, VersionSummary } from "#lib/versions/release-schema.ts";
import { ReleaseWarnings } from "./release-warnings.tsx";

type Done = { message: string } | null;
export interface VersionVerbs {
  preview(apiId: string, number: number): Promise<{ check: ReleaseCheck } | { message: string }>;
  deploy(apiId: string, number: number, allowed: { allowBreaking: boolean; allowOrphans: boolean }): Promise<Done>;
  discard(apiId: string, number: number): Promise<Done>;
  deprecate(apiId: string, number: number, isDeprecated: boolean): Promise<Done>;
}
interface VersionActionsProps {
  apiId: string;
  version: Pick<VersionSummary, "number" | "state" | "deprecatedAt">;
  live: number | null;
  verbs: VersionVerbs;
}

/** Promote or roll back, discard, deprecate: each says what will happen before it does. */
export function VersionActions({ apiId, version: { number, state, deprecatedAt }, live, verbs }: VersionActionsProps) {
  const { isBusy, problem, attempt, confirmed } = useAttempt();
  const [check, setCheck] = useState<ReleaseCheck>({ breaking: [], documents: null });
  const ask = (open: () => void) =>
    attempt(async () => {
      const answer = await verbs.preview(apiId, number);
      if ("message" in answer) return answer;
      setCheck(answer.check);
      open();
      return null;
    });
  const breaks = check.breaking.length + (check.documents?.orphans.length ?? 0) > 0;
  const verb = state === "draft" ? "Promote" : live !== null && number < live ? "Roll back" : "Roll forward";

  return (
    <div className="space-y-2">
      <div className="flex flex-wrap gap-2">
        <ConfirmDialog
          title={`${verb} to version ${number}?`}
          confirmLabel={breaks ? `${verb} nevertheless` : verb}
          variant={breaks ? "danger" : "primary"}
          onConfirm={() => confirmed(() => verbs.deploy(apiId, number, { allowBreaking: check.breaking.length > 0, allowOrphans: (check.documents?.orphans.length ?? 0) > 0 }))}
          trigger={(open) => (
            <Button size="sm" aria-disabled={isBusy} onClick={() => ask(open)}>
              {verb}
              <span className="sr-only">{` to version ${number}`}</span>
            </Button>
          )}
        >
          <div className="space-y-3">
            <ReleaseWarnings {...check} />
            <p>{`Version ${number} answers every call within a second, and none is dropped. Nothing is built.${live === null ? "" : ` Version ${live} stays: you can come back to it, and callers may pin it with the header API-Version: ${live}.`}`}</p>
            {state === "draft" ? <p>What the draft has stored is dropped: it serves the live data from then on.</p> : <p>Stored data stays as it is.</p>}
          </div>
        </ConfirmDialog>
        {state === "draft" ? (
          <ConfirmDialog
            title={`Discard draft ${number}?`}
            confirmLabel="Discard draft"
            onConfirm={() => confirmed(() => verbs.discard(apiId, number))}
            trigger={(open) => (
              <Button size="sm" variant="ghost" aria-disabled={isBusy} onClick={open}>
                Discard
                <span className="sr-only">{` draft ${number}`}</span>
              </Button>
            )}
          >
            <p>Its address stops answering and what it has stored is dropped. Its source can still be read and compared.</p>
          </ConfirmDialog>
        ) : (
          <Button size="sm" variant="ghost" aria-disabled={isBusy} onClick={() => attempt(() => verbs.deprecate(apiId, number, deprecatedAt === null))}>
            {deprecatedAt === null ? "Deprecate" : "End deprecation"}
            <span className="sr-only">{` of version ${number}`}</span>
          </Button>
        )}
      </div>
      <Problem>{problem}</Problem>
    </div>
  );
}
