import { z } from "zod";

/** Calls that a sample key may make in all. */
export const SAMPLE_CALLS = 20;
export const SAMPLE_KEY_HOURS = 24;
/** What the sample is built from: it keeps nothing, so visitors can't leave anything for each other. */
export const SAMPLE_BLUEPRINT = "unit-conversion";

/** A key for the sample API, made for one visitor. */
export const sampleKeySchema = z.object({
  apiId: z.string(),
  /** Where the sample is called. */
  url: z.string(),
  key: z.string().meta({ description: "Told once." }),
  calls: z.number().int().meta({ description: "That it may make in all." }),
  expiresAt: z.string(),
});
export type SampleKey = z.infer<typeof sampleKeySchema>;
