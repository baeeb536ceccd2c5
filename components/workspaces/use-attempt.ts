"use client";

import { useState, useTransition } from "react";

/** Runs an action of the server, one at a time, and keeps why it did not happen. */
export function useAttempt() {
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState("");
  const attempt = (work: () => Promise<{ message: string } | null | void>, onDone?: () => void) => {
    if (isBusy) return;
    start(async () => {
      const refusal = await work().catch((error: unknown) => {
        // A redirect of the action is no failure.
        if (error instanceof Error && "digest" in error) throw error;
        return { message: "The server could not be reached. Nothing was changed; try again in a moment." };
      });
      setProblem(refusal?.message ?? "");
      if (!refusal) onDone?.();
    });
  };
  return { isBusy, problem, attempt };
}
