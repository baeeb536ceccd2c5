"use client";

import { useActionState, useEffect, useState } from "react";
import { whyUnanswered } from "./why-unanswered.ts";

/**
 * A form's action of the server and what it answered last. Without an answer the form stays, with why: `told` puts it into a state. Until the
 * scripts run the browser itself sends the form.
 */
export function useFormAction<State extends object>(action: (state: State, data: FormData) => Promise<State>, first: State, told: (message: string, state: State, data: FormData) => State) {
  const [isRunning, setRunning] = useState(false);
  useEffect(() => setRunning(true), []);
  const answered = (state: State, data: FormData): Promise<State> => action(state, data).catch((error: unknown) => told(whyUnanswered(error), state, data));
  return useActionState<State, FormData>(isRunning ? answered : action, first as Awaited<State>);
}
