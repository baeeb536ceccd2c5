import { z } from "zod";

/** What was asked of an API, and what became of it. */
export const messageSchema = z.object({
  type: z.enum(["user", "assistant"]),
  content: z.string(),
  /** The version that came of it; null: none did, or not yet. */
  version: z.number().int().nullable(),
  generationId: z.string(),
  /** ISO 8601. */
  at: z.string(),
});
export type Message = z.infer<typeof messageSchema>;
