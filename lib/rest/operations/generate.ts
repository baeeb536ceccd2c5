import { z } from "zod";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { generationEventSchema, liveResultSchema, type LiveResult } from "#lib/generation/events.ts";
import { outlineSchema } from "#lib/generation/outline/schema.ts";
import { runRequestSchema } from "#lib/generation/run-request.ts";
import { startGeneration } from "#lib/generation/start-generation.ts";
import type { Operation } from "../serve.ts";
import { buildStream, endOfBuild, wantsJson } from "./build-stream.ts";

const generateBody = z.object({
  prompt: z.string().optional().meta({ description: "What the API should do, in plain English. With a blueprint it may be left out." }),
  blueprint: z.object({ id: z.string().max(100), parameters: runRequestSchema.shape.blueprint.unwrap().shape.parameters.default({}) }).optional()
    .meta({ description: "Start from this tested API instead of the description: GET /api/v1/blueprints lists them." }),
  outline: outlineSchema.optional().meta({ description: "Build exactly these things and fields: what a refusal understood, or POST /api/v1/outlines, as you edited it. The description stays the reason." }),
  ask: z.boolean().default(true).meta({ description: "False: nobody is there to answer a question. Callers that accept only JSON are never asked." }),
}).refine(({ blueprint, outline }) => blueprint === undefined || outline === undefined, { message: "Send a blueprint or an outline, not both.", path: ["outline"] }).refine(({ prompt, blueprint }) => prompt !== undefined || blueprint !== undefined, { message: "Send the description as text in `prompt`, or a `blueprint`.", path: ["prompt"] });

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
  async run({ body: { prompt, blueprint, outline, ask }, request, actor, deps }) {
    const isJson = wantsJson(request);
    const described = prompt ?? catalogue.find(({ id }) => id === blueprint?.id)?.examplePrompt ?? `The blueprint ${blueprint?.id ?? ""}`;
    const started = await startGeneration({ prompt: described, ...(blueprint ? { blueprint } : {}), ...(outline ? { outline } : {}), ask: ask && !isJson }, actor, deps);
    return isJson ? (await endOfBuild(started)).result : buildStream(started, request);
  },
};
