import { apiAnalytics } from "#lib/usage/api-analytics.ts";
import { ANALYTICS_PERIODS } from "#lib/usage/schema.ts";
import type { Actor } from "#lib/auth/actor.ts";
import { connect, typed, type Sql } from "#lib/db/connect.ts";
import { openGatewayDb } from "#lib/db/gateway-db.ts";
import { foldUsage } from "#lib/usage/fold-usage.ts";
import { reconcileUsage } from "#lib/usage/reconcile-usage.ts";
import { timeOrderedUuid } from "#lib/gateway/time-ordered-uuid.ts";
import { seedApi } from "../supabase/tests/seed-api.ts";
import { startTestDatabase } from "../supabase/tests/test-database.ts";
import { formatTable, quantile } from "./format-table.ts";
import { processFigures } from "./process-figures.ts";

const ROWS = 10_000_000;
const DAYS = 30;
const DAY_MS = 24 * 3_600_000;
const READS = 40;
const BATCHES = 40;
const BATCH = 500;

/**
 * The analytics verb over one API with ten million calls of 30 days, and what storing and counting calls costs there. A number after the
 * name: other than ten million. On a busy machine the CPU time tells more than the clock.
 */
export async function analyticsTable(words: readonly string[]): Promise<string> {
  const total = Number(words[0] ?? ROWS);
  const database = await startTestDatabase();
  const admin = connect(database.adminUrl, "bench", 1);
  const web = connect(database.webUrl, "bench-web", 1);
  try {
    const user = await database.makeUser();
    const seeded = await seedApi(admin, user);
    const actor: Actor = { kind: "user", ...user };
    const seedSeconds = await timed(() => seed(admin, seeded.apiId, total));
    const rows: string[][] = [["period", "requests", "p50 ms", "p95 ms", "max ms", "CPU ms, database", "CPU ms, web"]];
    const [backend] = await web<{ pid: number }[]>`select pg_backend_pid() as pid`;
    const cpuMs = () => [backend?.pid ?? 0, process.pid].map((pid) => processFigures([pid]).cpuMs);
    for (const period of ANALYTICS_PERIODS) {
      const times: number[] = [];
      let requests = 0;
      let before = cpuMs();
      for (let run = -3; run < READS; run += 1) {
        if (run === 0) before = cpuMs();
        const startedAt = performance.now();
        ({ requests } = await apiAnalytics({ apiId: seeded.apiId, period }, actor, { db: typed(web) }));
        if (run >= 0) times.push(performance.now() - startedAt);
      }
      rows.push([period, String(requests), quantile(times, 0.5).toFixed(1), quantile(times, 0.95).toFixed(1), Math.max(...times).toFixed(1), ...cpuMs().map((ms, index) => ((ms - (before[index] ?? 0)) / READS).toFixed(1))]);
    }
    const stores = await timeStores(database.gatewayUrl, seeded);
    const foldSeconds = await timed(() => foldUsage(admin));
    const [day] = [new Date(Math.floor(Date.now() / DAY_MS) * DAY_MS - DAY_MS)];
    let repairs = -1;
    const compareSeconds = await timed(async () => { repairs = (await reconcileUsage({ from: day, to: new Date(day.getTime() + DAY_MS) }, { sql: admin })).length; });
    const [sizes] = await admin<{ usage: number; rollups: number }[]>`select (select sum(pg_total_relation_size(relid)) from pg_partition_tree('public.api_usage'))::bigint / 1048576 as usage,
      pg_total_relation_size('public.api_usage_rollups') / 1048576 as rollups`;
    return `${formatTable(rows)}\n\n${formatTable([
      ["", ""],
      ["rows, of one API", total.toLocaleString("en")],
      ["seeded and counted, s", seedSeconds.toFixed(0)],
      ["database: rows with indexes, MB", String(sizes?.usage)],
      ["database: rollups with indexes, MB", String(sizes?.rollups)],
      [`a gateway's batch of ${BATCH} stored, p50 ms`, quantile(stores, 0.5).toFixed(1)],
      ["the same, p95 ms", quantile(stores, 0.95).toFixed(1)],
      [`${(BATCH * BATCHES).toLocaleString("en")} calls counted into the rollups, ms`, (foldSeconds * 1000).toFixed(0)],
      ["a day's rollups compared with its rows, s", compareSeconds.toFixed(1)],
      ["APIs that this had to repair", String(repairs)],
    ])}`;
  } finally {
    await Promise.all([admin.end(), web.end()]);
    await database.stop();
  }
}

const timed = async (work: () => Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work();
  return (performance.now() - startedAt) / 1000;
};

/** Calls of 12 endpoints and 5 keys, log-normal times, one in fifty failing; day by day, so that what waits to be counted stays small. */
async function seed(admin: Sql, apiId: string, total: number): Promise<void> {
  const perDay = Math.round(total / DAYS);
  const keys = Array.from({ length: 5 }, () => crypto.randomUUID());
  for (let day = DAYS - 1; day >= 0; day -= 1) {
    // The current day ends now.
    const end = day === 0 ? Date.now() : Math.floor(Date.now() / DAY_MS) * DAY_MS - (day - 1) * DAY_MS;
    const begin = Math.floor((end - 1) / DAY_MS) * DAY_MS;
    await admin`select private.add_usage_partition(${new Date(begin).toISOString().slice(0, 10)})`;
    await admin`insert into public.api_usage (id, workspace_id, api_id, key_id, request_id, method, endpoint, status_code, response_time_ms, request_size_bytes, response_size_bytes, is_billed, is_cold, created_at)
      select gen_random_uuid(), a.workspace_id, a.id, (${keys}::uuid[])[1 + (random() * 4)::int], 'bench', 'GET', 'GET /resource' || (power(random(), 2) * 11)::int || '/{id}',
        case when random() < 0.02 then 502 when random() < 0.06 then 404 else 200 end, exp(random_normal(2, 0.8)), 200, 1500, true, random() < 0.001,
        to_timestamp(${begin / 1000}::float8 + ${(end - begin) / 1000}::float8 * i / ${perDay}::float8)
      from public.apis a, generate_series(0, ${perDay - 1}::int) i where a.id = ${apiId}`;
    await admin`select private.fold_usage(${perDay * 2}::int)`;
  }
  await admin`vacuum analyze private.usage_pending`;
  await admin`analyze public.api_usage_rollups`;
}

async function timeStores(gatewayUrl: string, { apiId, keyId, versionId }: { apiId: string; keyId: string; versionId: string }): Promise<number[]> {
  const gateway = openGatewayDb(gatewayUrl, 1);
  const times: number[] = [];
  for (let batch = 0; batch < BATCHES; batch += 1) {
    const now = Date.now();
    const records = Array.from({ length: BATCH }, (_none, index) => JSON.stringify({
      id: timeOrderedUuid(now), apiId, keyId, versionId, requestId: "bench", method: "GET", path: `/books/${index}`, statusCode: 200, responseTimeMs: index / 10, requestSizeBytes: 1,
      responseSizeBytes: 1, isBilled: true, isCold: false, createdAt: new Date(now).toISOString(),
    }));
    times.push((await timed(() => gateway.recordUsage(records))) * 1000);
  }
  await gateway.close();
  return times;
}
