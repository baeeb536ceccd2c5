import { z } from "zod";

export const MONITORING_PERIODS = ["1h", "24h"] as const;
export type MonitoringPeriod = (typeof MONITORING_PERIODS)[number];
const figures = { requests: z.int(), clientErrors: z.int(), errors: z.int() };

/** What all calls of a workspace came to in a period. Times are within 2 %. */
export const workspaceUsageSchema = z.object({
  period: z.enum(MONITORING_PERIODS),
  interval: z.enum(["minute", "hour"]),
  ...figures,
  p50Ms: z.number().nullable(),
  p95Ms: z.number().nullable(),
  p99Ms: z.number().nullable(),
  wakes: z.int(),
  /** Oldest first, those without calls included. */
  series: z.array(z.object({ at: z.string().meta({ description: "ISO 8601." }), ...figures, wakes: z.int() })),
  /** Busiest first, ten at most. */
  apis: z.array(z.object({ apiId: z.string(), name: z.string(), ...figures, meanMs: z.number().nullable() })),
  /** Who calls most, ten at most. Null: calls without a valid key. The name is null without `keys:read`. */
  keys: z.array(z.object({ keyId: z.string().nullable(), name: z.string().nullable(), lastFour: z.string().nullable(), apiId: z.string(), apiName: z.string(), lastCallAt: z.string(), ...figures })),
  /** What answered most with a 5xx, five at most. */
  failing: z.array(z.object({ apiId: z.string(), name: z.string(), endpoint: z.string().nullable(), requests: z.int(), errors: z.int() })),
});
export type WorkspaceUsage = z.infer<typeof workspaceUsageSchema>;

const totals = { people: z.int(), workspaces: z.int(), apis: z.int(), failed: z.int(), calls: z.int(), clientErrors: z.int(), errors: z.int(), runningBuilds: z.int(), pendingFeedback: z.int() };
/** One installation, for administrators. `null`: the runner could not be asked. */
export const installationSchema = z.object({
  version: z.string(),
  /** Of the process that answers. */
  uptimeSeconds: z.number(),
  host: z.object({ cpus: z.int(), load1: z.number(), memoryBytes: z.number(), memoryFreeBytes: z.number() }),
  web: z.object({ memoryBytes: z.number(), cpuSeconds: z.number() }),
  runtimes: z.object({ tier: z.string(), layers: z.array(z.string()), status: z.string(), parked: z.int(), states: z.record(z.string(), z.int()), wakes: z.int(), memoryBytes: z.number(), waiting: z.int() }).nullable(),
  totals: z.object(totals),
  /** Busiest of the last 24 hours first. */
  workspaces: z.array(z.object({ id: z.string(), name: z.string(), plan: z.string(), members: z.int(), apis: z.int(), failed: z.int(), calls: z.int(), errors: z.int(), createdAt: z.string() })),
});
export type Installation = z.infer<typeof installationSchema>;
