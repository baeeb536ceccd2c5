"use client";

import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

interface EmptyButtonProps {
  documents: number;
  collection: string;
  /** Why it was not done; null when it was. */
  empty(): Promise<{ message: string } | null>;
}

/** Removes everything of a collection, after asking. */
export function EmptyButton({ documents, collection, empty }: EmptyButtonProps) {
  const { isBusy, problem, confirmed } = useAttempt();
  return (
    <>
      <ConfirmDialog
        trigger={(open) => (
          <Button size="sm" variant="danger" aria-disabled={isBusy} onClick={open}>
            {isBusy ? "Deleting…" : "Delete all"}
          </Button>
        )}
        title={`Delete everything in ${collection}?`}
        confirmLabel="Delete all documents"
        onConfirm={() => confirmed(empty)}
      >
        {documents.toLocaleString("en-US")} {documents === 1 ? "document is" : "documents are"} gone for good. Export them first if they may be needed.
      </ConfirmDialog>
      <Problem>{problem}</Problem>
    </>
  );
}
