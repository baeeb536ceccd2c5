import { sql } from "kysely";
import { z } from "zod";
import { withTimeout } from "#lib/clock.ts";
import type { WebDeps } from "#lib/deps.ts";
import { AppError } from "#lib/errors.ts";
import type { PublicOperation } from "../serve.ts";
import { version } from "../version.ts";

const PROBE_TIMEOUT_MS = 1_500;
const healthSchema = z.object({
  status: z.enum(["healthy", "degraded"]),
  service: z.literal("api-creator"),
  version: z.string(),
  llm_providers: z.record(z.string(), z.literal("configured")).meta({ description: "Empty: the built-in generator writes." }),
  database: z.enum(["connected", "unreachable"]),
  vector_db: z.literal("disabled"),
});

/** For clients of the chat agent's form; the gateway's own `/health` is for operators. */
export const healthOperation: PublicOperation<z.infer<typeof healthSchema>> = {
  method: "GET",
  path: "/api/health",
  summary: "Whether web works, and what it works with",
  scope: null,
  output: healthSchema,
  async run({ deps }) {
    const hasDatabase = await canReachDatabase(deps);
    const providers: Record<string, "configured"> = deps.env.ANTHROPIC_API_KEY ? { anthropic: "configured" } : {};
    return {
      status: hasDatabase ? "healthy" : "degraded", service: "api-creator", version: version(), llm_providers: providers,
      database: hasDatabase ? "connected" : "unreachable", vector_db: "disabled",
    };
  },
};

export const readyOperation: PublicOperation<{ status: "ready" }> = {
  method: "GET",
  path: "/api/ready",
  summary: "Whether web can serve now",
  scope: null,
  output: z.object({ status: z.literal("ready") }),
  errors: ["unavailable"],
  async run({ deps }) {
    if (!(await canReachDatabase(deps))) throw new AppError("unavailable", "The database can't be reached right now. Try again in a few seconds.", { headers: { "Retry-After": "2" } });
    return { status: "ready" };
  },
};

export const liveOperation: PublicOperation<{ status: "alive" }> = {
  method: "GET",
  path: "/api/live",
  summary: "Whether this process runs",
  scope: null,
  output: z.object({ status: z.literal("alive") }),
  run: () => ({ status: "alive" }),
};

const canReachDatabase = ({ db }: Pick<WebDeps, "db">): Promise<boolean> => withTimeout(sql`select 1`.execute(db), PROBE_TIMEOUT_MS).then(() => true, () => false);
