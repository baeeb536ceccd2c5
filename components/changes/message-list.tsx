import { TimeAgo } from "#components/ui/time-ago.tsx";
import type { Message } from "#lib/versions/history-schema.ts";

/** What was asked of an API, and what came of it. */
export function MessageList({ messages }: { messages: readonly Message[] }) {
  if (messages.length === 0) return null;
  return (
    <section aria-labelledby="history" className="space-y-2 border-t border-line pt-4">
      <h2 id="history" className="text-14 font-semibold">
        History
      </h2>
      <ol className="space-y-3">
        {messages.map(({ type, content, generationId, at }) => (
          <li key={`${generationId}-${type}`} className={type === "user" ? "rounded-md border border-line bg-surface px-4 py-2.5" : "pl-4 text-muted"}>
            <p className="max-w-[72ch] break-words whitespace-pre-line">
              <span className="sr-only">{type === "user" ? "Asked: " : "What came of it: "}</span>
              {content}
            </p>
            <p className="text-12 text-muted">
              <TimeAgo iso={at} />
            </p>
          </li>
        ))}
      </ol>
    </section>
  );
}
