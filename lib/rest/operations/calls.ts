import { z } from "zod";
import { type ReplayCall, replayCall, replayCallSchema } from "#lib/apis/replay-call.ts";
import { tryApiReplySchema, type TryApiReply } from "#lib/apis/try-api.ts";
import { asUser } from "#lib/db/as-user.ts";
import { type CallDetails, callDetailsSchema, callEntrySchema, callEventSchema, callFilterSchema } from "#lib/calls/schema.ts";
import { followCalls } from "#lib/calls/follow-calls.ts";
import { getCall } from "#lib/calls/get-call.ts";
import { listCalls } from "#lib/calls/list-calls.ts";
import { requireApi } from "#lib/logs/list-logs.ts";
import { testOfCall } from "#lib/calls/test-of-call.ts";
import { AppError } from "#lib/errors.ts";
import { type ContractTest, contractTestSchema } from "#lib/versions/schema.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";
import { afterOf, afterQuery, openTail } from "./open-tail.ts";

const listQuery = callFilterSchema.extend(pageQuery(50));

export const listCallsOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/calls",
  summary: "An API's calls, newest first, by status, method, path, text or request id",
  description: "Kept as long as the plan keeps logs, up to 1,200 a minute of one API; analytics counts all. A page looks at 10,000 calls at most: with a narrow filter it may hold few or none and still have a `cursor` to go on from.",
  scope: "usage:read",
  query: listQuery,
  output: pageOf(callEntrySchema).extend({ lookedBackTo: z.string().nullable().meta({ description: "When the oldest call was made that this page looked at, whether it fits or not. ISO 8601." }) }),
  errors: ["gone"],
  run: async ({ params, query, request, actor, deps }) => sendPage(await listCalls({ apiId: param(params, "id"), ...readQuery(listQuery, query) }, actor, deps), request),
};

const liveQuery = callFilterSchema.extend(afterQuery);

/** Resumes after `Last-Event-ID` (or `?after=`); without it, begins now. */
export const followCallsOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/calls/live",
  summary: "An API's calls as SSE as they end, from now or after Last-Event-ID",
  scope: "usage:read",
  query: liveQuery,
  events: callEventSchema,
  async run({ params, query, request, actor, deps }) {
    const apiId = param(params, "id");
    const { after: _after, ...filter } = readQuery(liveQuery, query);
    await asUser(actor, deps.db, (tx) => requireApi(apiId, actor, tx)); // a stream that can't be opened is a problem body, not an empty stream
    const from = { apiId, ...filter, ...afterOf(request, query) };
    return openTail({ apiId, event: "call", afterId: from.afterId ?? 0, open: (signal) => followCalls(from, actor, deps, signal) }, request);
  },
};

export const getCallOperation: Operation<undefined, CallDetails> = {
  method: "GET",
  path: "/api/v1/apis/{id}/calls/{callId}",
  summary: "One call: what came in, what came back, what it printed and what it asked of others",
  description: "Without credentials, and without what is named like a secret. Bodies are kept when they are JSON of at most 8 KB.",
  scope: "usage:read",
  output: callDetailsSchema,
  errors: ["gone"],
  run: ({ params, actor, deps }) => getCall(callOf(params), actor, deps),
};

export const replayCallOperation: Operation<ReplayCall, TryApiReply> = {
  method: "POST",
  path: "/api/v1/apis/{id}/calls/{callId}/replay",
  summary: "Send a call again as the API's owner, unmetered, also to another version",
  description: "One whose method may change data is sent only with `writes: true`.",
  scope: "apis:write",
  alsoNeeds: ["usage:read"],
  body: replayCallSchema,
  example: { version: 1, writes: false },
  output: tryApiReplySchema,
  errors: ["conflict", "gone", "paused", "unavailable", "bad_gateway", "deadline"],
  run: ({ body, params, actor, deps }) => replayCall({ ...callOf(params), ...body }, actor, deps),
};

export const testOfCallOperation: Operation<undefined, ContractTest> = {
  method: "GET",
  path: "/api/v1/apis/{id}/calls/{callId}/contract-test",
  summary: "A contract test from a call: the same request, the same status",
  description: "A proposal to store with the next version. Tests run on empty data.",
  scope: "usage:read",
  output: contractTestSchema,
  errors: ["conflict", "gone"],
  run: ({ params, actor, deps }) => testOfCall(callOf(params), actor, deps),
};

function callOf(params: Record<string, string>): { apiId: string; callId: number } {
  const callId = z.coerce.number().int().positive().safeParse(param(params, "callId"));
  if (!callId.success) throw new AppError("not_found", "There is no such call in this API's logs, or its time there is over.");
  return { apiId: param(params, "id"), callId: callId.data };
}
