"use client";

import { Pause, Play, RotateCw } from "lucide-react";
import type { ApiStatus } from "#lib/apis/schema.ts";
import { Button } from "#components/ui/button.tsx";
import { Problem } from "#components/ui/problem.tsx";
import { useAttempt } from "#components/ui/use-attempt.ts";

/** What the server actions of an API answer: a message when they did not happen. */
export type ApiActionResult = { message: string } | null;

interface ApiControlsProps {
  apiId: string;
  status: ApiStatus;
  setStatus: (apiId: string, status: "active" | "paused") => Promise<ApiActionResult>;
  restart: (apiId: string) => Promise<ApiActionResult>;
}

const ACTIONS = {
  active: { verb: "Pause", icon: Pause },
  paused: { verb: "Resume", icon: Play },
  failed: { verb: "Restart", icon: RotateCw },
} as const;

/** Pauses, resumes or restarts an API. */
export function ApiControls({ apiId, status, setStatus, restart }: ApiControlsProps) {
  const { isBusy, problem, attempt } = useAttempt();
  const { verb, icon: Icon } = ACTIONS[status];
  const act = () => (status === "failed" ? restart(apiId) : setStatus(apiId, status === "active" ? "paused" : "active"));
  return (
    <div className="flex flex-col items-end gap-2">
      {/* A disabled button would lose the keyboard's place. */}
      <Button aria-disabled={isBusy} onClick={() => attempt(act)}>
        <Icon aria-hidden className="size-4" />
        {verb}
      </Button>
      <Problem>{problem}</Problem>
    </div>
  );
}
