"use client";

import { useEffect, useReducer } from "react";
import { z } from "zod";
import { type CallEntry, callEntrySchema } from "#lib/calls/schema.ts";
import { followEvents, type FollowChange } from "../follow-events.ts";

export interface CallPage {
  items: CallEntry[];
  cursor: string | null;
}
interface Calls extends CallPage {
  state: "connecting" | "live" | "lost" | "refused";
  /** Older ones are being read; "failed": they could not be. */
  older: "idle" | "reading" | "failed";
}
type Change = FollowChange<CallEntry> | { kind: "reading" } | { kind: "failed" } | { kind: "older"; page: CallPage };

/** What the page keeps: older ones are over REST. */
const MAX_CALLS = 2_000;
const pageSchema = z.object({ items: z.array(callEntrySchema), cursor: z.string().nullable() });

/** An API's calls that fit a query, newest first: those that were there, those that end while somebody looks, and older ones when asked for. */
export function useCalls(apiId: string, query: string, first: CallPage, isFrozen: boolean): Calls & { readOlder: () => void } {
  const [calls, dispatch] = useReducer(fold, { ...first, state: "connecting", older: "idle" });
  const latest = first.items[0]?.id ?? null;
  useEffect(() => {
    if (isFrozen) return;
    const gone = new AbortController();
    const address = `/api/v1/apis/${apiId}/calls/live${query === "" ? "" : `?${query}`}`;
    void followEvents({ address, event: "call", parse: (value) => callEntrySchema.safeParse(value).data ?? null, after: latest }, gone.signal, dispatch);
    return () => gone.abort();
  }, [apiId, query, latest, isFrozen]);

  async function readOlder() {
    dispatch({ kind: "reading" });
    try {
      const response = await fetch(`/api/v1/apis/${apiId}/calls?${query === "" ? "" : `${query}&`}cursor=${calls.cursor ?? ""}`);
      dispatch({ kind: "older", page: pageSchema.parse(await response.json()) });
    } catch {
      dispatch({ kind: "failed" });
    }
  }
  return { ...calls, readOlder: () => void readOlder() };
}

function fold(calls: Calls, change: Change): Calls {
  switch (change.kind) {
    case "open":
      return { ...calls, state: "live" };
    case "lost":
      return { ...calls, state: "lost" };
    case "refused":
      return { ...calls, state: "refused" };
    case "entry":
      return calls.items.some(({ id }) => id === change.entry.id) ? calls : { ...calls, items: [change.entry, ...calls.items].slice(0, MAX_CALLS) };
    case "reading":
      return { ...calls, older: "reading" };
    case "failed":
      return { ...calls, older: "failed" };
    case "older":
      return { ...calls, older: "idle", items: [...calls.items, ...change.page.items], cursor: change.page.cursor };
  }
}
