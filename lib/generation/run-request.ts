import { z } from "zod";

/** What a build is made from beside its description; stored, so that another process can begin it again. */
export const runRequestSchema = z.object({
  blueprint: z.object({ id: z.string().max(100), parameters: z.record(z.string(), z.union([z.string(), z.number(), z.boolean()])) }).optional(),
  ask: z.boolean(),
});
export type RunRequest = z.infer<typeof runRequestSchema>;
