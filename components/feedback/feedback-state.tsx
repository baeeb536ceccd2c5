import { Badge } from "#components/ui/badge.tsx";
import type { Feedback } from "#lib/feedback/schema.ts";

const WORDS: Record<Feedback["status"], string> = { pending: "Waiting", reviewed: "Read", resolved: "Resolved" };

/** What became of it. */
export const FeedbackState = ({ status }: { status: Feedback["status"] }) => <Badge>{WORDS[status]}</Badge>;
