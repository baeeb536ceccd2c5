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

/** As long as a description and a message may be. */
const text = z.string().max(8_000);
export const MOST_CHANGES = 40;

/** What the built-in generator reads again to write the same, and then the changes. Also out of a package that anybody may have written. */
export const recipeSchema = z.object({
  prompt: text,
  blueprint: z.object({ id: z.string(), parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  /** Exactly these things and fields, as lib/generation/outline has them. */
  outline: jsonSchema.optional(),
  changes: z.array(text).max(MOST_CHANGES),
});
export type Recipe = z.infer<typeof recipeSchema>;
