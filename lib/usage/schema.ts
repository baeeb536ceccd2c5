import { z } from "zod";

/** What calls come to. Rates are shares of the requests, times are within 2 %; both are null without requests. */
const figures = {
  requests: z.int(),
  /** 4xx. */
  clientErrors: z.int(),
  /** 5xx. */
  errors: z.int(),
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
};

export const ANALYTICS_PERIODS = ["1h", "24h", "7d", "30d"] as const;
export type AnalyticsPeriod = (typeof ANALYTICS_PERIODS)[number];

/** One API over a period, which begins and ends with a point of the series. Times are ISO 8601. */
export const apiAnalyticsSchema = z.object({
  apiId: z.string(),
  period: z.enum([...ANALYTICS_PERIODS, "custom"]),
  from: z.string(),
  to: z.string(),
  ...figures,
  /** Below 400. */
  successRate: z.number().nullable(),
  clientErrorRate: z.number().nullable(),
  /** 5xx. */
  errorRate: z.number().nullable(),
  meanMs: z.number().nullable(),
  requestBytes: z.int(),
  responseBytes: z.int(),
  billed: z.int(),
  /** Calls that woke it. */
  wakes: z.int(),
  /** How long a point of the series is. */
  interval: z.enum(["minute", "hour", "day"]),
  /** Oldest first, those without calls included; the last is the current one when the period ends now. */
  series: z.array(z.object({ at: z.string(), ...figures, wakes: z.int() })),
  /** Most common first. */
  statuses: z.array(z.object({ status: z.int(), requests: z.int() })),
  /** Busiest first, ten at most. Null: calls that fit no operation of the API's OpenAPI document. */
  endpoints: z.array(z.object({ endpoint: z.string().nullable(), ...figures })),
  /** Busiest first, ten at most. Null: calls without a valid key. The name is null without `keys:read`. */
  keys: z.array(z.object({ keyId: z.string().nullable(), name: z.string().nullable(), lastFour: z.string().nullable(), lastCallAt: z.string(), ...figures })),
  /** How many there were of which the lists show the busiest. */
  endpointCount: z.int(),
  keyCount: z.int(),
});
export type ApiAnalytics = z.infer<typeof apiAnalyticsSchema>;

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
