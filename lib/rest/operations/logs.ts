import { z } from "zod";
import { asUser } from "#lib/db/as-user.ts";
import { followLogs } from "#lib/logs/follow-logs.ts";
import { listLogs, requireApi } from "#lib/logs/list-logs.ts";
import { LOG_LEVELS, logEntrySchema, logEventSchema } from "#lib/logs/schema.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";
import { afterOf, afterQuery, openTail } from "./open-tail.ts";

const listQuery = z.object({
  level: z.string().max(100).transform((levels) => levels.split(",")).pipe(z.array(z.enum(LOG_LEVELS))).optional().meta({ description: "One or more, with commas: debug, log, info, warn, error, exception, platform." }),
  requestId: z.string().max(128).optional().meta({ description: "What one call printed." }),
  since: z.iso.datetime({ offset: true }).optional().meta({ description: "ISO 8601, with its offset." }),
  ...pageQuery(50),
});

export const listLogsOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/apis/{id}/logs",
  summary: "What an API printed and threw, newest first",
  scope: "usage:read",
  query: listQuery,
  output: pageOf(logEntrySchema),
  async run({ params, query, request, actor, deps }) {
    const { level, requestId, since, limit, cursor } = readQuery(listQuery, query);
    const filters = { ...(level ? { levels: level } : {}), ...(requestId ? { requestId } : {}), ...(since ? { since: new Date(since) } : {}), ...(cursor ? { cursor } : {}) };
    const page = await listLogs({ apiId: param(params, "id"), limit, ...filters }, actor, deps);
    return sendPage(page, request);
  },
};

const liveQuery = z.object(afterQuery);

/** Resumes after `Last-Event-ID` (or `?after=`); without it, begins with the last entries. */
export const followLogsOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/apis/{id}/logs/live",
  summary: "What an API prints and throws as SSE, from its last entries or after Last-Event-ID",
  scope: "usage:read",
  query: liveQuery,
  events: logEventSchema,
  async run({ params, query, request, actor, deps }) {
    const apiId = param(params, "id");
    await asUser(actor, deps.db, (tx) => requireApi(apiId, actor, tx)); // a stream that can't be opened is a problem body, not an empty stream
    const from = { apiId, ...afterOf(request, query) };
    return openTail({ apiId, event: "entry", afterId: from.afterId ?? 0, open: (signal) => followLogs(from, actor, deps, signal) }, request);
  },
};
