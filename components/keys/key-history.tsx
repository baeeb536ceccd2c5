"use client";

import { useEffect, useState } from "react";
import type { KeyEvent } from "#lib/keys/schema.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";

const WORDS: Record<KeyEvent["action"], string> = {
  created: "Created", changed: "Changed", disabled: "Disabled", enabled: "Enabled", rolled: "Rolled", revoked: "Revoked", reported: "Reported as leaked and revoked",
};
const FIELDS: Record<string, string> = { name: "name", expiresAt: "expiry", scopes: "scopes", callsPerHour: "calls per hour", allowedOrigins: "sites", allowedAddresses: "addresses" };

interface KeyHistoryProps {
  keyId: string;
  read: (keyId: string) => Promise<KeyEvent[] | { message: string }>;
}

/** What became of a key, newest first, and who did it. */
export function KeyHistory({ keyId, read }: KeyHistoryProps) {
  const [history, setHistory] = useState<KeyEvent[] | { message: string } | null>(null);
  useEffect(() => {
    let isGone = false;
    void read(keyId).catch((error: unknown) => ({ message: whyUnanswered(error) })).then((found) => !isGone && setHistory(found));
    return () => void (isGone = true);
  }, [keyId, read]);
  return (
    <section aria-label="History" className="space-y-2 border-t border-line pt-4" aria-busy={history === null}>
      <h3 className="text-13 font-medium">History</h3>
      {history === null ? <p className="text-13 text-muted">Reading it.</p> : Array.isArray(history) ? <Events events={history} /> : <p role="alert" className="text-13 text-failed">{history.message}</p>}
    </section>
  );
}

function Events({ events }: { events: KeyEvent[] }) {
  if (events.length === 0) return <p className="text-13 text-muted">Nothing was noted: this key is older than the record.</p>;
  return (
    <ol className="max-h-48 space-y-1 overflow-y-auto text-13" tabIndex={0} aria-label="What became of this key">
      {events.toReversed().map((event) => (
        <li key={`${event.at} ${event.action}`} className="flex flex-wrap gap-x-2">
          <span className="font-medium">{[WORDS[event.action], ...(event.fields.length > 0 ? [event.fields.map((field) => FIELDS[field] ?? field).join(", ")] : [])].join(": ")}</span>
          <span className="min-w-0 break-words text-muted">
            <TimeAgo iso={event.at} /> {whoDid(event)}
          </span>
        </li>
      ))}
    </ol>
  );
}

function whoDid({ action, by, byKey }: KeyEvent): string {
  if (byKey) return `by the management key ${byKey}`;
  if (by) return `by ${by}`;
  return action === "reported" ? "by somebody who found it" : "";
}
