import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";

/** How many APIs a workspace has, how they are, and what the last 24 hours came to. */
export interface ApiTotals {
  apis: number;
  active: number;
  paused: number;
  failed: number;
  calls: number;
  clientErrors: number;
  errors: number;
}

/** In one statement, however many APIs there are. Needs `apis:read`. */
export async function apiTotals(_input: Record<string, never>, actor: Actor, deps: { db: Database }): Promise<ApiTotals> {
  requireScope(actor, "apis:read");
  return asUser(actor, deps.db, async (tx) => {
    const { rows } = await sql<ApiTotals>`select count(*)::int as apis, count(*) filter (where a.status = 'active')::int as active, count(*) filter (where a.status = 'paused')::int as paused,
        count(*) filter (where a.status = 'failed')::int as failed, coalesce(sum(d.calls), 0)::int as calls, coalesce(sum(d.client_errors), 0)::int as "clientErrors", coalesce(sum(d.errors), 0)::int as errors
      from public.apis a left join lateral (select sum(u.requests) as calls, sum(u.client_errors) as client_errors, sum(u.errors) as errors from public.api_usage_rollups u
        where u.workspace_id = a.workspace_id and u.api_id = a.id and u.grain = 'hour' and u.slice = 'all' and u.bucket > now() - interval '24 hours') d on true
      where a.workspace_id = ${actor.workspaceId}::uuid and a.deleted_at is null`.execute(tx);
    return rows[0] ?? { apis: 0, active: 0, paused: 0, failed: 0, calls: 0, clientErrors: 0, errors: 0 };
  });
}
