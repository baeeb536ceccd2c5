import assert from "node:assert/strict";
import { after, before, test } from "node:test";
import { createMetrics, type Metrics } from "#lib/metrics/metrics.ts";
import { lintMetrics } from "#lib/metrics/lint-metrics.ts";
import { writeMetrics } from "#lib/metrics/write-metrics.ts";
import { startTestGateway, type TestGateway } from "./test-gateway.ts";

const CANARY = "canary4f1c9e7b2a";
const metrics: Metrics = createMetrics();
let gateway: TestGateway;
before(async () => {
  gateway = await startTestGateway({ metrics });
});
after(() => gateway.stop());

test("a call is one line that says who called what, how it went and its trace; nothing of its bodies, query, headers and keys", async () => {
  const api = await gateway.makeApi();
  gateway.answer((_request, response) => response.writeHead(201, { "x-made-by": CANARY }).end(CANARY));
  const reply = await fetch(`${gateway.url}/${api.apiId}/books?token=${CANARY}`, {
    method: "POST", body: CANARY, headers: { "x-api-key": api.key, authorization: `Bearer ${CANARY}`, cookie: CANARY, "user-agent": CANARY, "x-request-id": "mine-1", traceparent: "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01" },
  });
  assert.equal(await reply.text(), CANARY);
  const lines = gateway.log.filter(({ event }) => event === "call");
  assert.equal(lines.length, 1);
  const { time, durationMs, wakeMs, ...line } = lines[0] ?? {};
  assert.deepEqual(line, {
    level: "info", process: "gateway", event: "call", requestId: "mine-1", traceId: "4bf92f3577b34da6a3ce929d0e0e4736", actor: `key:${api.keyId}`, workspaceId: api.workspaceId, apiId: api.apiId, version: api.versionId,
    method: "POST", path: "/books", status: 201,
  });
  assert.ok(!Number.isNaN(Date.parse(String(time))) && typeof durationMs === "number" && typeof wakeMs === "number");
  const all = JSON.stringify(gateway.log);
  for (const secret of [CANARY, api.key.slice(14)]) assert.equal(all.includes(secret), false);
});

test("calls are counted by class of status and what came of them, and no figure names an API, a key, a path or an address", async () => {
  const api = await gateway.makeApi();
  gateway.answer((_request, response) => response.end("ok"));
  assert.equal((await fetch(`${gateway.url}/${api.apiId}/secret-path`, { headers: { "x-api-key": api.key } })).status, 200);
  assert.equal((await fetch(`${gateway.url}/${api.apiId}/secret-path`, { headers: { "x-api-key": `${api.key}x` } })).status, 401);
  const text = writeMetrics({ gateway: await metrics.collect() }, "prometheus");
  assert.match(text, /^gateway_calls_total\{role="gateway",status="2xx",outcome="served"\} \d+$/m);
  assert.match(text, /^gateway_calls_total\{role="gateway",status="4xx",outcome="refused"\} 1$/m);
  assert.match(text, /^gateway_decision_duration_seconds_count\{role="gateway"\} [1-9]/m);
  assert.match(text, /^gateway_wake_duration_seconds_count\{role="gateway"\} [1-9]/m);
  assert.deepEqual(lintMetrics(text), []);
  assert.doesNotMatch(text, new RegExp(`${api.apiId}|${api.keyId}|${api.workspaceId}|secret-path|127\\.0\\.0\\.1`));
});
