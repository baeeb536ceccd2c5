"use client";

import { GitFork } from "lucide-react";
import { useState } from "react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { CopyLine } from "#components/ui/copy-line.tsx";
import { Link } from "#components/ui/link.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";
import type { ForkedApi } from "#lib/apis/fork-api.ts";

interface ForkButtonProps {
  apiId: string;
  name: string;
  fork: (apiId: string) => Promise<{ forked: ForkedApi } | { message: string }>;
}

/** Makes a new API from the live version, and shows its key once: those that were made stay, whatever becomes of the next. */
export function ForkButton({ apiId, name, fork }: ForkButtonProps) {
  const { isBusy, problem, confirmed } = useAttempt();
  const [made, setMade] = useState<ForkedApi[]>([]);
  const make = async () => {
    const reply = await fork(apiId);
    if ("message" in reply) return reply;
    setMade((before) => [reply.forked, ...before]);
    return null;
  };
  return (
    <div className="flex max-w-full flex-col items-end gap-2">
      <ConfirmDialog
        title={`Fork ${name}?`}
        confirmLabel="Fork API"
        variant="primary"
        onConfirm={() => confirmed(make)}
        trigger={(open) => (
          <Button aria-disabled={isBusy} onClick={open}>
            <GitFork aria-hidden className="size-4" />
            Fork
          </Button>
        )}
      >
        <p>A new API with the code, the document and the tests of the live version, and its own address and key. Data, secrets and approvals of hosts are not copied.</p>
      </ConfirmDialog>
      <Problem>{problem}</Problem>
      {made.map((forked) => (
        <Forked key={forked.apiId} forked={forked} />
      ))}
    </div>
  );
}

/** Its `key` would be taken by React if it were spread. */
function Forked({ forked: { apiId, name, key, secretNames, hosts } }: { forked: ForkedApi }) {
  return (
    <Notice tone="passed" role="status" title={`${name} is live`}>
      <div className="space-y-2">
        <p className="text-13">Its key is shown once. Copy it now.</p>
        <CopyLine text={key} label="Copy key" />
        {secretNames.length > 0 ? <p className="text-13">{`Set these secrets before it can use them: ${secretNames.join(", ")}.`}</p> : null}
        {hosts.length > 0 ? <p className="text-13">{`Approve these hosts before it reaches them: ${hosts.join(", ")}.`}</p> : null}
        <Link href={`/apis/${apiId}`} className="font-medium underline underline-offset-4">
          Open it
        </Link>
      </div>
    </Notice>
  );
}
