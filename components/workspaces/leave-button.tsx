"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** Leaves a workspace, after a question. */
export function LeaveButton({ name, leave }: { name: string; leave: () => Promise<{ message: string } | null> }) {
  const { isBusy, problem, confirmed } = useAttempt();
  return (
    <div className="space-y-3">
      <ConfirmDialog
        title={`Leave ${name}?`}
        confirmLabel="Leave workspace"
        onConfirm={() => confirmed(leave)}
        trigger={(open) => (
          <Button variant="danger" aria-disabled={isBusy} onClick={open}>
            Leave workspace
          </Button>
        )}
      >
        <p>To come back you need another invitation.</p>
      </ConfirmDialog>
      <Problem>{problem}</Problem>
    </div>
  );
}
