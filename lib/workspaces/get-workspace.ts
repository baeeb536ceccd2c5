import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { hourUsed } from "#lib/rate-limit/hour-used.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Workspace } from "./schema.ts";

/** The actor's workspace. Throws `not_found` when it is gone, `forbidden` without `workspace:read`. */
export async function getWorkspace(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Workspace> {
  requireScope(actor, "workspace:read");
  return asUser(actor, deps.db, async (tx) => {
    const row = await tx.selectFrom("workspaces").select(["id", "name", "is_personal", "plan", "calls_per_hour", "generations_per_hour"]).where("id", "=", actor.workspaceId).executeTakeFirst();
    if (!row) throw new AppError("not_found", "There is no such workspace.");
    const { calls, builds } = await hourUsed(row.id, tx);
    return {
      id: row.id, name: row.name, isPersonal: row.is_personal, plan: row.plan,
      limits: { callsPerHour: row.calls_per_hour ?? PLAN_LIMITS[row.plan].callsPerHour, generationsPerHour: row.generations_per_hour ?? PLAN_LIMITS[row.plan].generationsPerHour },
      usedThisHour: { calls: calls.get("plan")?.used ?? 0, generations: builds },
    };
  });
}
