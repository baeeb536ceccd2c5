import { z } from "zod";
import type { WorkspaceChange } from "#lib/db/workspace-feed.ts";
import { AppError } from "#lib/errors.ts";
import { sseResponse, type SseEvent } from "#lib/http/sse.ts";
import { workspaceEventSchema } from "#lib/workspaces/events.ts";
import { followWorkspace } from "#lib/workspaces/follow-workspace.ts";
import { type Operation, readQuery } from "../serve.ts";

/** A stream ends after so long; its reader connects again. */
const LIFE_MS = 30 * 60_000;
/** Of one workspace in this process. */
const MAX_STREAMS = 100;
const streams = new Map<string, number>();

const eventsQuery = z.object({ since: z.coerce.number().int().min(0).optional().meta({ description: "A time in ms since 1970: changes after it are told first. Like Last-Event-ID, for who read a page at that time." }) });

export const followWorkspaceOperation: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/events",
  summary: "What changes in the workspace as SSE: its kind and its API, from now on or after Last-Event-ID",
  description: "Events say what changed, not what it is now: read that. What came within the last minute is told again to who comes back with the last id; who was away for longer gets `everything`.",
  scope: "workspace:read",
  query: eventsQuery,
  events: workspaceEventSchema,
  errors: ["rate_limited"],
  async run({ query, request, actor, deps }) {
    const { since } = readQuery(eventsQuery, query);
    const { workspaceId } = actor;
    if ((streams.get(workspaceId) ?? 0) >= MAX_STREAMS) throw new AppError("rate_limited", `The changes of this workspace are followed ${MAX_STREAMS} times already. Close some of the pages.`, { headers: { "Retry-After": "60" } });
    const last = Number(request.headers.get("last-event-id") ?? Number.NaN);
    const from = Number.isSafeInteger(last) && last >= 0 ? last : (since ?? deps.clock.now());
    const ended = new AbortController();
    const changes = await followWorkspace({ since: from }, actor, deps, AbortSignal.any([request.signal, ended.signal, AbortSignal.timeout(LIFE_MS)]));
    return sseResponse((gone) => {
      gone.addEventListener("abort", () => ended.abort(), { once: true });
      return counted(workspaceId, asSse(changes, from, gone));
    }, request);
  },
};

async function* asSse(changes: AsyncIterable<WorkspaceChange>, from: number, gone: AbortSignal): AsyncGenerator<SseEvent, void> {
  let last = from;
  for await (const { id, kind, apiId } of changes) {
    last = id;
    yield { id, event: "change", data: { type: "change", kind, apiId } };
  }
  if (!gone.aborted) yield { id: last, event: "end", data: { type: "end", kind: "everything", apiId: null } };
}

async function* counted(workspaceId: string, events: AsyncIterable<SseEvent>): AsyncGenerator<SseEvent, void> {
  streams.set(workspaceId, (streams.get(workspaceId) ?? 0) + 1);
  try {
    yield* events;
  } finally {
    const left = (streams.get(workspaceId) ?? 1) - 1;
    if (left > 0) streams.set(workspaceId, left);
    else streams.delete(workspaceId);
  }
}
