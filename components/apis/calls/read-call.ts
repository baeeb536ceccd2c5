import type { CallDetails } from "#lib/calls/schema.ts";
import { askInTime } from "#components/ui/ask-in-time.ts";
import { whyUnanswered } from "#components/ui/why-unanswered.ts";
import type { CallProblem } from "../try/call-as-owner.ts";

/** Everything that is known of a call, or why it can't be had. Rejects when `signal` ends it. */
export async function readCall(apiId: string, callId: number, signal: AbortSignal): Promise<{ call: CallDetails } | { problem: CallProblem }> {
  try {
    const asked = askInTime(`/api/v1/apis/${apiId}/calls/${callId}`, { signal });
    const [response, { callDetailsSchema }, { problemSchema }] = await Promise.all([asked, import("#lib/calls/schema.ts"), import("../try/reply-schema.ts")]);
    if (response.status === 404) return { problem: { message: "It is older than the logs are kept.", requestId: null } };
    const answer: unknown = await response.json();
    if (response.ok) return { call: callDetailsSchema.parse(answer) };
    const told = problemSchema.safeParse(answer);
    return { problem: { message: told.success ? told.data.message : `The server answered ${response.status}.`, requestId: (told.success ? told.data.request_id : null) ?? null } };
  } catch (error) {
    if (signal.aborted) throw error;
    return { problem: { message: whyUnanswered(error), requestId: null } };
  }
}
