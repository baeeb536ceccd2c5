"use client";

import type { Session } from "#lib/accounts/schema.ts";
import { useAttempt } from "#components/ui/use-attempt.ts";
import { Badge } from "#components/ui/badge.tsx";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";

interface SessionListProps {
  sessions: readonly Session[];
  /** The one that looks at it. */
  currentId: string | null;
  signOutOthers: () => Promise<{ message: string } | null>;
}

/** Where somebody is signed in, and the end of all but this one. */
export function SessionList({ sessions, currentId, signOutOthers }: SessionListProps) {
  const { isBusy, problem, attempt } = useAttempt();
  const others = sessions.filter(({ id }) => id !== currentId).length;
  return (
    <div className="space-y-3">
      <ul aria-label="Sessions" className="divide-y divide-line">
        {sessions.map(({ id, createdAt, usedAt }) => (
          <li key={id} className="flex flex-wrap items-center gap-x-3 py-2 text-13">
            <span>
              Signed in <TimeAgo iso={createdAt} />
            </span>
            <span className="text-muted">
              renewed <TimeAgo iso={usedAt} />
            </span>
            {id === currentId ? <Badge tone="brand">This one</Badge> : null}
          </li>
        ))}
      </ul>
      <Button aria-disabled={isBusy || others === 0} onClick={() => others > 0 && attempt(signOutOthers)}>
        {isBusy ? "Signing out" : others === 0 ? "Signed in nowhere else" : `Sign out the other ${others === 1 ? "session" : `${others} sessions`}`}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
