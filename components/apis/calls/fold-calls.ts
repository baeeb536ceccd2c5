import type { CallEntry, CallPage } from "#lib/calls/schema.ts";
import { writeCursor } from "#lib/logs/cursor.ts";
import type { FollowChange } from "../follow-events.ts";

export interface Calls extends CallPage {
  state: "connecting" | "live" | "lost" | "refused";
  /** Older ones are being read; "failed": they could not be. */
  older: "idle" | "reading" | "failed";
  /** How many pages were read one after the other that held little or nothing. */
  searched: number;
  /** Calls that ended while only older ones were shown; null: the newest are. */
  missed: number | null;
}
export type CallChange = FollowChange<CallEntry> | { kind: "reading" } | { kind: "failed" } | { kind: "older"; page: CallPage } | { kind: "newest"; page: CallPage };

/** What the page keeps, whichever way somebody goes: a million calls are walked through, never held. */
export const MAX_CALLS = 500;

export const startCalls = (first: CallPage): Calls => ({ ...first, state: "connecting", older: "idle", searched: 0, missed: null });

/** The calls that are shown, change by change: a stretch of at most `MAX_CALLS`, with the cursor of what is older than its last. */
export function foldCalls(calls: Calls, change: CallChange): Calls {
  switch (change.kind) {
    case "open":
      return { ...calls, state: "live" };
    case "lost":
      return { ...calls, state: "lost" };
    case "refused":
      return { ...calls, state: "refused" };
    case "entry":
      return withNew(calls, change.entry);
    case "reading":
      return { ...calls, older: "reading" };
    case "failed":
      return { ...calls, older: "failed" };
    case "older":
      return withOlder(calls, change.page);
    case "newest":
      return { ...calls, ...change.page, older: "idle", searched: 0, missed: null };
  }
}

function withNew(calls: Calls, entry: CallEntry): Calls {
  if (calls.missed !== null) return { ...calls, missed: calls.missed + 1 };
  if (entry.id <= (calls.items[0]?.id ?? 0)) return calls;
  const items = [entry, ...calls.items].slice(0, MAX_CALLS);
  const last = items.at(-1);
  return items.length > calls.items.length || !last ? { ...calls, items } : { ...calls, items, cursor: writeCursor(last.id) };
}

function withOlder(calls: Calls, page: CallPage): Calls {
  const all = [...calls.items, ...page.items];
  const items = all.slice(-MAX_CALLS);
  return {
    ...calls, items, cursor: page.cursor, lookedBackTo: page.lookedBackTo ?? calls.lookedBackTo, older: "idle",
    searched: page.items.length > 0 ? 0 : calls.searched + 1, missed: items.length < all.length ? (calls.missed ?? 0) : calls.missed,
  };
}
