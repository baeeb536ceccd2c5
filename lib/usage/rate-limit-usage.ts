import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { hourUsed } from "#lib/rate-limit/hour-used.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";

const windowSchema = z.object({ limit: z.int(), used: z.int(), remaining: z.int(), windowSeconds: z.literal(3600) });
export const rateLimitUsageSchema = z.object({
  plan: z.enum(["free", "pro", "enterprise"]),
  calls: windowSchema,
  generations: windowSchema,
  /** Call keys with a limit of their own. */
  keys: z.array(windowSchema.extend({ keyId: z.string(), name: z.string() })),
});
export type RateLimitUsage = z.infer<typeof rateLimitUsageSchema>;

/** How the workspace's limits stand, each over a sliding hour. Needs `usage:read`. */
export async function rateLimitUsage(actor: Actor, deps: { db: Database }): Promise<RateLimitUsage> {
  requireScope(actor, "usage:read");
  return asUser(actor, deps.db, async (tx) => {
    const workspace = await tx.selectFrom("workspaces").select(["plan", "calls_per_hour", "generations_per_hour"]).where("id", "=", actor.workspaceId).executeTakeFirst();
    if (!workspace) throw new AppError("not_found", "There is no such workspace.");
    const { calls, builds } = await hourUsed(actor.workspaceId, tx);
    const keys = await tx.selectFrom("keys").select(["id", "name", "calls_per_hour"]).where("workspace_id", "=", actor.workspaceId).where("revoked_at", "is", null).where("calls_per_hour", "is not", null).orderBy("created_at").limit(1000).execute();
    const plan = PLAN_LIMITS[workspace.plan];
    return {
      plan: workspace.plan,
      calls: windowOf(workspace.calls_per_hour ?? plan.callsPerHour, calls.get("plan") ?? 0),
      generations: windowOf(workspace.generations_per_hour ?? plan.generationsPerHour, builds),
      keys: keys.map(({ id, name, calls_per_hour: limit }) => ({ keyId: id, name, ...windowOf(limit ?? 0, calls.get(`key:${id}`) ?? 0) })),
    };
  });
}

const windowOf = (limit: number, used: number) => ({ limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), windowSeconds: 3600 as const });
