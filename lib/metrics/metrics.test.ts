import assert from "node:assert/strict";
import { mock, test } from "node:test";
import { lintMetrics } from "./lint-metrics.ts";
import { createMetrics } from "./metrics.ts";
import { addProcessMetrics } from "./process-metrics.ts";
import { formatOf, writeMetrics } from "./write-metrics.ts";

test("counters, gauges and histograms of several processes are one text that Prometheus reads", async () => {
  const [gateway, web] = [createMetrics(), createMetrics()];
  gateway.counter("calls_total", "Calls.", ["status"]).of("2xx").add();
  gateway.counter("calls_total_of_nobody_total", "None yet.", ["status"]);
  const duration = gateway.histogram("call_duration_seconds", "How long.", [0.01, 0.1]);
  for (const seconds of [0.005, 0.01, 0.05, 2]) duration.observe(seconds);
  for (const [metrics, value] of [[gateway, 1], [web, 2.5]] as const) metrics.gauge("memory_bytes", 'A "help" with \\ and\nlines.', ["kind"], () => [[['a"b\\c\nd'], value]]);
  const text = writeMetrics({ gateway: await gateway.collect(), web: await web.collect() }, "prometheus");
  assert.equal(text, `# HELP call_duration_seconds How long.
# TYPE call_duration_seconds histogram
call_duration_seconds_bucket{role="gateway",le="0.01"} 2
call_duration_seconds_bucket{role="gateway",le="0.1"} 3
call_duration_seconds_bucket{role="gateway",le="+Inf"} 4
call_duration_seconds_sum{role="gateway"} 2.065
call_duration_seconds_count{role="gateway"} 4
# HELP calls_total Calls.
# TYPE calls_total counter
calls_total{role="gateway",status="2xx"} 1
# HELP memory_bytes A "help" with \\\\ and\\nlines.
# TYPE memory_bytes gauge
memory_bytes{role="gateway",kind="a\\"b\\\\c\\nd"} 1
memory_bytes{role="web",kind="a\\"b\\\\c\\nd"} 2.5
`);
  assert.deepEqual(lintMetrics(text), []);
});

test("OpenMetrics, when asked for, names counters without their suffix, tells units and ends with # EOF", async () => {
  const metrics = createMetrics();
  metrics.counter("work_seconds_total", "Work.").of().add(1.5);
  assert.equal(writeMetrics({ web: await metrics.collect() }, formatOf("application/openmetrics-text;version=1.0.0,text/plain;q=0.5")), `# HELP work_seconds Work.
# TYPE work_seconds counter
# UNIT work_seconds seconds
work_seconds_total{role="web"} 1.5
# EOF
`);
  assert.equal(formatOf("*/*"), "prometheus");
});

test("a gauge that fails or never answers is left out within its time, and the others are told", async (context) => {
  mock.timers.enable({ apis: ["setTimeout"] });
  context.after(() => mock.timers.reset());
  const metrics = createMetrics();
  metrics.gauge("stuck", "Never answers.", [], () => new Promise(() => {}));
  metrics.gauge("broken", "Fails.", [], () => Promise.reject(new Error("away")));
  metrics.gauge("well", "Answers.", [], () => [[[], 7]]);
  const collecting = metrics.collect();
  mock.timers.tick(1_000);
  assert.deepEqual((await collecting).map(({ name }) => name), ["well"]);
});

test("a label that somebody gives unbounded values costs no more than a hundred samples, and no count is lost", async () => {
  const metrics = createMetrics();
  const counter = metrics.counter("seen_total", "Seen.", ["what"]);
  for (let i = 0; i < 1_000; i += 1) counter.of(`value ${i}`).add();
  const [family] = await metrics.collect();
  assert.equal(family?.rows.length, 101);
  assert.equal(family?.rows.reduce((sum, [, value]) => sum + value, 0), 1_000);
});

test("what every process tells of itself follows Prometheus' rules", async () => {
  const metrics = createMetrics();
  addProcessMetrics(metrics);
  const text = writeMetrics({ web: await metrics.collect() }, "prometheus");
  assert.deepEqual(lintMetrics(text), []);
  assert.match(text, /process_resident_memory_bytes\{role="web"\} \d{6,}/);
});

for (const [flaw, text] of Object.entries({
  "a second HELP": "# HELP a_total x\n# HELP a_total x\n# TYPE a_total counter\na_total 1\n",
  "no HELP": "# TYPE a_total counter\na_total 1\n",
  "twice": "# HELP a_total x\n# TYPE a_total counter\na_total 1\na_total 1\n",
  "ends in _total": "# HELP a x\n# TYPE a counter\na 1\n",
  "base units": "# HELP a_milliseconds x\n# TYPE a_milliseconds gauge\na_milliseconds 1\n",
  "abbreviated": "# HELP a_ms x\n# TYPE a_ms gauge\na_ms 1\n",
  "belong to histograms": "# HELP a_count x\n# TYPE a_count gauge\na_count 1\n",
  "quantile belongs": "# HELP a x\n# TYPE a gauge\na{quantile=\"0.5\"} 1\n",
  "le belongs": "# HELP a x\n# TYPE a gauge\na{le=\"1\"} 1\n",
  "camelCase": "# HELP openFiles x\n# TYPE openFiles gauge\nopenFiles 1\n",
  "can't be read": "# HELP a x\n# TYPE a gauge\na one\n",
  "stands under": "# HELP a x\n# TYPE a gauge\nb 1\n",
  "no end": "# HELP a x\n# TYPE a gauge\na 1",
})) {
  test(`the linter finds: ${flaw}`, () => assert.match(lintMetrics(text).join("\n"), new RegExp(flaw)));
}
