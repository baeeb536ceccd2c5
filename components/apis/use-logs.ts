"use client";

import { useEffect, useReducer } from "react";
import { logEntrySchema } from "#lib/logs/schema.ts";
import { followEvents } from "./follow-events.ts";
import { EMPTY_TAIL, foldTail, type Tail } from "./log-tail.ts";

/** What an API prints and throws, live: its last entries first, and on after a broken connection without loss or double. */
export function useLogs(apiId: string, isPaused: boolean): Tail {
  const [tail, dispatch] = useReducer(foldTail, EMPTY_TAIL);
  useEffect(() => dispatch({ kind: isPaused ? "pause" : "resume" }), [isPaused]);
  useEffect(() => {
    const gone = new AbortController();
    void followEvents({ address: `/api/v1/apis/${apiId}/logs/live`, event: "entry", parse: (value) => logEntrySchema.safeParse(value).data ?? null, after: null }, gone.signal, dispatch);
    return () => gone.abort();
  }, [apiId]);
  return tail;
}
