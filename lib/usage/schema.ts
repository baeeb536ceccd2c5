import { z } from "zod";

/** Figures of one API over a period. Percentiles and mean are null without calls. */
export const usageSummarySchema = z.object({
  hours: z.number().int(),
  calls: z.number().int(),
  billed: z.number().int(),
  /** 5xx. */
  errors: z.number().int(),
  /** 4xx. */
  clientErrors: z.number().int(),
  meanMs: z.number().nullable(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  /** One per hour, oldest first, hours without calls included. ISO 8601. */
  byHour: z.array(z.object({ hour: z.string(), calls: z.number().int(), errors: z.number().int() })),
});
export type UsageSummary = z.infer<typeof usageSummarySchema>;

export const recentCallSchema = z.object({
  id: z.string(),
  requestId: z.string(),
  method: z.string(),
  statusCode: z.number().int(),
  responseTimeMs: z.number(),
  requestSizeBytes: z.number().int(),
  responseSizeBytes: z.number().int(),
  isCold: z.boolean(),
  /** What its console printed, oldest first: `[level, text]`, long output cut. */
  console: z.array(z.tuple([z.string(), z.string()])),
  createdAt: z.string(),
});
export type RecentCall = z.infer<typeof recentCallSchema>;
