import { z } from "zod";

/** What an API said, as REST tells it to its owner. */
export const replySchema = z.object({
  status: z.number(), headers: z.record(z.string(), z.string()), body: z.string(), ms: z.number(), requestId: z.string(), isCold: z.boolean(), wakeMs: z.number(), version: z.number().nullable(),
});
export type OwnerReply = z.infer<typeof replySchema>;
export const problemSchema = z.object({ message: z.string(), request_id: z.string().optional() });
