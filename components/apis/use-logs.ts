"use client";

import { useEffect, useReducer } from "react";
import { type LogEntry, logEntrySchema } from "#lib/logs/schema.ts";
import { readEvents } from "#components/generation/read-events.ts";
import { EMPTY_TAIL, foldTail, type Tail } from "./log-tail.ts";

/** The last one repeats. */
const RETRY_MS = [500, 1000, 2000, 5000];
/** The server, or the way to it, is down for a moment; any other refusal stays. */
const PASSING = new Set([429, 500, 502, 503, 504]);

/** What an API prints and throws, live: its last entries first, and on after a broken connection without loss or double. */
export function useLogs(apiId: string, isPaused: boolean): Tail {
  const [tail, dispatch] = useReducer(foldTail, EMPTY_TAIL);
  useEffect(() => dispatch({ kind: isPaused ? "pause" : "resume" }), [isPaused]);
  useEffect(() => {
    const gone = new AbortController();
    void follow(apiId, gone.signal, dispatch);
    return () => gone.abort();
  }, [apiId]);
  return tail;
}

async function follow(apiId: string, signal: AbortSignal, dispatch: (change: Parameters<typeof foldTail>[1]) => void): Promise<void> {
  let last: number | null = null;
  for (let attempt = 0; !signal.aborted; ) {
    try {
      const response: Response = await fetch(`/api/v1/apis/${apiId}/logs/live${last === null ? "" : `?after=${last}`}`, { signal, headers: { Accept: "text/event-stream" } });
      if (!response.ok && !PASSING.has(response.status)) return dispatch({ kind: "refused", status: response.status });
      if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
      dispatch({ kind: "open" });
      for await (const message of readEvents(response.body)) {
        const entry = message.event === "entry" ? entryOf(message.data) : null;
        if (!entry) continue;
        attempt = 0;
        last = entry.id;
        dispatch({ kind: "entry", entry });
      }
    } catch {
      if (signal.aborted) return;
    }
    dispatch({ kind: "lost" });
    const delayMs = RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)];
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

function entryOf(data: string): LogEntry | null {
  try {
    return logEntrySchema.parse(JSON.parse(data));
  } catch {
    return null;
  }
}
