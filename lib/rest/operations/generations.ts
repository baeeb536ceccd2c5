import { z } from "zod";
import { answerGeneration, answerSchema } from "#lib/generation/answer-generation.ts";
import { cancelGeneration } from "#lib/generation/cancel-generation.ts";
import { generationEventSchema } from "#lib/generation/events.ts";
import { followGeneration } from "#lib/generation/follow-generation.ts";
import { getGeneration } from "#lib/generation/get-generation.ts";
import { listGenerations } from "#lib/generation/list-generations.ts";
import { type GenerationDetail, GENERATION_STATUSES, generationDetailSchema, generationSchema } from "#lib/generation/schema.ts";
import { sseResponse } from "#lib/http/sse.ts";
import { BUILD_DETAIL, BUILD_LIST } from "../example-answers.ts";
import { pageOf, pageQuery, sendPage } from "../page.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";
import { asSse } from "./as-sse.ts";

const listQuery = z.object({
  status: z.enum(GENERATION_STATUSES).optional(),
  ...pageQuery(20),
});

export const listGenerationsOperation: Operation<undefined, unknown> = {
  method: "GET",
  path: "/api/v1/generations",
  summary: "The workspace's builds, newest first",
  scope: "generations:read",
  query: listQuery,
  output: pageOf(generationSchema),
  answer: BUILD_LIST,
  async run({ query, request, actor, deps }) {
    const { status, limit, cursor } = readQuery(listQuery, query);
    const page = await listGenerations({ limit, ...(status ? { status } : {}), ...(cursor ? { cursor } : {}) }, actor, deps);
    return sendPage(page, request);
  },
};

export const getGenerationOperation: Operation<undefined, GenerationDetail> = {
  method: "GET",
  path: "/api/v1/generations/{id}",
  summary: "One build with its stages, what it used, its question and its result",
  scope: "generations:read",
  output: generationDetailSchema,
  answer: BUILD_DETAIL,
  run: ({ params, actor, deps }) => getGeneration({ generationId: param(params, "id") }, actor, deps),
};

const eventsQuery = z.object({ after: z.string().optional().meta({ description: "Like Last-Event-ID, for clients that can't set it." }) });

/** Resumes after `Last-Event-ID` (or `?after=`): stored events first, then live ones to the terminal one. */
export const generationEvents: Operation<undefined, never> = {
  method: "GET",
  path: "/api/v1/generations/{id}/events",
  summary: "A build's events as SSE, from the first or after Last-Event-ID, to its end",
  scope: "generations:read",
  query: eventsQuery,
  events: generationEventSchema,
  async run({ params, query, request, actor, deps }) {
    const after = Number(request.headers.get("last-event-id") ?? query.get("after") ?? 0);
    const generationId = param(params, "id");
    await getGeneration({ generationId }, actor, deps); // a stream that can't be opened is a problem body, not an empty stream
    return sseResponse((signal) => asSse(followGeneration({ generationId, afterSeq: Number.isInteger(after) && after > 0 ? after : 0 }, actor, deps, signal)), request);
  },
};

export const cancelGenerationOperation: Operation<undefined, { status: "cancelled" }> = {
  method: "POST",
  path: "/api/v1/generations/{id}/cancel",
  summary: "Cancel a running build: nothing is deployed",
  scope: "generations:write",
  output: z.object({ status: z.literal("cancelled") }),
  isRepeatable: true,
  run: async ({ params, actor, deps }) => {
    await cancelGeneration({ generationId: param(params, "id") }, actor, deps);
    return { status: "cancelled" };
  },
};

export const answerGenerationOperation: Operation<z.infer<typeof answerSchema>, { status: "answered" }> = {
  method: "POST",
  path: "/api/v1/generations/{id}/answer",
  summary: "Answer the question that a build waits with",
  scope: "generations:write",
  body: answerSchema,
  example: { answer: "A" },
  output: z.object({ status: z.literal("answered") }),
  run: async ({ body, params, actor, deps }) => {
    await answerGeneration({ generationId: param(params, "id"), answer: body.answer }, actor, deps);
    return { status: "answered" };
  },
};
