import { z } from "zod";
import { outlineOf } from "#lib/generation/outline/outline-of.ts";
import { type ReadOutline, readOutlineSchema } from "#lib/generation/outline/schema.ts";
import { normalisePrompt } from "#lib/generation/prompt.ts";
import type { Operation } from "../serve.ts";

const outlineBody = z.object({ prompt: z.string().meta({ description: "What the API should keep, in plain English." }) });

/** What the built-in generator reads in a description: to be edited, and built with POST /api/generate. Nothing is built or stored. */
export const outlineOperation: Operation<z.infer<typeof outlineBody>, ReadOutline> = {
  method: "POST",
  path: "/api/v1/outlines",
  summary: "A description as things and fields, and what of it isn't among them",
  scope: "generations:read",
  body: outlineBody,
  example: { prompt: "Dogs (name, breed, owner's phone), walks (dog, start, end)" },
  output: readOutlineSchema,
  isRepeatable: true,
  run: async ({ body }) => outlineOf(normalisePrompt(body.prompt)),
};
