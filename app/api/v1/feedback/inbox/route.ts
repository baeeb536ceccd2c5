import { feedbackInboxOperation } from "#lib/rest/operations/feedback.ts";
import { routes, serve } from "../../../serve.ts";

export const { GET, POST, PUT, PATCH, DELETE } = routes({ GET: serve(feedbackInboxOperation) });
