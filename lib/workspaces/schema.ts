import { z } from "zod";

export const planSchema = z.enum(["free", "pro", "enterprise"]);

/** A workspace with its plan, its limits (an administrator's override counts before the plan's figure) and what this hour used of them. */
export const workspaceSchema = z.object({
  id: z.string(),
  name: z.string(),
  isPersonal: z.boolean(),
  plan: planSchema,
  limits: z.object({ callsPerHour: z.number().int(), generationsPerHour: z.number().int() }),
  usedThisHour: z.object({ calls: z.number().int(), generations: z.number().int() }),
});
export type Workspace = z.infer<typeof workspaceSchema>;
