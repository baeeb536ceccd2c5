import type { Feedback } from "#lib/feedback/schema.ts";

/** What feedback is about, as its sender chooses it and finds it again. */
export const FEEDBACK_WORDS = { bug: "Something is broken", idea: "An idea", question: "A question", other: "Something else" } as const satisfies Record<Feedback["type"], string>;
