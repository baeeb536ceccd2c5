"use client";

import { useEffect, useReducer } from "react";
import type { LogEntry } from "#lib/logs/schema.ts";
import { followEvents } from "./follow-events.ts";
import { EMPTY_TAIL, foldTail, type Tail } from "./log-tail.ts";

/** What an API prints and throws, live: its last entries first, and on after a broken connection without loss or double. */
export function useLogs(apiId: string, isPaused: boolean): Tail {
  const [tail, dispatch] = useReducer(foldTail, EMPTY_TAIL);
  useEffect(() => dispatch({ kind: isPaused ? "pause" : "resume" }), [isPaused]);
  useEffect(() => {
    const gone = new AbortController();
    void followEvents({ address: `/api/v1/apis/${apiId}/logs/live`, event: "entry", parse: readEntry, after: null }, gone.signal, dispatch);
    return () => gone.abort();
  }, [apiId]);
  return tail;
}

/** What reads entries comes with the first of them. */
const readEntry = async (value: unknown): Promise<LogEntry | null> => (await import("#lib/logs/schema.ts")).logEntrySchema.safeParse(value).data ?? null;
