import { rateLimitUsage, rateLimitUsageSchema, type RateLimitUsage } from "#lib/usage/rate-limit-usage.ts";
import type { Operation } from "../serve.ts";

export const rateLimitUsageOperation: Operation<undefined, RateLimitUsage> = {
  method: "GET",
  path: "/api/rate-limit/usage",
  summary: "How the workspace's limits stand: calls and builds of the last hour, and those of APIs and keys with a limit of their own",
  description: "Of APIs and keys with a limit of their own those that the caller may see, with `apis:read` and `keys:read`.",
  scope: "usage:read",
  alsoNeeds: ["workspace:read", "generations:read"],
  output: rateLimitUsageSchema,
  run: ({ actor, deps }) => rateLimitUsage(actor, deps),
};
