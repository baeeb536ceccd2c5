import assert from "node:assert/strict";
import http from "node:http";
import type { AddressInfo } from "node:net";
import { after, before, test } from "node:test";
import { lintMetrics } from "#lib/metrics/lint-metrics.ts";
import { createMetrics, type MetricFamily } from "#lib/metrics/metrics.ts";
import { createMetricsDoor, type WebAnswer } from "./metrics-door.ts";

const KEY = "the-installations-own-key-32-or-more";
const FORBIDDEN: WebAnswer = { status: 403, headers: { "content-type": "application/problem+json" }, body: '{"error":"forbidden"}' };
let access: () => Promise<WebAnswer> = async () => FORBIDDEN;
let web: () => Promise<MetricFamily[]> = async () => [];
let server: http.Server;
let url = "";
before(async () => {
  const own = createMetrics();
  own.counter("calls_total", "Calls.").of().add(3);
  const door = createMetricsDoor({ adminKey: KEY, own, others: { runner: async () => [], web: () => web() }, askForAccess: () => access() });
  server = http.createServer((request, response) => void (door(request, response) || response.writeHead(404).end()));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/metrics`;
});
after(() => void server.close());
const get = (headers: Record<string, string> = {}) => fetch(url, { headers });

test("the installation's key sees the figures of every process, as text without a finding of the linter", async () => {
  const reply = await get({ authorization: `Bearer ${KEY}` });
  const text = await reply.text();
  assert.deepEqual([reply.status, reply.headers.get("content-type"), reply.headers.get("cache-control")], [200, "text/plain; version=0.0.4; charset=utf-8", "no-store"]);
  assert.match(text, /^calls_total\{role="gateway"\} 3$/m);
  assert.match(text, /^role_up\{role="runner"\} 1$/m);
  assert.deepEqual(lintMetrics(text), []);
});

test("whoever else comes is asked about at web, whose refusal is handed on", async () => {
  for (const authorization of ["", `Bearer ${KEY}!`, "Bearer "]) {
    const reply = await get({ authorization });
    assert.deepEqual([reply.status, await reply.json()], [403, { error: "forbidden" }]);
  }
  access = async () => ({ status: 204, headers: {}, body: "" });
  assert.equal((await get({ cookie: "a session" })).status, 200);
  access = async () => Promise.reject(new Error("web is away"));
  const reply = await get();
  assert.equal(reply.status, 503);
  assert.match(((await reply.json()) as { message: string }).message, /ADMIN_API_KEY/);
});

test("a process that hangs is told as down within two seconds, and the others' figures are there", { timeout: 10_000 }, async () => {
  web = () => new Promise(() => {});
  const text = await (await get({ authorization: `Bearer ${KEY}` })).text();
  assert.match(text, /^role_up\{role="web"\} 0$/m);
  assert.match(text, /^calls_total\{role="gateway"\} 3$/m);
  web = async () => [];
});

test("only GET and HEAD; HEAD has no body", async () => {
  assert.equal((await fetch(url, { method: "POST", headers: { authorization: `Bearer ${KEY}` } })).status, 405);
  const head = await fetch(url, { method: "HEAD", headers: { authorization: `Bearer ${KEY}` } });
  assert.deepEqual([head.status, await head.text()], [200, ""]);
});
