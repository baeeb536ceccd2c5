import type { Feedback } from "#lib/feedback/schema.ts";
import { TimeAgo } from "#components/ui/time-ago.tsx";
import { FeedbackState } from "./feedback-state.tsx";
import { FEEDBACK_WORDS } from "./feedback-words.ts";

/** What somebody sent, each with its answer. */
export function FeedbackList({ items }: { items: readonly Feedback[] }) {
  return (
    <ul aria-label="Sent feedback" className="divide-y divide-line rounded-md border border-line bg-surface">
      {items.map(({ id, type, message, status, response, createdAt }) => (
        <li key={id} className="space-y-2 p-4">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-13 text-muted">
            <FeedbackState status={status} /> {FEEDBACK_WORDS[type]}, <TimeAgo iso={createdAt} />
          </p>
          <p className="max-w-[72ch] break-words whitespace-pre-wrap">{message}</p>
          {response ? (
            <div className="max-w-[72ch] border-l-2 border-edge pl-3">
              <p className="text-13 font-medium">Answer</p>
              <p className="break-words whitespace-pre-wrap">{response}</p>
            </div>
          ) : null}
        </li>
      ))}
    </ul>
  );
}
