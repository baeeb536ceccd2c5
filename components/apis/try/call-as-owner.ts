import type { ReadyCall } from "./draft-call.ts";
import { askInTime } from "#components/ui/ask-in-time.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";
import type { OwnerReply } from "./reply-schema.ts";

/** Why there is no reply. */
export interface CallProblem {
  message: string;
  requestId: string | null;
}

/** An API may take 30 s itself, and wake before. */
const LIMIT_MS = 45_000;

/** Calls an API through REST as the person who is signed in. `version`: null is the live one. */
export async function callAsOwner(apiId: string, { method, path, headers, body }: ReadyCall, version: number | null): Promise<{ reply: OwnerReply } | { problem: CallProblem }> {
  return askForReply(`/api/v1/apis/${apiId}/try`, { method, path, headers, ...(body === null ? {} : { body }), ...(version === null ? {} : { version }) });
}

/** The same of an operation that answers with what an API said. */
export async function askForReply(address: string, body: unknown): Promise<{ reply: OwnerReply } | { problem: CallProblem }> {
  try {
    const asked = askInTime(address, { method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(body) }, LIMIT_MS);
    const [response, { replySchema, problemSchema }] = await Promise.all([asked, import("./reply-schema.ts")]);
    const answer: unknown = await response.json();
    if (response.ok) return { reply: replySchema.parse(answer) };
    const told = problemSchema.safeParse(answer);
    return { problem: told.success ? { message: told.data.message, requestId: told.data.request_id ?? null } : { message: `The server answered ${response.status}. Try again.`, requestId: null } };
  } catch (error) {
    return { problem: { message: whyUnanswered(error, LIMIT_MS), requestId: null } };
  }
}
