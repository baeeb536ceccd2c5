import assert from "node:assert/strict";
import { test } from "node:test";
import { createMetrics } from "#lib/metrics/metrics.ts";
import { writeMetrics } from "#lib/metrics/write-metrics.ts";
import { countGenerations } from "./count-generations.ts";

test("apps_created_total counts APIs that went live for the first time: no change of one, and no build that came to nothing", async () => {
  const metrics = createMetrics();
  const count = countGenerations(metrics);
  for (const outcome of ["live", "changed", "draft", "failed", "refused", "cancelled", "live"]) count(outcome);
  const text = writeMetrics({ web: await metrics.collect() }, "prometheus");
  assert.match(text, /^# TYPE apps_created_total counter$/m);
  assert.match(text, /^apps_created_total\{role="web"\} 2$/m);
  assert.match(text, /^generations_total\{role="web",outcome="changed"\} 1$/m);
});
