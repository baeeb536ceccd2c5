import { z } from "zod";
import { installation } from "#lib/monitoring/installation.ts";
import { type Installation, installationSchema, MONITORING_PERIODS, type WorkspaceUsage, workspaceUsageSchema } from "#lib/monitoring/schema.ts";
import { workspaceUsage } from "#lib/monitoring/workspace-usage.ts";
import { version } from "../version.ts";
import { type Operation, readQuery } from "../serve.ts";

const usageQuery = z.object({ period: z.enum(MONITORING_PERIODS).default("24h") });
export const workspaceUsageOperation: Operation<undefined, WorkspaceUsage> = {
  method: "GET",
  path: "/api/v1/usage",
  summary: "What all calls of the workspace came to in the last hour or day, its busiest APIs, who calls them and what fails",
  scope: "usage:read",
  query: usageQuery,
  output: workspaceUsageSchema,
  run: ({ query, actor, deps }) => workspaceUsage(readQuery(usageQuery, query), actor, { ...deps, now: deps.clock.now() }),
};

export const installationOperation: Operation<undefined, Installation> = {
  method: "GET",
  path: "/api/v1/installation",
  summary: "How this installation is, over all workspaces; for administrators",
  scope: "account",
  output: installationSchema,
  run: ({ actor, deps }) => installation({ version: version() }, actor, deps),
};
