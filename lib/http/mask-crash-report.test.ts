import assert from "node:assert/strict";
import { test } from "node:test";
import { maskCrashReport } from "./mask-crash-report.ts";

const CANARY = "canary4f1c9e7b2a";

test("of a crash nothing leaves but where it was, in words without keys: no header, cookie, query, body, person, breadcrumb or variable", () => {
  const report = {
    event_id: "1", level: "error", environment: "production", message: `refused postgres://app:${CANARY}@db/x`,
    request: { url: `https://api.example/api/v1/apis?token=${CANARY}#${CANARY}`, headers: { cookie: CANARY }, cookies: { a: CANARY }, data: CANARY, query_string: CANARY },
    user: { email: CANARY }, breadcrumbs: [{ message: CANARY }], extra: { body: CANARY }, contexts: { state: CANARY }, server_name: CANARY,
    exception: { values: [{ type: "Error", value: `key apic_abcdefgh${CANARY} is bad, and "my ${CANARY}" is not valid JSON`, stacktrace: { frames: [{ function: "run", lineno: 7, vars: { secret: CANARY } }] } }] },
  };
  const masked = maskCrashReport(report);
  assert.equal(JSON.stringify(masked).includes(CANARY), false);
  assert.deepEqual([masked.event_id, masked.environment, masked.request.url, masked.exception.values[0]?.type, masked.exception.values[0]?.stacktrace.frames[0]?.lineno], ["1", "production", "https://api.example/api/v1/apis", "Error", 7]);
});
