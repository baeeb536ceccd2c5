import { z } from "zod";
import { changeApi } from "#lib/apis/change-api.ts";
import { deleteApi } from "#lib/apis/delete-api.ts";
import { getApi } from "#lib/apis/get-api.ts";
import { API_SORTS, API_STATES, apiDetailSchema, apiSummarySchema, type ChangeApi, changeApiSchema, changedApiSchema, type DeletedApi, deletedApiSchema, RESTORABLE_DAYS, settableStatusSchema } from "#lib/apis/schema.ts";
import { apiTag } from "#lib/apis/api-tag.ts";
import { listApiPage } from "#lib/apis/list-api-page.ts";
import { listDeletedApis } from "#lib/apis/list-deleted-apis.ts";
import { restoreApi } from "#lib/apis/restore-api.ts";
import { setApiStatus } from "#lib/apis/set-api-status.ts";
import { type TryApiReply, tryApi, tryApiReplySchema, tryApiSchema } from "#lib/apis/try-api.ts";
import { ifMatch } from "#lib/http/etag.ts";
import { API_LIST } from "../example-answers.ts";
import { pageOf, pageQuery, sendPage, wholeOf } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";
import { taggedAs } from "../with-etag.ts";

const listQuery = z.object({
  q: z.string().max(200).regex(/^[^\0]*$/, "A text holds no NUL character.").optional().meta({ description: "Words of the name or the description, or an id." }),
  state: z.enum(API_STATES).optional().meta({ description: "`errors`: those with errors in the last 24 hours, and those that failed." }),
  sort: z.enum(API_SORTS).optional().meta({ description: "Newest first without it. A minus: from the greatest." }),
  ...pageQuery(100),
});

export const listApisOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis",
  summary: "The workspace's APIs with their state and last day's figures",
  scope: "apis:read",
  query: listQuery,
  output: pageOf(apiSummarySchema),
  answer: API_LIST,
  run: async ({ query, request, actor, deps }) => sendPage(await listApiPage(readQuery(listQuery, query), actor, deps), request),
};

export const getApiOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}",
  summary: "One API with its live version, source, contract tests and gate record",
  scope: "apis:read",
  output: apiDetailSchema,
  etag: true,
  async run({ params, actor, deps }) {
    const api = await getApi({ apiId: param(params, "id") }, actor, deps);
    return taggedAs(api, apiTag({ ...api, liveVersionId: api.liveVersion?.id ?? null }));
  },
};

export const changeApiOperation: Operation<ChangeApi, never> = {
  method: "PATCH",
  path: "/api/v1/apis/{id}",
  summary: "Change what an API is called, what is said of it, and how many calls it takes an hour",
  description: "What is left out stays. A limit holds everywhere within a second.",
  scope: "apis:write",
  body: changeApiSchema,
  example: { callsPerHour: 500 },
  output: changedApiSchema,
  etag: true,
  async run({ params, body, request, actor, deps }) {
    const { tag, ...changed } = await changeApi({ apiId: param(params, "id"), changes: body, isExpected: ifMatch(request.headers.get("if-match")) ?? undefined }, actor, deps);
    return taggedAs(changed, tag);
  },
};

export const deleteApiOperation: Operation<undefined, void> = {
  method: "DELETE",
  path: "/api/v1/apis/{id}",
  summary: "Delete an API: its address answers 410 from then on",
  description: `For ${RESTORABLE_DAYS} days it can be restored, then it and all that it stored is removed.`,
  scope: "apis:write",
  successStatus: 204,
  run: async ({ params, actor, deps }) => {
    await deleteApi({ apiId: param(params, "id") }, actor, deps);
  },
};

export const pauseApi = setStatus("paused", "/api/v1/apis/{id}/pause", "Pause an API: calls answer 423");
export const resumeApi = setStatus("active", "/api/v1/apis/{id}/resume", "Resume a paused or failed API");

function setStatus(status: "active" | "paused", path: string, summary: string): Operation<undefined, { status: string }> {
  return {
    method: "POST", path, summary, scope: "apis:write", isRepeatable: true, output: z.object({ status: settableStatusSchema }),
    run: async ({ params, actor, deps }) => {
      await setApiStatus({ apiId: param(params, "id"), status }, actor, deps);
      return { status };
    },
  };
}

export const tryApiOperation: Operation<z.infer<typeof tryApiSchema>, TryApiReply> = {
  method: "POST",
  path: "/api/v1/apis/{id}/try",
  summary: "Call an API as its owner, unmetered",
  scope: "apis:write",
  body: tryApiSchema,
  example: { method: "GET", path: "/books" },
  output: tryApiReplySchema,
  errors: ["not_found", "gone", "paused", "unavailable", "bad_gateway", "deadline"],
  run: ({ body, params, actor, deps }) => tryApi({ ...body, apiId: param(params, "id") }, actor, deps),
};

export const listDeletedApisOperation: Operation<undefined, { items: DeletedApi[]; cursor: null }> = {
  method: "GET",
  path: "/api/v1/deleted-apis",
  summary: "Deleted APIs that can still be restored, each with the day on which it goes",
  scope: "apis:read",
  output: wholeOf(deletedApiSchema),
  run: async ({ actor, deps }) => ({ items: await listDeletedApis({}, actor, deps), cursor: null }),
};

export const restoreApiOperation: Operation<undefined, { id: string }> = {
  method: "POST",
  path: "/api/v1/apis/{id}/restore",
  summary: "Undo the deletion of an API: it answers again, with its keys, versions, secrets and data",
  description: `Possible for ${RESTORABLE_DAYS} days after it was deleted.`,
  scope: "apis:write",
  output: z.object({ id: z.string() }),
  errors: ["conflict", "gone"],
  run: async ({ params, actor, deps }) => {
    const apiId = param(params, "id");
    await restoreApi({ apiId }, actor, deps);
    return { id: apiId };
  },
};
