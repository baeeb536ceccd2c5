"use client";

import { useState, useTransition } from "react";
import { whyUnanswered } from "./why-unanswered.ts";

type Work = () => Promise<{ message: string } | null | void>;

/** Runs an action of the server and keeps why it did not happen. `attempt` is for buttons: one at a time; `confirmed` for what was asked about: it is done also while the page still takes in what was before. */
export function useAttempt() {
  const [isBusy, start] = useTransition();
  const [problem, setProblem] = useState("");
  const confirmed = (work: Work, onDone?: () => void): void =>
    start(async () => {
      const refusal = await work().catch((error: unknown) => ({ message: whyUnanswered(error) }));
      setProblem(refusal?.message ?? "");
      if (!refusal) onDone?.();
    });
  const attempt = (work: Work, onDone?: () => void): void => {
    if (!isBusy) confirmed(work, onDone);
  };
  return { isBusy, problem, attempt, confirmed };
}
