import assert from "node:assert/strict";
import fs from "node:fs";
import path from "node:path";
import { after, before, test } from "node:test";
import { createLog } from "#lib/log.ts";
import { newUuid } from "#lib/id.ts";
import { foldUsage } from "#lib/usage/fold-usage.ts";
import type { UsageEvent } from "#lib/db/gateway-db.ts";
import { startTestGateway, type TestApi, type TestGateway } from "./test-gateway.ts";
import { until } from "../../supabase/tests/until.ts";
import { UsageSpool } from "./usage-spool.ts";

let bed: TestGateway;
before(async () => { bed = await startTestGateway({ wallMs: 500 }); });
after(() => bed.stop());

const log = createLog("test", "error", () => {});
const call = (api: TestApi, path = "/x", init: RequestInit = {}) => fetch(`${bed.url}/${api.apiId}${path}`, { ...init, headers: { "x-api-key": api.key, ...init.headers } });
const rowsOf = async (api: TestApi, count: number) => {
  const until = Date.now() + 5_000;
  for (;;) {
    const rows = await bed.admin`select * from public.api_usage where api_id = ${api.apiId} order by created_at, id`;
    if (rows.length >= count || Date.now() > until) return rows;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
};
const filesBelow = (directory: string) => fs.readdirSync(directory, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
const newDirectory = () => fs.mkdtempSync(path.join(bed.spoolDirectory, "../spool-"));
const event = (api: TestApi): UsageEvent => ({
  id: newUuid(), apiId: api.apiId, keyId: api.keyId, versionId: api.versionId, requestId: "r", method: "GET", path: "/x", statusCode: 200, responseTimeMs: 1, requestSizeBytes: 0, responseSizeBytes: 2,
  isBilled: true, isCold: false, createdAt: new Date().toISOString(),
});

test("each response has one usage row that says what happened, and the key shows its last use", async () => {
  const api = await bed.makeApi();
  bed.answer((request, response) => { request.on("end", () => { response.statusCode = Number(request.url?.slice(1, 4)); response.end("body"); }); request.resume(); });
  for (const status of [200, 201, 404, 500]) await (await call(api, `/${status}`, { method: "POST", body: "abc", headers: { "x-request-id": `id-${status}` } })).text();
  await (await fetch(`${bed.url}/${api.apiId}/x`)).text();
  await fetch(`${bed.url}/${api.apiId}/x`, { method: "OPTIONS", headers: { origin: "http://a.example", "access-control-request-method": "GET" } });
  const rows = await rowsOf(api, 5);
  assert.deepEqual(rows.map((row) => [row.status_code, row.is_billed]), [[200, true], [201, true], [404, false], [500, false], [401, false]]);
  const [first] = rows;
  assert.deepEqual([first?.request_id, first?.method, first?.key_id, first?.version_id, first?.request_size_bytes, first?.response_size_bytes, first?.is_cold], ["id-200", "POST", api.keyId, api.versionId, 3, 4, true]);
  await foldUsage(bed.admin);
  const [counts] = await bed.admin`select a.usage_count, k.last_used_at from public.apis a join public.keys k on k.api_id = a.id where a.id = ${api.apiId}`;
  assert.equal(counts?.usage_count, 5);
  assert.ok(counts?.last_used_at);
  const line = bed.log.find((one) => one.event === "call" && one.requestId === "id-201");
  assert.deepEqual([line?.status, line?.apiId, line?.actor, line?.workspaceId, line?.version], [201, api.apiId, `key:${api.keyId}`, api.workspaceId, api.versionId]);
  assert.ok(!JSON.stringify(bed.log).includes(api.key));
});

test("the record is on disk before the last byte arrives", async () => {
  const api = await bed.makeApi();
  bed.answer((_request, response) => { response.end("ok"); });
  const record = async (requestId: string) => {
    await (await call(api, "/x", { headers: { "x-request-id": requestId } })).text();
    const onDisk = filesBelow(bed.spoolDirectory).map((file) => fs.readFileSync(file, "utf8")).join("");
    const [row] = await bed.admin`select 1 from public.api_usage where request_id = ${requestId}`;
    return onDisk.includes(requestId) || row !== undefined;
  };
  for (let i = 0; i < 20; i += 1) assert.ok(await record(`disk-${i}-${api.apiId}`));
});

test("what a killed gateway left behind is stored at the next start, once, torn last line or not", async () => {
  const api = await bed.makeApi();
  const directory = newDirectory();
  const leave = (name: string, text: string) => {
    fs.mkdirSync(path.join(directory, "dead"), { recursive: true });
    fs.writeFileSync(path.join(directory, "dead", name), text);
  };
  const events = Array.from({ length: 1_200 }, () => event(api));
  const lines = events.map((one) => `${JSON.stringify(one)}\n`).join("");
  leave("000000000000001-00000001.ndjson", `${lines}{"id":"to`);
  for (let start = 0; start < 2; start += 1) {
    if (start === 1) leave("000000000000002-00000001.ndjson", lines);
    const spool = new UsageSpool({ processName: "gateway", directory, log, recordUsage: (batch) => bed.db.recordUsage(batch) });
    await spool.close();
    assert.deepEqual(fs.readdirSync(directory), []);
  }
  await foldUsage(bed.admin);
  const [counts] = await bed.admin`select (select count(*)::int from public.api_usage where api_id = ${api.apiId}) as rows, usage_count from public.apis where id = ${api.apiId}`;
  assert.deepEqual([counts?.rows, counts?.usage_count], [1_200, 1_200]);
});

test("while Postgres refuses, records stay on disk in bounded memory, one line says so, and all arrive when it is back", async () => {
  const api = await bed.makeApi();
  const directory = newDirectory();
  let isDown = true;
  const lines: string[] = [];
  const spool = new UsageSpool({ processName: "gateway", directory, log: createLog("test", "warn", (line) => lines.push(line)), flushEveryMs: 5, segmentBytes: 20_000, batchSize: 50, recordUsage: (batch) => (isDown ? Promise.reject(new Error("down")) : bed.db.recordUsage(batch)) });
  await Promise.all(Array.from({ length: 10 }, async () => { for (let i = 0; i < 100; i += 1) await spool.append(event(api)); }));
  assert.ok(filesBelow(directory).length > 5);
  for (let times = 0; times < 3; times += 1) await spool.flush();
  assert.equal(lines.length, 1);
  isDown = false;
  await spool.close();
  assert.deepEqual(fs.readdirSync(directory), []);
  assert.equal((await rowsOf(api, 1_000)).length, 1_000);
});

test("a full spool refuses instead of losing records, and one invalid record holds up no other", async () => {
  const api = await bed.makeApi();
  const directory = newDirectory();
  const full = new UsageSpool({ processName: "gateway", directory, log, flushEveryMs: 60_000, maxBytes: 500, recordUsage: () => Promise.reject(new Error("down")) });
  await assert.rejects(async () => { for (let i = 0; i < 10; i += 1) await full.append(event(api)); }, /full/);
  await full.close();
  const spool = new UsageSpool({ processName: "gateway", directory: newDirectory(), log, flushEveryMs: 60_000, recordUsage: (batch) => bed.db.recordUsage(batch) });
  await Promise.all([event(api), { ...event(api), id: "not a uuid" }, event(api), event(api)].map((one) => spool.append(one)));
  await spool.close();
  assert.equal((await rowsOf(api, 3)).length, 3);
});

test("while usage can't be recorded calls are refused with 503 before the API is called, and served again when it can", async () => {
  const api = await bed.makeApi();
  bed.answer((_request, response) => { response.end("ok"); });
  assert.equal((await call(api)).status, 200);
  fs.renameSync(bed.spoolDirectory, `${bed.spoolDirectory}-away`);
  fs.writeFileSync(bed.spoolDirectory, "no folder");
  await until(() => bed.gateway.refusal !== null, "it notices");
  const before = bed.received.length;
  const response = await call(api);
  assert.deepEqual([response.status, response.headers.get("retry-after"), ((await response.json()) as { error: string }).error, bed.received.length], [503, "5", "unavailable", before]);
  fs.rmSync(bed.spoolDirectory);
  fs.renameSync(`${bed.spoolDirectory}-away`, bed.spoolDirectory);
  await until(() => bed.gateway.refusal === null, "it notices again");
  assert.equal((await call(api)).status, 200);
  assert.equal((await rowsOf(api, 2)).length, 2);
});
