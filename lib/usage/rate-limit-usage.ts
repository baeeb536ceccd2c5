import { z } from "zod";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { hourUsed, type CallsUsed } from "#lib/rate-limit/hour-used.ts";
import { ADDRESS_LIMIT_PER_MINUTE, PLAN_LIMITS } from "#lib/rate-limit/plans.ts";

const windowSchema = z.object({ limit: z.int(), used: z.int(), remaining: z.int(), windowSeconds: z.literal(3600) });
/** `leased`: of `remaining`, what gateways hold ahead for the next calls. */
const callsSchema = windowSchema.extend({ leased: z.int() });
export const rateLimitUsageSchema = z.object({
  plan: z.enum(["free", "pro", "enterprise"]),
  calls: callsSchema,
  generations: windowSchema,
  /** Those with a limit of their own. */
  apis: z.array(callsSchema.extend({ apiId: z.string(), name: z.string() })),
  keys: z.array(callsSchema.extend({ keyId: z.string(), name: z.string() })),
  /** Of calls without a valid key, by address: each gateway counts them for itself, in memory. */
  address: z.object({ limit: z.int(), windowSeconds: z.literal(60) }),
});
export type RateLimitUsage = z.infer<typeof rateLimitUsageSchema>;

/** How the workspace's limits stand, each over a sliding hour. Needs `usage:read`. */
export async function rateLimitUsage(actor: Actor, deps: { db: Database }): Promise<RateLimitUsage> {
  requireScope(actor, "usage:read");
  return asUser(actor, deps.db, async (tx) => {
    const workspace = await tx.selectFrom("workspaces").select(["plan", "calls_per_hour", "generations_per_hour"]).where("id", "=", actor.workspaceId).executeTakeFirst();
    if (!workspace) throw new AppError("not_found", "There is no such workspace.");
    const { calls, builds } = await hourUsed(actor.workspaceId, tx);
    const apis = await tx.selectFrom("apis").select(["id", "name", "calls_per_hour"]).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).where("calls_per_hour", "is not", null).orderBy("created_at").limit(1000).execute();
    const keys = await tx.selectFrom("keys").select(["id", "name", "calls_per_hour"]).where("workspace_id", "=", actor.workspaceId).where("revoked_at", "is", null).where("calls_per_hour", "is not", null).orderBy("created_at").limit(1000).execute();
    const plan = PLAN_LIMITS[workspace.plan];
    return {
      plan: workspace.plan,
      calls: callsOf(workspace.calls_per_hour ?? plan.callsPerHour, calls.get("plan")),
      generations: windowOf(workspace.generations_per_hour ?? plan.generationsPerHour, builds),
      apis: apis.map(({ id, name, calls_per_hour: limit }) => ({ apiId: id, name, ...callsOf(limit ?? 0, calls.get(`api:${id}`)) })),
      keys: keys.map(({ id, name, calls_per_hour: limit }) => ({ keyId: id, name, ...callsOf(limit ?? 0, calls.get(`key:${id}`)) })),
      address: { limit: ADDRESS_LIMIT_PER_MINUTE, windowSeconds: 60 as const },
    };
  });
}

const callsOf = (limit: number, { used, leased }: CallsUsed = { used: 0, leased: 0 }) => ({ ...windowOf(limit, used), leased });
const windowOf = (limit: number, used: number) => ({ limit, used: Math.min(used, limit), remaining: Math.max(0, limit - used), windowSeconds: 3600 as const });
