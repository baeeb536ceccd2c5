import { z } from "zod";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { generationEventSchema, liveResultSchema, type LiveResult } from "#lib/generation/events.ts";
import { isStorable, NOT_STORABLE } from "#lib/generation/edit/hand-edit.ts";
import { importPrompt, MAX_DOCUMENT_LENGTH, readDocument } from "#lib/generation/openapi-import/read-document.ts";
import { outlineSchema } from "#lib/generation/outline/schema.ts";
import { runRequestSchema } from "#lib/generation/run-request.ts";
import { startGeneration } from "#lib/generation/start-generation.ts";
import { BUILD_RESULT } from "../example-answers.ts";
import type { Operation } from "../serve.ts";
import { buildStream, endOfBuild, wantsJson } from "./build-stream.ts";

const generateBody = z.object({
  prompt: z.string().optional().meta({ description: "What the API should do, in plain English. With a blueprint it may be left out." }),
  blueprint: z.object({ id: z.string().max(100), parameters: runRequestSchema.shape.blueprint.unwrap().shape.parameters.default({}) }).optional()
    .meta({ description: "Start from this tested API instead of the description: GET /api/v1/blueprints lists them." }),
  outline: outlineSchema.optional().meta({ description: "Build exactly these things and fields: what a refusal understood, or POST /api/v1/outlines, as you edited it. The description stays the reason." }),
  openapi: z.string().max(MAX_DOCUMENT_LENGTH, `An OpenAPI document may have ${MAX_DOCUMENT_LENGTH.toLocaleString("en")} characters.`).refine((text) => isStorable(text), NOT_STORABLE).optional().meta({ description: "Start from this OpenAPI document, as JSON or YAML text. What of it is not built is told in `leftOut`. A description beside it says more." }),
  ask: z.boolean().default(true).meta({ description: "False: nobody is there to answer a question. Callers that accept only JSON are never asked." }),
}).refine(({ blueprint, outline }) => blueprint === undefined || outline === undefined, { message: "Send a blueprint or an outline, not both.", path: ["outline"] }).refine(({ blueprint, outline, openapi }) => openapi === undefined || (blueprint === undefined && outline === undefined), { message: "Send an OpenAPI document, a blueprint or an outline: one of them.", path: ["openapi"] })
  .refine(({ prompt, blueprint, openapi }) => prompt !== undefined || blueprint !== undefined || openapi !== undefined, { message: "Send the description as text in `prompt`, a `blueprint`, or a document in `openapi`.", path: ["prompt"] });

/** Describes an API; answers with the build's events as SSE, or with the result alone when `Accept: application/json`. */
export const generate: Operation<z.infer<typeof generateBody>, LiveResult> = {
  method: "POST",
  path: "/api/generate",
  summary: "Describe an API and build it",
  scope: "generations:write",
  alsoNeeds: ["apis:write"],
  body: generateBody,
  example: { prompt: "Manage books with title" },
  output: liveResultSchema,
  answer: BUILD_RESULT,
  events: generationEventSchema,
  toldAgain: ({ key: _key, ...result }) => result,
  async run({ body: { prompt, blueprint, outline, openapi, ask }, request, actor, deps }) {
    const isJson = wantsJson(request);
    const described = prompt ?? (openapi === undefined ? null : importPrompt(readDocument(openapi))) ?? catalogue.find(({ id }) => id === blueprint?.id)?.examplePrompt ?? `The blueprint ${blueprint?.id ?? ""}`;
    const started = await startGeneration({ prompt: described, ...(blueprint ? { blueprint } : {}), ...(outline ? { outline } : {}), ...(openapi === undefined ? {} : { document: openapi }), ask: ask && !isJson }, actor, deps);
    return isJson ? (await endOfBuild(started)).result : buildStream(started, request);
  },
};
