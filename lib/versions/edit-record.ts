import { z } from "zod";
import { jsonSchema } from "./schema.ts";

/** A contract test of the version before that the change contradicts: it fails now, and the request says so in these words. */
export const contradictedTestSchema = z.object({ name: z.string(), words: z.string(), reason: z.string() });
export type ContradictedTest = z.infer<typeof contradictedTestSchema>;

/** How a version came out of another one; stored with it and shown. */
export const editRecordSchema = z.object({
  by: z.enum(["words", "hand"]),
  /** The number of the version that was changed. */
  base: z.number().int(),
  /** What was changed, one thing each. */
  changes: z.array(z.string()),
  /** How many contract tests of the version before were run and passed. */
  kept: z.number().int(),
  contradicted: z.array(contradictedTestSchema),
});
export type EditRecord = z.infer<typeof editRecordSchema>;

/** What the built-in generator reads again to write the same, and then the changes. */
export const recipeSchema = z.object({
  prompt: z.string(),
  blueprint: z.object({ id: z.string(), parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  /** Exactly these things and fields, as lib/generation/outline has them. */
  outline: jsonSchema.optional(),
  changes: z.array(z.string()),
});
export type Recipe = z.infer<typeof recipeSchema>;
