import { sql, type RawBuilder } from "kysely";
import { requireScope, type Actor } from "#lib/auth/actor.ts";
import { asUser, type UserTransaction } from "#lib/db/as-user.ts";
import type { Database } from "#lib/db/connect.ts";
import { AppError } from "#lib/errors.ts";
import { analyticsPeriod, type Period, type PeriodInput } from "./analytics-period.ts";
import { latencyQuantiles, sumCounts } from "./latency-quantile.ts";
import type { ApiAnalytics } from "./schema.ts";

const TOP = 10;
const DAY_MS = 24 * 3_600_000;

interface Sums {
  requests: number;
  client_errors: number;
  errors: number;
  latencies: number[];
}
interface Point extends Sums {
  bucket: Date;
  billed: number;
  wakes: number;
  total_us: number;
  request_bytes: number;
  response_bytes: number;
  statuses: number[];
}
interface Part extends Sums {
  slice: "key" | "endpoint";
  value: string;
  parts: number;
  last_at: Date;
}

/** What came of an API's calls in a period, from its rollups: within seconds of now. Throws `not_found`, `invalid`. */
export async function apiAnalytics(input: { apiId: string } & PeriodInput, actor: Actor, deps: { db: Database; now?: number }): Promise<ApiAnalytics> {
  requireScope(actor, "usage:read");
  const period = analyticsPeriod(input, deps.now ?? Date.now());
  return asUser(actor, deps.db, async (tx) => {
    const own = sql`r.api_id = ${input.apiId} and r.workspace_id = ${actor.workspaceId}::uuid`;
    // Sent together: one round trip.
    const [api, points, parts] = await Promise.all([
      tx.selectFrom("apis").select("id").where("id", "=", input.apiId).where("workspace_id", "=", actor.workspaceId).where("deleted_at", "is", null).executeTakeFirst(),
      readPoints(own, period, tx), readParts(own, period, tx),
    ]);
    if (!api) throw new AppError("not_found", "There is no such API in this workspace.");
    const keys = parts.filter((part) => part.slice === "key");
    const endpoints = parts.filter((part) => part.slice === "endpoint");
    const names = await readNames(keys, actor, tx);
    return {
      apiId: api.id, period: period.name, from: new Date(period.from).toISOString(), to: new Date(period.to).toISOString(),
      ...totalOf(points), interval: period.interval, series: seriesOf(points, period), statuses: statusesOf(points),
      endpoints: endpoints.map((part) => ({ endpoint: part.value || null, ...figuresOf(part) })), endpointCount: endpoints[0]?.parts ?? 0,
      keys: keys.map((part) => ({
        keyId: part.value || null, name: names.get(part.value)?.name ?? null, lastFour: names.get(part.value)?.last_four ?? null, lastCallAt: part.last_at.toISOString(), ...figuresOf(part),
      })),
      keyCount: keys[0]?.parts ?? 0,
    };
  });
}

async function readPoints(own: RawBuilder<unknown>, { from, to, interval }: Period, tx: UserTransaction): Promise<Point[]> {
  const { rows } = await sql<Point>`select r.bucket, r.requests, r.client_errors, r.errors, r.billed, r.wakes, r.total_us, r.request_bytes, r.response_bytes, r.statuses, r.latencies
    from public.api_usage_rollups r where ${own} and r.grain = ${interval} and r.slice = 'all' and r.bucket >= ${new Date(from)} and r.bucket < ${new Date(to)}
    order by r.bucket`.execute(tx);
  return rows;
}

/** The busiest keys and endpoints, with how many there were of each. */
async function readParts(own: RawBuilder<unknown>, period: Period, tx: UserTransaction): Promise<Part[]> {
  const covered = sql`${own} and (${sql.join(coverOf(period).map(({ grain, from, to }) => sql`(r.grain = ${grain} and r.bucket >= ${new Date(from)} and r.bucket < ${new Date(to)})`), sql` or `)})`;
  const { rows } = await sql<Part>`with ranked as (
      select r.slice, r.value, sum(r.requests) as requests, sum(r.client_errors) as client_errors, sum(r.errors) as errors, max(r.last_at) as last_at,
        row_number() over (partition by r.slice order by sum(r.requests) desc, r.value) as place, count(*) over (partition by r.slice) as parts
      from public.api_usage_rollups r where ${covered} and r.slice <> 'all' group by r.slice, r.value
    )
    select t.slice, t.value, t.parts::int as parts, t.requests::bigint as requests, t.client_errors::bigint as client_errors, t.errors::bigint as errors, t.last_at,
      array(select (c >> 40 << 40) + sum(c & 1099511627775)::bigint from public.api_usage_rollups r, unnest(r.latencies) c where ${covered} and r.slice = t.slice and r.value = t.value group by c >> 40) as latencies
    from ranked t where t.place <= ${TOP} order by t.slice, t.place`.execute(tx);
  return rows;
}

/** Whole days by the day, what is left of a period by its own interval. */
function coverOf({ from, to, interval }: Period): { grain: Period["interval"]; from: number; to: number }[] {
  const [firstDay, lastDay] = [Math.ceil(from / DAY_MS) * DAY_MS, Math.floor(to / DAY_MS) * DAY_MS];
  if (interval !== "hour" || firstDay >= lastDay) return [{ grain: interval, from, to }];
  return [{ grain: "hour", from, to: firstDay }, { grain: "day", from: firstDay, to: lastDay }, { grain: "hour", from: lastDay, to }];
}

async function readNames(keys: readonly Part[], actor: Actor, tx: UserTransaction): Promise<Map<string, { name: string; last_four: string }>> {
  const ids = keys.flatMap(({ value }) => (value ? [value] : []));
  if (ids.length === 0) return new Map();
  const rows = await tx.selectFrom("keys").select(["id", "name", "last_four"]).where("workspace_id", "=", actor.workspaceId).where("id", "in", ids).execute();
  return new Map(rows.map((row) => [row.id, row]));
}

function timesOf(latencies: ReadonlyMap<number, number>) {
  const [p50Ms = null, p95Ms = null, p99Ms = null] = latencyQuantiles(latencies, [0.5, 0.95, 0.99]);
  return { p50Ms, p95Ms, p99Ms };
}
const figuresOf = (sums: Sums) => ({ requests: sums.requests, clientErrors: sums.client_errors, errors: sums.errors, ...timesOf(sumCounts([sums.latencies])) });

function totalOf(points: readonly Point[]) {
  const sum = (of: (point: Point) => number) => points.reduce((total, point) => total + of(point), 0);
  const [requests, clientErrors, errors] = [sum((point) => point.requests), sum((point) => point.client_errors), sum((point) => point.errors)];
  const rate = (count: number) => (requests === 0 ? null : Number((count / requests).toFixed(6)));
  return {
    requests, clientErrors, errors, ...timesOf(sumCounts(points.map((point) => point.latencies))),
    successRate: rate(requests - clientErrors - errors), clientErrorRate: rate(clientErrors), errorRate: rate(errors),
    meanMs: requests === 0 ? null : Number((sum((point) => point.total_us) / 1000 / requests).toPrecision(3)),
    requestBytes: sum((point) => point.request_bytes), responseBytes: sum((point) => point.response_bytes), billed: sum((point) => point.billed), wakes: sum((point) => point.wakes),
  };
}

function seriesOf(points: readonly Point[], { from, to, unitMs }: Period): ApiAnalytics["series"] {
  const found = new Map(points.map((point) => [point.bucket.getTime(), point]));
  return Array.from({ length: (to - from) / unitMs }, (_none, index) => {
    const at = from + index * unitMs;
    const point = found.get(at) ?? { requests: 0, client_errors: 0, errors: 0, latencies: [], wakes: 0 };
    return { at: new Date(at).toISOString(), ...figuresOf(point), wakes: point.wakes };
  });
}

const statusesOf = (points: readonly Point[]): ApiAnalytics["statuses"] =>
  [...sumCounts(points.map((point) => point.statuses))].map(([status, requests]) => ({ status, requests })).toSorted((a, b) => b.requests - a.requests || a.status - b.status);
