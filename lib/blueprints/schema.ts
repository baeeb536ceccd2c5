import { z } from "zod";
import { CATEGORIES } from "#lib/apis/category.ts";
import { contractTestSchema, jsonSchema, METHODS } from "#lib/versions/schema.ts";

const named = { name: z.string(), label: z.string(), help: z.string() };
export const parameterSchema = z.discriminatedUnion("kind", [
  z.object({ ...named, kind: z.literal("integer"), default: z.number().int(), min: z.number().int(), max: z.number().int() }),
  z.object({ ...named, kind: z.literal("text"), default: z.string(), maxLength: z.number().int() }),
  z.object({ ...named, kind: z.literal("choice"), default: z.string(), options: z.array(z.string()) }),
  z.object({ ...named, kind: z.literal("flag"), default: z.boolean() }),
]);
export type BlueprintParameter = z.infer<typeof parameterSchema>;

export const pictureCallSchema = z.object({ caption: z.string(), method: z.enum(METHODS), path: z.string(), body: jsonSchema.optional(), status: z.number().int(), reply: jsonSchema.optional() });
export type BlueprintPictureCall = z.infer<typeof pictureCallSchema>;

/** A blueprint as the gallery lists it. */
export const blueprintSummarySchema = z.object({
  id: z.string(),
  name: z.string(),
  summary: z.string(),
  category: z.enum(CATEGORIES),
  /** What it keeps and does, one thing each. */
  points: z.array(z.string()),
  examplePrompt: z.string(),
  picture: z.array(pictureCallSchema),
});
export type BlueprintSummary = z.infer<typeof blueprintSummarySchema>;

/** With everything that is needed to start from it. `source` and `contractTests` are those of the default parameters. */
export const blueprintDetailSchema = blueprintSummarySchema.extend({
  description: z.string(),
  about: z.string(),
  assumptions: z.array(z.string()),
  publicRoutes: z.array(z.object({ method: z.enum(METHODS), path: z.string() })),
  parameters: z.array(parameterSchema),
  source: z.string(),
  contractTests: z.array(contractTestSchema),
});
export type BlueprintDetail = z.infer<typeof blueprintDetailSchema>;
