import { z } from "zod";

export const runtimeStateSchema = z.enum(["asleep", "waking", "awake", "draining", "paused", "failed"]);

/** The runtime of an API now. */
export const runtimeSchema = z.object({
  state: runtimeStateSchema,
  /** ISO 8601: in this state since. */
  since: z.string(),
  versionId: z.string().nullable(),
  /** Since the runner started. */
  wakes: z.number().int(),
  lastWakeMs: z.number().nullable(),
  memoryBytes: z.number().nullable(),
  /** CPU time of the process so far. */
  cpuMs: z.number().nullable(),
  /** Calls that wait for it to wake. */
  queue: z.number().int(),
  /** Why it was stopped the last time, when it did not end by itself. */
  reason: z.string().nullable(),
});
export type ApiRuntime = z.infer<typeof runtimeSchema>;
