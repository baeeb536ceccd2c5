"use client";

import type { Invitation } from "#lib/workspaces/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** Invitations that nobody has taken yet. */
export function InvitationList({ invitations, withdraw }: { invitations: readonly Invitation[]; withdraw: (id: string) => Promise<{ message: string } | null> }) {
  const { isBusy, problem, attempt } = useAttempt();
  if (invitations.length === 0) return null;
  return (
    <div className="mt-5 space-y-1">
      <h3 className="text-13 font-medium">Open invitations</h3>
      <ul aria-label="Open invitations" className="divide-y divide-line">
        {invitations.map(({ id, role, invitedBy, createdAt, expiresAt }) => (
          <li key={id} className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 py-2">
            <p className="min-w-0 text-13 break-words">
              <span className="font-medium">{role}</span>{" "}
              <span className="text-muted">
                by {invitedBy}, <TimeAgo iso={createdAt} />, ends <TimeAgo iso={expiresAt} />
              </span>
            </p>
            <Button size="sm" aria-disabled={isBusy} aria-label={`Withdraw the invitation of ${role === "admin" ? "an" : "a"} ${role}`} onClick={() => attempt(() => withdraw(id))}>
              Withdraw
            </Button>
          </li>
        ))}
      </ul>
      <Problem>{problem}</Problem>
    </div>
  );
}
