import { z } from "zod";
import { handEditSchema } from "./edit/hand-edit.ts";

/** What a build is made from beside its description; stored, so that another process can begin it again. */
export const runRequestSchema = z.object({
  blueprint: z.object({ id: z.string().max(100), parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  ask: z.boolean(),
  /** The change of an existing API. */
  edit: z.object({ from: z.number().int(), over: z.uuid().nullable(), /** What was sent by hand; absent: by words. */ byHand: handEditSchema.optional() }).optional(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;
