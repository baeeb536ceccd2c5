import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import type { UsageSummary } from "./schema.ts";

interface Totals {
  calls: number;
  billed: number;
  errors: number;
  client_errors: number;
  mean_ms: number | null;
  p50_ms: number | null;
  p95_ms: number | null;
}

/** One API's calls over the last `hours` (1 to 168, default 24). Throws `not_found`. */
export async function apiUsageSummary(input: { apiId: string; hours?: number }, actor: Actor, deps: { db: Database }): Promise<UsageSummary> {
  requireScope(actor, "usage:read");
  const hours = Math.min(168, Math.max(1, Math.trunc(input.hours ?? 24)));
  return asUser(actor, deps.db, async (tx) => {
    const api = await tx.selectFrom("apis").select("id").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).executeTakeFirst();
    if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
    const period = sql`u.api_id = ${api.id} and u.workspace_id = ${actor.workspaceId}::uuid and u.created_at > now() - make_interval(hours => ${hours}::int)`;
    const { rows: [totals] } = await sql<Totals>`select count(*)::int as calls, (count(*) filter (where is_billed))::int as billed,
        (count(*) filter (where status_code >= 500))::int as errors, (count(*) filter (where status_code between 400 and 499))::int as client_errors,
        round(avg(response_time_ms)::numeric, 1)::float8 as mean_ms, round((percentile_cont(0.5) within group (order by response_time_ms))::numeric, 1)::float8 as p50_ms,
        round((percentile_cont(0.95) within group (order by response_time_ms))::numeric, 1)::float8 as p95_ms
      from public.api_usage u where ${period}`.execute(tx);
    const { rows: byHour } = await sql<{ hour: Date; calls: number; errors: number }>`select h as hour, count(u.id)::int as calls, (count(u.id) filter (where u.status_code >= 500))::int as errors
      from generate_series(date_trunc('hour', now()) - make_interval(hours => ${hours}::int - 1), date_trunc('hour', now()), interval '1 hour') h
      left join public.api_usage u on date_trunc('hour', u.created_at) = h and ${period} group by h order by h`.execute(tx);
    return {
      hours, calls: totals?.calls ?? 0, billed: totals?.billed ?? 0, errors: totals?.errors ?? 0, clientErrors: totals?.client_errors ?? 0,
      meanMs: totals?.mean_ms ?? null, p50Ms: totals?.p50_ms ?? null, p95Ms: totals?.p95_ms ?? null,
      byHour: byHour.map((row) => ({ hour: row.hour.toISOString(), calls: row.calls, errors: row.errors })),
    };
  });
}
