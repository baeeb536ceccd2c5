import { answerFeedbackOperation } from "#lib/rest/operations/feedback.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ PATCH: serve(answerFeedbackOperation) });
