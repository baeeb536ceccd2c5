import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { PLAN_LIMITS } from "#lib/rate-limit/plans.ts";
import type { Workspace } from "./schema.ts";

/** The actor's workspace. Throws `not_found` when it is gone, `forbidden` without `workspace:read`. */
export async function getWorkspace(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<Workspace> {
  requireScope(actor, "workspace:read");
  return asUser(actor, deps.db, async (tx) => {
    const row = await tx.selectFrom("workspaces").select(["id", "name", "is_personal", "plan", "calls_per_hour", "generations_per_hour"]).where("id", "=", actor.workspaceId).executeTakeFirst();
    if (!row) throw new AppError("not_found", "There is no such workspace.");
    // The same sliding window as private.take_calls, and the same count as private.start_generation.
    const { rows: [used] } = await sql<{ calls: number; generations: number }>`select
        coalesce((select ceil(sum(case when r.window_start = date_bin('1 hour', now(), 'epoch') then r.request_count
          else r.request_count * (1 - extract(epoch from now() - date_bin('1 hour', now(), 'epoch')) / 3600) end))::int
          from public.rate_limit_usage r where r.workspace_id = ${row.id}::uuid and r.subject = 'plan' and r.window_seconds = 3600
            and r.window_start in (date_bin('1 hour', now(), 'epoch'), date_bin('1 hour', now(), 'epoch') - interval '1 hour')), 0) as calls,
        (select count(*)::int from public.generations g where g.workspace_id = ${row.id}::uuid and g.status in ('running', 'live') and g.created_at > now() - interval '1 hour') as generations`.execute(tx);
    return {
      id: row.id, name: row.name, isPersonal: row.is_personal, plan: row.plan,
      limits: { callsPerHour: row.calls_per_hour ?? PLAN_LIMITS[row.plan].callsPerHour, generationsPerHour: row.generations_per_hour ?? PLAN_LIMITS[row.plan].generationsPerHour },
      usedThisHour: { calls: used?.calls ?? 0, generations: used?.generations ?? 0 },
    };
  });
}
