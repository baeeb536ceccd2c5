"use client";

import { useState, useTransition } from "react";
import type { Key } from "#lib/keys/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

const STATE_WORDS = { expired: "Expired", disabled: "Disabled", revoked: "Revoked" } as const;

interface KeyListProps {
  label: string;
  keys: Key[];
  revoke: (keyId: string) => Promise<{ message: string } | null>;
}

/** Keys, newest first. Revoking holds everywhere within a second. */
export function KeyList({ label, keys, revoke }: KeyListProps) {
  return (
    <ul aria-label={label} className="divide-y divide-line rounded-md border border-line bg-surface">
      {keys.map((key) => (
        <KeyItem key={key.id} row={key} revoke={revoke} />
      ))}
    </ul>
  );
}

function KeyItem({ row, revoke }: { row: Key; revoke: KeyListProps["revoke"] }) {
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-2 p-4 lg:flex-nowrap">
      <div className="min-w-0 flex-1 basis-36 lg:basis-52">
        <p className="font-medium break-words">{row.name}</p>
        <p className="font-mono text-13 break-all text-muted">
          {row.prefix}…{row.lastFour}
        </p>
      </div>
      <p className="min-w-0 basis-52 text-13 break-words text-muted max-lg:order-1 max-lg:flex-1 max-lg:basis-28">{row.kind === "call" ? (row.apiName ?? "Deleted API") : row.scopes.join(", ")}</p>
      <p className="basis-40 text-13 text-muted max-lg:order-1 max-lg:basis-auto">
        {row.lastUsedAt ? (
          <>
            Used <TimeAgo iso={row.lastUsedAt} />
          </>
        ) : (
          "Never used"
        )}
      </p>
      {row.state !== "active" ? (
        <StateBadge state="revoked" word={STATE_WORDS[row.state]} />
      ) : (
        <ConfirmDialog
          title={`Revoke ${row.name}?`}
          confirmLabel="Revoke key"
          onConfirm={() => start(async () => setProblem((await revoke(row.id))?.message ?? null))}
          trigger={(open) => (
            <Button size="sm" disabled={isBusy} onClick={open} aria-label={`Revoke ${row.name}`}>
              {isBusy ? "Revoking" : "Revoke"}
            </Button>
          )}
        >
          <p>Whatever uses it is refused with 401 within a second. This can’t be undone; make another key to replace it.</p>
        </ConfirmDialog>
      )}
      {problem ? (
        <Notice tone="failed" role="alert">
          {problem}
        </Notice>
      ) : null}
    </li>
  );
}
