import { z } from "zod";
import { apiAnalytics } from "#lib/usage/api-analytics.ts";
import { ANALYTICS_PERIODS, type ApiAnalytics, apiAnalyticsSchema } from "#lib/usage/schema.ts";
import { param } from "../param.ts";
import { type Operation, readQuery } from "../serve.ts";

const time = z.iso.datetime({ offset: true });
const dateOf = (text: string | undefined) => (text === undefined ? undefined : new Date(text));
const query = z.object({
  period: z.enum(ANALYTICS_PERIODS).optional().meta({ description: "The time up to now; 24h unless told." }),
  from: time.optional().meta({ description: "ISO 8601 with its offset, instead of a period. Rounded down to the interval." }),
  to: time.optional().meta({ description: "ISO 8601 with its offset; now unless told. Rounded up to the interval." }),
});

export const apiAnalyticsOperation: Operation<undefined, ApiAnalytics> = {
  method: "GET",
  path: "/api/api-analytics/{id}",
  summary: "What came of an API's calls in a period: requests, success and errors, latency percentiles, bytes, over time, by endpoint, key and status",
  scope: "usage:read",
  query,
  output: apiAnalyticsSchema,
  run({ params, query: asked, actor, deps }) {
    const { period, from, to } = readQuery(query, asked);
    return apiAnalytics({ apiId: param(params, "id"), period, from: dateOf(from), to: dateOf(to) }, actor, deps);
  },
};
