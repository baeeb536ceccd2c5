import { z } from "zod";
import { answerFeedback, feedbackInbox } from "#lib/feedback/feedback-inbox.ts";
import { listFeedback } from "#lib/feedback/list-feedback.ts";
import { type AnswerFeedback, answerFeedbackSchema, type Feedback, FEEDBACK_STATUSES, feedbackSchema, inboxFeedbackSchema, sendFeedbackSchema } from "#lib/feedback/schema.ts";
import { sendFeedback } from "#lib/feedback/send-feedback.ts";
import { pageOf, pageQuery, sendPage, wholeOf } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";

const sentSchema = z.object({ id: z.string() });
export const sendFeedbackOperation: Operation<z.infer<typeof sendFeedbackSchema>, { id: string }> = {
  method: "POST",
  path: "/api/v1/feedback",
  summary: "Tell the administrators of this installation something",
  scope: "account",
  body: sendFeedbackSchema,
  example: { type: "idea", message: "A dark theme for the reference." },
  output: sentSchema,
  successStatus: 201,
  errors: ["rate_limited"],
  run: ({ body, actor, deps }) => sendFeedback(body, actor, deps),
};

export const listFeedbackOperation: Operation<undefined, { items: Feedback[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/feedback",
  summary: "What you sent, with the answers",
  scope: "account",
  output: wholeOf(feedbackSchema),
  run: async ({ actor, deps }) => ({ items: await listFeedback({}, actor, deps), cursor: null }),
};

const inboxQuery = z.object({ status: z.enum(FEEDBACK_STATUSES).optional(), ...pageQuery(50) });
export const feedbackInboxOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/feedback/inbox",
  summary: "What everybody sent; for administrators",
  scope: "account",
  query: inboxQuery,
  output: pageOf(inboxFeedbackSchema),
  run: async ({ query, request, actor, deps }) => sendPage(await feedbackInbox(readQuery(inboxQuery, query), actor, deps), request),
};

export const answerFeedbackOperation: Operation<AnswerFeedback, AnswerFeedback> = {
  method: "PATCH",
  path: "/api/v1/feedback/{feedbackId}",
  summary: "Answer what somebody sent; for administrators",
  scope: "account",
  body: answerFeedbackSchema,
  example: { status: "resolved", response: "It is there since this morning." },
  output: answerFeedbackSchema,
  errors: ["not_found"],
  run: ({ body, params, actor, deps }) => answerFeedback({ id: param(params, "feedbackId"), ...body }, actor, deps),
};
