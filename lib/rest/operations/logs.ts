import { z } from "zod";
import { asUser } from "#lib/db/as-user.ts";
import { AppError } from "#lib/errors.ts";
import { sseResponse, type SseEvent } from "#lib/http/sse.ts";
import { followLogs } from "#lib/logs/follow-logs.ts";
import { listLogs, requireApi } from "#lib/logs/list-logs.ts";
import { LOG_LEVELS, logEntrySchema, logEventSchema, type LogEntry } from "#lib/logs/schema.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";

/** A tail ends after so long; its reader connects again, and is looked at again. */
const TAIL_LIFE_MS = 30 * 60_000;
/** Of one API in this process: each reads for itself what its reader may see. */
const MAX_TAILS = 20;
const tails = new Map<string, number>();

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

const liveQuery = z.object({ after: z.string().optional().meta({ description: "Like Last-Event-ID, for clients that can't set it." }) });

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
    if ((tails.get(apiId) ?? 0) >= MAX_TAILS) throw new AppError("rate_limited", `The logs of this API are followed ${MAX_TAILS} times already. Close one of the pages, or read them without following.`, { headers: { "Retry-After": "60" } });
    const after = Number(request.headers.get("last-event-id") ?? query.get("after") ?? Number.NaN);
    const from: { apiId: string; afterId?: number } = { apiId, ...(Number.isSafeInteger(after) && after >= 0 ? { afterId: after } : {}) };
    return sseResponse((gone) => counted(apiId, asSse((signal) => followLogs(from, actor, deps, signal), from.afterId ?? 0, gone)), request);
  },
};

async function* asSse(open: (signal: AbortSignal) => AsyncIterable<LogEntry>, afterId: number, gone: AbortSignal): AsyncGenerator<SseEvent, void> {
  let last = afterId;
  for await (const entry of open(AbortSignal.any([gone, AbortSignal.timeout(TAIL_LIFE_MS)]))) {
    last = entry.id;
    yield { id: entry.id, event: "entry", data: entry };
  }
  if (!gone.aborted) yield { id: last, event: "end", data: { reason: "The tail was open for its longest time. Connect again." } };
}

async function* counted<Event>(apiId: string, events: AsyncIterable<Event>): AsyncGenerator<Event, void> {
  tails.set(apiId, (tails.get(apiId) ?? 0) + 1);
  try {
    yield* events;
  } finally {
    const left = (tails.get(apiId) ?? 1) - 1;
    if (left > 0) tails.set(apiId, left);
    else tails.delete(apiId);
  }
}
