import assert from "node:assert/strict";
import { test } from "node:test";
import { systemClock } from "#lib/clock.ts";
import type { ApiRecord, UsageEvent } from "#lib/db/gateway-db.ts";
import { createLog } from "#lib/log.ts";
import { openExchange, type Exchange } from "./exchange.ts";
import { meter, type MeterDeps } from "./meter.ts";

test("with much waiting for Postgres, refusals of the platform leave the spool to what APIs have answered, and are counted", async () => {
  const kept: UsageEvent[] = [];
  let unrecorded = 0;
  const usage = { refusal: null, isCrowded: false, append: async (event: UsageEvent) => void kept.push(event) };
  const deps: MeterDeps = {
    usage, clock: systemClock, log: createLog("test", "error", () => {}), prepaid: { settle: () => {} }, calls: { note: () => {} },
    metrics: { decided: () => {}, ended: () => {}, leaseAsked: () => {}, unrecorded: () => { unrecorded += 1; } },
  };
  const end = async (of: Partial<Exchange>) => {
    const call = { method: "GET", apiId: "api_0123456789abcdef", target: "/x", rawHeaders: [], address: "192.0.2.1", body: null, upgrade: null, reply: null as never };
    const exchange = Object.assign(openExchange(call, deps), { api: { workspaceId: "w" } as ApiRecord, ...of });
    await meter(exchange, deps);
  };
  const refused = { status: 429, errorCode: "rate_limited" };
  await end(refused);
  assert.deepEqual([kept.length, unrecorded], [1, 0], "with room each has its row");
  usage.isCrowded = true;
  await end(refused);
  await end({ status: 401, errorCode: "unauthenticated" });
  assert.deepEqual([kept.length, unrecorded], [1, 2]);
  await end({ status: 200, isForwarded: true });
  await end({ status: 429, isForwarded: true });
  await end({ status: 503, errorCode: "unavailable" });
  await end({ ...refused, prepaidId: "p" });
  assert.deepEqual(kept.slice(1).map(({ statusCode }) => statusCode), [200, 429, 503, 429], "what an API answered, what failed, and what was paid for");
});
