import { readEvents } from "#components/generation/read-events.ts";
import { openInTime } from "#components/ui/ask-in-time.ts";

/** The last one repeats. */
const RETRY_MS = [500, 1000, 2000, 5000];
/** The server, or the way to it, is down for a moment; any other refusal stays. */
const PASSING = new Set([429, 500, 502, 503, 504]);

export type FollowChange<Row> = { kind: "open" } | { kind: "lost" } | { kind: "refused"; status: number } | { kind: "entry"; entry: Row };

interface Followed<Row> {
  /** Its query, if it has one, stays. */
  address: string;
  event: string;
  /** Null: not one of ours. */
  parse: (value: unknown) => Promise<Row | null>;
  /** The number to go on after; null: as the server begins. */
  after: number | null;
}

/** Reads a stream of numbered rows until `signal` aborts, and on after a broken connection without loss or double. */
export async function followEvents<Row extends { id: number }>({ address, event, parse, after }: Followed<Row>, signal: AbortSignal, tell: (change: FollowChange<Row>) => void): Promise<void> {
  let last = after;
  for (let attempt = 0; !signal.aborted; ) {
    try {
      const from = last === null ? "" : `${address.includes("?") ? "&" : "?"}after=${last}`;
      const response: Response = await openInTime(`${address}${from}`, { signal, headers: { Accept: "text/event-stream" } });
      if (!response.ok && !PASSING.has(response.status)) return tell({ kind: "refused", status: response.status });
      if (!response.ok || !response.body) throw new Error(`answered ${response.status}`);
      tell({ kind: "open" });
      for await (const message of readEvents(response.body)) {
        const entry = message.event === event ? await parse(jsonOf(message.data)) : null;
        if (signal.aborted) return;
        if (!entry) continue;
        attempt = 0;
        last = entry.id;
        tell({ kind: "entry", entry });
      }
    } catch {
      if (signal.aborted) return;
    }
    tell({ kind: "lost" });
    const delayMs = RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)];
    await new Promise((resolve) => setTimeout(resolve, delayMs));
  }
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
