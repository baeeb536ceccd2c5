import { sql } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { analyticsPeriod, type Period } from "#lib/usage/analytics-period.ts";
import { latencyQuantiles } from "#lib/usage/latency-quantile.ts";
import type { MonitoringPeriod, WorkspaceUsage } from "./schema.ts";

interface Sums {
  requests: number;
  clientErrors: number;
  errors: number;
}
const TOP_APIS = 10;
const TOP_FAILING = 5;
const TOP_KEYS = 10;

/** What all calls of the actor's workspace came to, from the rollups. Needs `usage:read`. */
export async function workspaceUsage({ period: name }: { period: MonitoringPeriod }, actor: Actor, deps: { db: Database; now: number }): Promise<WorkspaceUsage> {
  requireScope(actor, "usage:read");
  const period = analyticsPeriod({ period: name }, deps.now);
  const read = await asUser(actor, deps.db, async (tx) => ({
    points: await readPoints(period, actor.workspaceId, tx), latencies: await readLatencies(period, actor.workspaceId, tx),
    apis: await readApis(period, actor.workspaceId, tx), failing: await readFailing(period, actor.workspaceId, tx),
    keys: await readKeys(period, actor.workspaceId, tx),
  }));
  const found = new Map(read.points.map((point) => [point.at.getTime(), point]));
  const series = Array.from({ length: (period.to - period.from) / period.unitMs }, (_none, index) => {
    const at = period.from + index * period.unitMs;
    const { requests = 0, clientErrors = 0, errors = 0, wakes = 0 } = found.get(at) ?? {};
    return { at: new Date(at).toISOString(), requests, clientErrors, errors, wakes };
  });
  const sum = (of: (point: (typeof series)[number]) => number) => series.reduce((total, point) => total + of(point), 0);
  const [p50Ms = null, p95Ms = null, p99Ms = null] = latencyQuantiles(read.latencies, [0.5, 0.95, 0.99]);
  return {
    period: name, interval: period.interval === "minute" ? "minute" : "hour", requests: sum((point) => point.requests), clientErrors: sum((point) => point.clientErrors), errors: sum((point) => point.errors),
    p50Ms, p95Ms, p99Ms, wakes: sum((point) => point.wakes), series, apis: read.apis, keys: read.keys, failing: read.failing,
  };
}

/* By API, so that the index leads to each one's part of the period, however much the workspace has of older ones. */
const rollups = ({ interval, from, to }: Period, workspaceId: string, slice: "all" | "endpoint" | "key") => sql`public.apis a join public.api_usage_rollups r on r.workspace_id = a.workspace_id and r.api_id = a.id
  and r.grain = ${interval} and r.slice = ${slice} and r.bucket >= ${new Date(from)} and r.bucket < ${new Date(to)} where a.workspace_id = ${workspaceId}::uuid and a.deleted_at is null`;

async function readPoints(period: Period, workspaceId: string, tx: UserTransaction) {
  const { rows } = await sql<Sums & { at: Date; wakes: number }>`select r.bucket as at, sum(r.requests)::int as requests, sum(r.client_errors)::int as "clientErrors", sum(r.errors)::int as errors, sum(r.wakes)::int as wakes
    from ${rollups(period, workspaceId, "all")} group by r.bucket`.execute(tx);
  return rows;
}

/** How often each latency occurred: added up there, because every point has its own. */
async function readLatencies(period: Period, workspaceId: string, tx: UserTransaction): Promise<Map<number, number>> {
  const { rows } = await sql<{ latency: number; times: number }>`select (l.v >> 40)::int as latency, sum(l.v & 1099511627775)::float8 as times
    from (select r.latencies from ${rollups(period, workspaceId, "all")}) c cross join unnest(c.latencies) as l(v) group by 1`.execute(tx);
  return new Map(rows.map(({ latency, times }) => [latency, times]));
}

async function readApis(period: Period, workspaceId: string, tx: UserTransaction) {
  const { rows } = await sql<WorkspaceUsage["apis"][number]>`select a.id as "apiId", a.name, sum(r.requests)::int as requests, sum(r.client_errors)::int as "clientErrors", sum(r.errors)::int as errors,
      round((sum(r.total_us) / 1000.0 / nullif(sum(r.requests), 0))::numeric, 1)::float8 as "meanMs"
    from ${rollups(period, workspaceId, "all")} group by a.id, a.name order by sum(r.requests) desc, a.id limit ${TOP_APIS}`.execute(tx);
  return rows;
}

async function readFailing(period: Period, workspaceId: string, tx: UserTransaction) {
  const { rows } = await sql<WorkspaceUsage["failing"][number]>`select a.id as "apiId", a.name, nullif(r.value, '') as endpoint, sum(r.requests)::int as requests, sum(r.errors)::int as errors
    from ${rollups(period, workspaceId, "endpoint")} and r.errors > 0 group by a.id, a.name, r.value order by sum(r.errors) desc, a.id limit ${TOP_FAILING}`.execute(tx);
  return rows;
}

/** Their names are found after the busiest are: of all keys only these are looked up. */
async function readKeys(period: Period, workspaceId: string, tx: UserTransaction) {
  const { rows } = await sql<Omit<WorkspaceUsage["keys"][number], "lastCallAt"> & { lastAt: Date }>`select t.*, k.name, k.last_four as "lastFour"
    from (select a.id as "apiId", a.name as "apiName", nullif(r.value, '') as "keyId", sum(r.requests)::int as requests, sum(r.client_errors)::int as "clientErrors", sum(r.errors)::int as errors, max(r.last_at) as "lastAt"
      from ${rollups(period, workspaceId, "key")} group by a.id, a.name, r.value order by sum(r.requests) desc, a.id, r.value limit ${TOP_KEYS}) t
    left join public.keys k on k.id = t."keyId"::uuid and k.workspace_id = ${workspaceId}::uuid order by t.requests desc, t."apiId", t."keyId"`.execute(tx);
  return rows.map(({ lastAt, ...row }) => ({ ...row, lastCallAt: lastAt.toISOString() }));
}
