import assert from "node:assert/strict";
import { test } from "node:test";
import { analyticsPeriod } from "./analytics-period.ts";

const NOW = Date.parse("2026-11-21T10:20:30.400Z");
const iso = (input: Parameters<typeof analyticsPeriod>[0]) => {
  const { from, to, interval, unitMs } = analyticsPeriod(input, NOW);
  return [new Date(from).toISOString(), new Date(to).toISOString(), interval, (to - from) / unitMs];
};
const at = (text: string) => new Date(text);

test("a period ends with the minute, hour or day that is now, and has as many points as its name says", () => {
  assert.deepEqual(iso({ period: "1h" }), ["2026-11-21T09:21:00.000Z", "2026-11-21T10:21:00.000Z", "minute", 60]);
  assert.deepEqual(iso({}), ["2026-11-20T11:00:00.000Z", "2026-11-21T11:00:00.000Z", "hour", 24]);
  assert.deepEqual(iso({ period: "7d" }), ["2026-11-14T11:00:00.000Z", "2026-11-21T11:00:00.000Z", "hour", 168]);
  assert.deepEqual(iso({ period: "30d" }), ["2026-10-23T00:00:00.000Z", "2026-11-22T00:00:00.000Z", "day", 30]);
});

test("from and to are rounded outwards to an interval that is still kept and gives a readable number of points", () => {
  assert.deepEqual(iso({ from: at("2026-11-21T09:00:30Z"), to: at("2026-11-21T09:10:01Z") }), ["2026-11-21T09:00:00.000Z", "2026-11-21T09:11:00.000Z", "minute", 11]);
  assert.deepEqual(iso({ from: at("2026-11-01T09:30:00Z"), to: at("2026-11-01T10:30:00Z") }), ["2026-11-01T09:00:00.000Z", "2026-11-01T11:00:00.000Z", "hour", 2]);
  assert.deepEqual(iso({ from: at("2026-03-01T09:30:00+01:00"), to: at("2026-03-01T10:30:00Z") }), ["2026-03-01T00:00:00.000Z", "2026-03-02T00:00:00.000Z", "day", 1]);
  assert.deepEqual(iso({ from: at("2026-11-19T23:30:00Z") }).slice(2), ["hour", 36]);
});

test("a period that is empty, endless, open at its beginning or said twice is refused", () => {
  for (const input of [
    { from: at("2026-11-21T10:00:00Z"), to: at("2026-11-21T10:00:00Z") }, { from: at("2026-11-21T11:00:00Z") }, { to: at("2026-11-21T10:00:00Z") },
    { from: at("2020-01-01T00:00:00Z"), to: at("2026-01-01T00:00:00Z") }, { period: "1h" as const, from: at("2026-11-21T10:00:00Z") },
  ]) assert.throws(() => analyticsPeriod(input, NOW), { code: "invalid" });
});
