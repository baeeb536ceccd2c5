"use client";

import type { ApiHost } from "#lib/apis/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { StateBadge } from "#components/ui/state-badge.tsx";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** A message when it did not happen. */
export type ApproveHost = (apiId: string, host: string) => Promise<{ message: string } | null>;

interface HostRowProps {
  apiId: string;
  host: ApiHost;
  approve: ApproveHost;
  revoke: ApproveHost;
}

/** One host with its state, and the way to change it. */
export function HostRow({ apiId, host: { host, why, isDeclared, approvedAt }, approve, revoke }: HostRowProps) {
  const { isBusy, problem, attempt } = useAttempt();
  const act = approvedAt ? revoke : approve;
  const verb = approvedAt ? "Revoke" : "Approve";
  return (
    <li className="space-y-2 py-2">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <span className="min-w-0 flex-1 basis-48 font-mono text-13 break-all">{host}</span>
        <span className="flex flex-wrap items-center gap-x-2 text-13 text-muted">
          <StateBadge state={approvedAt ? "passed" : "paused"} word={approvedAt ? "Approved" : "Not approved"} />
          {approvedAt ? <TimeAgo iso={approvedAt} /> : null}
          {isDeclared ? null : <span>not used by this version</span>}
        </span>
        <Button
          size="sm"
          aria-label={`${verb} ${host}`}
          aria-disabled={isBusy} // a disabled button would lose the keyboard's place
          onClick={() => attempt(() => act(apiId, host))}
        >
          {verb}
        </Button>
      </div>
      {why ? <p className="max-w-[72ch] text-13 break-words text-muted">{why}</p> : null}
      <Problem>{problem}</Problem>
    </li>
  );
}
