import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { after, before, test } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { makeKeyActor, startVerbFixture, type VerbFixture } from "../../supabase/tests/verb-fixture.ts";
import { apiAnalytics } from "./api-analytics.ts";
import { foldUsage } from "./fold-usage.ts";
import { apiAnalyticsSchema } from "./schema.ts";

let fixture: VerbFixture;
before(async () => {
  fixture = await startVerbFixture();
});
after(() => fixture.stop());

/** In the middle of a day, an hour and a minute. */
const NOW = Date.parse("2026-11-18T12:30:30.000Z");
const MINUTE_MS = 60_000;
interface Call { ago: number; status?: number; ms?: number; keyId?: string | null; endpoint?: string | null; isCold?: boolean }

async function withCalls(calls: readonly Call[]) {
  const ada = await fixture.makeActor();
  const { apiId, keyId } = await seedApi(fixture.admin, ada);
  const rows = calls.map((call) => ({
    id: randomUUID(), workspace_id: ada.workspaceId, api_id: apiId, key_id: call.keyId === undefined ? keyId : call.keyId, request_id: "r", method: "GET", endpoint: call.endpoint === undefined ? "GET /books" : call.endpoint,
    status_code: call.status ?? 200, response_time_ms: call.ms ?? 10, request_size_bytes: 5, response_size_bytes: 50, is_billed: (call.status ?? 200) < 400, is_cold: call.isCold ?? false, created_at: new Date(NOW - call.ago),
  }));
  if (rows.length > 0) await fixture.admin`insert into public.api_usage ${fixture.admin(rows)}`;
  await foldUsage(fixture.admin);
  const read = (input: Omit<Parameters<typeof apiAnalytics>[0], "apiId"> = {}, actor: Actor = ada.actor) => apiAnalytics({ apiId, ...input }, actor, { db: fixture.db, now: NOW });
  return { ada, apiId, keyId, read };
}
const times = (count: number, call: Call) => Array.from({ length: count }, () => call);

test("the figures of a period are those of its calls, and its series adds up to them", async () => {
  const { read, keyId } = await withCalls([
    ...times(90, { ago: 5 * MINUTE_MS }), ...times(6, { ago: 10 * MINUTE_MS, status: 404, ms: 20, endpoint: null, keyId: null }), ...times(4, { ago: 50 * MINUTE_MS, status: 502, ms: 400, isCold: true }),
    ...times(7, { ago: 65 * MINUTE_MS }), { ago: 26 * 60 * MINUTE_MS }, { ago: 40 * 24 * 60 * MINUTE_MS },
  ]);
  const hour = apiAnalyticsSchema.parse(await read({ period: "1h" }));
  const { series, endpoints, keys, apiId: _apiId, ...totals } = hour;
  assert.deepEqual(totals, {
    period: "1h", from: "2026-11-18T11:31:00.000Z", to: "2026-11-18T12:31:00.000Z", requests: 100, clientErrors: 6, errors: 4, p50Ms: 9.93, p95Ms: 19.6, p99Ms: 394,
    successRate: 0.9, clientErrorRate: 0.06, errorRate: 0.04, meanMs: 26.2, requestBytes: 500, responseBytes: 5_000, billed: 90, wakes: 4, interval: "minute",
    statuses: [{ status: 200, requests: 90 }, { status: 404, requests: 6 }, { status: 502, requests: 4 }], endpointCount: 2, keyCount: 2,
  });
  assert.deepEqual([series.length, series[54]?.at, series[54]?.requests, series[54]?.p99Ms, series[53]?.p50Ms], [60, "2026-11-18T12:25:00.000Z", 90, 9.93, null]);
  assert.deepEqual(endpoints.map((row) => [row.endpoint, row.requests, row.clientErrors, row.errors, row.p95Ms]), [["GET /books", 94, 0, 4, 9.93], [null, 6, 6, 0, 19.6]]);
  assert.deepEqual(keys.map((row) => [row.keyId, row.name, row.lastFour, row.requests, row.lastCallAt]), [[keyId, "First key", "wxyz", 94, "2026-11-18T12:25:30.000Z"], [null, null, null, 6, "2026-11-18T12:20:30.000Z"]]);
  for (const [period, requests] of [["24h", 107], ["7d", 108], ["30d", 108]] as const) {
    const wider = await read({ period });
    assert.deepEqual([wider.requests, wider.series.reduce((sum, point) => sum + point.requests, 0), wider.endpoints.reduce((sum, row) => sum + row.requests, 0), wider.keys.reduce((sum, row) => sum + row.requests, 0)], times(4, { ago: 0 }).map(() => requests), period);
  }
  assert.equal((await read({ from: new Date(NOW - 60 * 24 * 60 * MINUTE_MS) })).requests, 109);
});

test("an API without calls has zeros, no rates and no times, and every point of its series", async () => {
  const { read } = await withCalls([]);
  const { requests, successRate, p99Ms, meanMs, series, endpoints, keys, statuses } = await read();
  assert.deepEqual([requests, successRate, p99Ms, meanMs, series.length, endpoints, keys, statuses], [0, null, null, null, 24, [], [], []]);
});

test("of many endpoints and keys the ten busiest are told, and how many there were", async () => {
  const { read } = await withCalls(Array.from({ length: 15 }, (_, index) => times(index + 1, { ago: MINUTE_MS, endpoint: `GET /p${index}`, keyId: randomUUID() })).flat());
  const { endpoints, endpointCount, keys, keyCount } = await read();
  assert.deepEqual([endpoints.length, endpoints[0]?.endpoint, endpoints[9]?.requests, endpointCount, keys.length, keyCount], [10, "GET /p14", 6, 15, 10, 15]);
});

test("another workspace's API and one that was deleted are not_found, and a key without usage:read is forbidden", async () => {
  const { read, ada, apiId } = await withCalls([{ ago: 0 }]);
  const eve = await fixture.makeActor();
  for (const actor of [eve.actor, { ...eve.actor, workspaceId: ada.workspaceId }]) await assert.rejects(read({}, actor), { code: "not_found" });
  await assert.rejects(read({}, await makeKeyActor(fixture.admin, ada, ["apis:read"])), { code: "forbidden" });
  const reader = await read({}, await makeKeyActor(fixture.admin, ada, ["usage:read", "apis:read"]));
  assert.deepEqual(reader.keys.map((key) => [key.name, key.requests]), [[null, 1]]); // names need keys:read
  await fixture.admin`update public.apis set deleted_at = now() where id = ${apiId}`;
  await assert.rejects(read(), { code: "not_found" });
});
