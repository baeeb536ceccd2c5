"use client";

import { Trash2 } from "lucide-react";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";
import type { ApiActionResult } from "./api-controls.tsx";

/** Deletes an API, after asking. */
export function DeleteApi({ apiId, name, remove }: { apiId: string; name: string; remove: (apiId: string) => Promise<ApiActionResult> }) {
  const { isBusy, problem, confirmed } = useAttempt();
  return (
    <div className="flex flex-col items-end gap-2">
      <ConfirmDialog
        title={`Delete ${name}?`}
        confirmLabel="Delete API"
        onConfirm={() => confirmed(() => remove(apiId))}
        trigger={(open) => (
          <Button variant="danger" aria-disabled={isBusy} onClick={open}>
            <Trash2 aria-hidden className="size-4" />
            Delete
          </Button>
        )}
      >
        <p>{WHAT_DELETING_DOES}</p>
      </ConfirmDialog>
      <Problem>{problem}</Problem>
    </div>
  );
}

export const WHAT_DELETING_DOES =
  "Its address answers 410 from now on and its keys stop working. For 30 days you can restore it with everything that it stored; then it goes for good.";
