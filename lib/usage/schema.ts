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

/** What an API asked of another service. */
export const outboundCallEntrySchema = z.object({
  /** The call of the API during which it was. */
  requestId: z.string(),
  method: z.string(),
  host: z.string(),
  /** Null: no reply came. */
  statusCode: z.number().int().nullable(),
  responseTimeMs: z.number(),
  requestSizeBytes: z.number().int(),
  responseSizeBytes: z.number().int(),
  /** Why it was refused or broke off. */
  reason: z.string().nullable(),
  /** ISO 8601. */
  createdAt: z.string(),
});
export type OutboundCallEntry = z.infer<typeof outboundCallEntrySchema>;
