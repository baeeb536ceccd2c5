import { z } from "zod";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { AppError } from "#lib/errors.ts";
import { generationEventSchema, isTerminal, liveResultSchema, type LiveResult } from "#lib/generation/events.ts";
import { runRequestSchema } from "#lib/generation/run-request.ts";
import { startGeneration, type StartedGeneration } from "#lib/generation/start-generation.ts";
import { sseResponse } from "#lib/http/sse.ts";
import type { Operation } from "../serve.ts";
import { asSse } from "./as-sse.ts";

const generateBody = z.object({
  prompt: z.string().optional().meta({ description: "What the API should do, in plain English. With a blueprint it may be left out." }),
  blueprint: z.object({ id: z.string().max(100), parameters: runRequestSchema.shape.blueprint.unwrap().shape.parameters.default({}) }).optional()
    .meta({ description: "Start from this tested API instead of the description: GET /api/v1/blueprints lists them." }),
  ask: z.boolean().default(true).meta({ description: "False: nobody is there to answer a question. Callers that accept only JSON are never asked." }),
}).refine(({ prompt, blueprint }) => prompt !== undefined || blueprint !== undefined, { message: "Send the description as text in `prompt`, or a `blueprint`.", path: ["prompt"] });

/** Describes an API; answers with the build's events as SSE, or with the result alone when `Accept: application/json`. */
export const generate: Operation<z.infer<typeof generateBody>, LiveResult> = {
  method: "POST",
  path: "/api/generate",
  summary: "Describe an API and build it",
  scope: "generations:write",
  body: generateBody,
  example: { prompt: "Manage books with title" },
  output: liveResultSchema,
  events: generationEventSchema,
  toldAgain: ({ key: _key, ...result }) => result,
  async run({ body: { prompt, blueprint, ask }, request, actor, deps }) {
    const accept = request.headers.get("accept") ?? "";
    const wantsJson = /\bapplication\/json\b/.test(accept) && !/\btext\/event-stream\b/.test(accept);
    const described = prompt ?? catalogue.find(({ id }) => id === blueprint?.id)?.examplePrompt ?? `The blueprint ${blueprint?.id ?? ""}`;
    const started = await startGeneration({ prompt: described, ...(blueprint ? { blueprint } : {}), ask: ask && !wantsJson }, actor, deps);
    const headers = { "X-Generation-ID": started.generationId };
    return wantsJson ? await resultOf(started) : sseResponse((signal) => asSse(started.events(signal)), request, headers);
  },
};

async function resultOf(started: StartedGeneration): Promise<LiveResult> {
  for await (const { event } of started.events()) {
    if (!isTerminal(event)) continue;
    if (event.type === "live") return event.result;
    if (event.type === "failed") {
      const code = event.outcome === "refused" ? "generation_refused" : event.error === "unavailable" ? "unavailable" : "generation_failed";
      throw new AppError(code, event.message, { extensions: { generationId: started.generationId, outcome: event.outcome, reason: event.error, stages: event.stages, suggestions: event.suggestions },
        headers: code === "unavailable" ? { "Retry-After": "5" } : {} });
    }
  }
  throw new AppError("internal", "The build ended without a result. Nothing was deployed: start it again.");
}
