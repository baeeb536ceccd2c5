import assert from "node:assert/strict";
import { test } from "node:test";
import { APIError } from "@anthropic-ai/sdk";
import { claudeFailure } from "./claude-failure.ts";
import { pauseMs } from "./retry-pause.ts";

const asking = (headers: Record<string, string>): APIError => APIError.generate(429, { error: { type: "rate_limit_error" } }, undefined, new Headers(headers));

for (const [what, cause, expected] of [
  ["no header: the usual pause", asking({}), 700],
  ["seconds", asking({ "retry-after": "12" }), 12_000],
  ["milliseconds, which are more exact", asking({ "retry-after-ms": "250", "retry-after": "1" }), 250],
  ["thirty seconds at most", asking({ "retry-after": "30" }), 30_000],
  ["longer: not at all", asking({ "retry-after": "31" }), null],
  ["rubbish: the usual pause", asking({ "retry-after": "soon" }), 700],
  ["a date in the past: the usual pause", asking({ "retry-after": "Wed, 01 Jan 2020 00:00:00 GMT" }), 700],
  ["a date far ahead: not at all", asking({ "retry-after": "Wed, 01 Jan 2120 00:00:00 GMT" }), null],
  ["not the API's error: the usual pause", new Error("reset"), 700],
] as const) {
  test(`the pause before a retry, ${what}`, () => {
    assert.equal(pauseMs(cause, 700), expected);
  });
}

test("whoever is told to come back is told when", () => {
  assert.equal(claudeFailure("rate_limited", "platform", asking({ "retry-after": "95" })).headers["Retry-After"], "95");
  assert.equal(claudeFailure("overloaded", "platform").headers["Retry-After"], "60");
  assert.deepEqual(claudeFailure("key_refused", "platform").headers, {});
});
