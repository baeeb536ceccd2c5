import { cancelGeneration } from "#lib/generation/cancel-generation.ts";
import { followGeneration } from "#lib/generation/follow-generation.ts";
import { getGeneration } from "#lib/generation/get-generation.ts";
import { listGenerations } from "#lib/generation/list-generations.ts";
import { sseResponse } from "#lib/http/sse.ts";
import { param } from "../param.ts";
import type { Operation } from "../serve.ts";
import { asSse } from "./as-sse.ts";

export const listGenerationsOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/generations",
  summary: "The workspace's builds, newest first",
  scope: "generations:read",
  run: ({ query, actor, deps }) => {
    const limit = query.get("limit");
    const cursor = query.get("cursor");
    return listGenerations({ ...(limit ? { limit: Number(limit) || 1 } : {}), ...(cursor ? { cursor } : {}) }, actor, deps);
  },
};

export const getGenerationOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/generations/{id}",
  summary: "One build",
  scope: "generations:read",
  run: ({ params, actor, deps }) => getGeneration({ generationId: param(params, "id") }, actor, deps),
};

/** Resumes after `Last-Event-ID` (or `?after=`): stored events first, then live ones to the terminal one. */
export const generationEvents: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/generations/{id}/events",
  summary: "A build's events as SSE",
  scope: "generations:read",
  async run({ params, query, request, actor, deps }) {
    const after = Number(request.headers.get("last-event-id") ?? query.get("after") ?? 0);
    const generationId = param(params, "id");
    await getGeneration({ generationId }, actor, deps); // a stream that can't be opened is a problem body, not an empty stream
    return sseResponse((signal) => asSse(followGeneration({ generationId, afterSeq: Number.isInteger(after) && after > 0 ? after : 0 }, actor, deps, signal)), request);
  },
};

export const cancelGenerationOperation: Operation<undefined, { status: string }> = {
  method: "POST",
  path: "/api/v1/generations/{id}/cancel",
  summary: "Cancel a running build: nothing is deployed",
  scope: "generations:write",
  run: async ({ params, actor, deps }) => {
    await cancelGeneration({ generationId: param(params, "id") }, actor, deps);
    return { status: "cancelled" };
  },
};
