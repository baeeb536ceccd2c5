"use client";

import { Undo2 } from "lucide-react";
import { Button, type ButtonVariant } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";
import type { ApiActionResult } from "./api-controls.tsx";

interface RestoreButtonProps {
  apiId: string;
  name: string;
  restore: (apiId: string) => Promise<ApiActionResult>;
  variant?: ButtonVariant;
}

/** Undoes the deletion of an API. */
export function RestoreButton({ apiId, name, restore, variant = "secondary" }: RestoreButtonProps) {
  const { isBusy, problem, attempt } = useAttempt();
  return (
    <div className="flex flex-col items-end gap-2">
      <Button variant={variant} aria-disabled={isBusy} aria-label={`Restore ${name}`} onClick={() => attempt(() => restore(apiId))}>
        <Undo2 aria-hidden className="size-4" />
        {isBusy ? "Restoring" : "Restore"}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
