import { z } from "zod";

export const FEEDBACK_TYPES = ["bug", "idea", "question", "other"] as const;
export const FEEDBACK_STATUSES = ["pending", "reviewed", "resolved"] as const;
const text = z.string("Enter a text.").trim().min(1, "Enter a text.").max(4000, "A text has at most 4,000 characters.").refine((value) => !value.includes("\0"), "A text holds no NUL character.");

export const sendFeedbackSchema = z.object({ type: z.enum(FEEDBACK_TYPES, "Choose what it is: bug, idea, question or other."), message: text });
export const answerFeedbackSchema = z.object({ status: z.enum(FEEDBACK_STATUSES, "A status is pending, reviewed or resolved."), response: text.nullable() });
export type AnswerFeedback = z.infer<typeof answerFeedbackSchema>;

export const feedbackSchema = z.object({
  id: z.string(),
  type: z.enum(FEEDBACK_TYPES),
  message: z.string(),
  status: z.enum(FEEDBACK_STATUSES),
  /** An administrator's. */
  response: z.string().nullable(),
  createdAt: z.string().meta({ description: "ISO 8601." }),
  updatedAt: z.string(),
});
export type Feedback = z.infer<typeof feedbackSchema>;

/** As administrators see it: with who said it. */
export const inboxFeedbackSchema = feedbackSchema.extend({ email: z.string() });
export type InboxFeedback = z.infer<typeof inboxFeedbackSchema>;
