"use client";

import { Pause, Play, RotateCw, Trash2 } from "lucide-react";
import type { ApiStatus } from "#lib/apis/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { ConfirmDialog } from "#components/ui/confirm-dialog.tsx";
import { Notice } from "#components/ui/notice.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** What the server actions of an API answer: a message when they did not happen. */
export type ApiActionResult = { message: string } | null;

interface ApiControlsProps {
  apiId: string;
  name: string;
  status: ApiStatus;
  setStatus: (apiId: string, status: "active" | "paused") => Promise<ApiActionResult>;
  restart: (apiId: string) => Promise<ApiActionResult>;
  remove: (apiId: string) => Promise<ApiActionResult>;
  /** Icons only, for rows of a list. */
  isCompact?: boolean;
}

const ACTIONS = {
  active: { verb: "Pause", icon: Pause },
  paused: { verb: "Resume", icon: Play },
  failed: { verb: "Restart", icon: RotateCw },
} as const;

/** Pause, resume or restart, and delete. */
export function ApiControls({ apiId, name, status, setStatus, restart, remove, isCompact = false }: ApiControlsProps) {
  const { isBusy, problem, attempt, confirmed } = useAttempt();
  const { verb, icon: Icon } = ACTIONS[status];
  const act = () => (status === "failed" ? restart(apiId) : setStatus(apiId, status === "active" ? "paused" : "active"));

  return (
    <div className="flex flex-col items-end gap-2">
      <div className="flex gap-1">
        <Button
          variant={isCompact ? "ghost" : "secondary"}
          size={isCompact ? "icon" : "md"}
          aria-disabled={isBusy} // a disabled button would lose the keyboard's place
          onClick={() => attempt(act)}
          {...(isCompact ? { "aria-label": `${verb} ${name}`, title: verb } : {})}
        >
          <Icon aria-hidden className="size-4" />
          {isCompact ? null : verb}
        </Button>
        <ConfirmDialog
          title={`Delete ${name}?`}
          confirmLabel="Delete API"
          onConfirm={() => confirmed(() => remove(apiId))}
          trigger={(open) => (
            <Button
              variant={isCompact ? "ghost" : "secondary"}
              size={isCompact ? "icon" : "md"}
              aria-disabled={isBusy}
              onClick={open}
              {...(isCompact ? { "aria-label": `Delete ${name}`, title: "Delete" } : {})}
            >
              <Trash2 aria-hidden className="size-4" />
              {isCompact ? null : "Delete"}
            </Button>
          )}
        >
          <p>Its address answers 410 from now on and its keys stop working. For 30 days you can restore it with everything that it stored; then it goes for good.</p>
        </ConfirmDialog>
      </div>
      {problem ? (
        <Notice tone="failed" role="alert">
          {problem}
        </Notice>
      ) : null}
    </div>
  );
}
