import assert from "node:assert/strict";
import { AsyncLocalStorage } from "node:async_hooks";
import { test } from "node:test";
import { runContractTest } from "#lib/generation/run-contract-test.ts";
import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ConsoleScope } from "#lib/runtime/workerd/harness/console.ts";
import { callApi, newScope } from "../call-api.ts";
import { dataService } from "../data/data-service.ts";
import { createSqliteStore, type SqliteStore } from "../data/sqlite-store.ts";
import { loadApi } from "./bundle-api.ts";
import { fixtureFetch } from "./fixture-fetch.ts";
import { openSqlite } from "./open-sqlite.ts";
import { readContractTests, readManifest } from "./read-project.ts";

// Every contract test on data of its own, empty at first; `fetch` is answered from fixtures; secrets are dummies.
const { fixtures, secretNames } = readManifest();
globalThis.fetch = fixtureFetch(fixtures);
const api = await loadApi();
const scopes = new AsyncLocalStorage<ConsoleScope>();
/** By the request ids' first part, which names the test. */
const stores = new Map<string, SqliteStore>();
const surroundings = {
  data: dataService((requestId) => stores.get(requestId.split(".", 1)[0] ?? "") ?? assert.fail("the test of this request has ended")),
  secrets: Object.fromEntries(secretNames.map((name) => [name, `{{secret:${name}}}`])),
  scopeNow: () => scopes.getStore(),
  onError: (error: unknown) => void process.stderr.write(`${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`),
};

for (const [index, contractTest] of readContractTests().entries()) {
  test(contractTest.name, async () => {
    const db = openSqlite(":memory:");
    stores.set(String(index), createSqliteStore(db));
    let requests = 0;
    const result = await runContractTest(contractTest, { fetch: (request) => send(request, newScope(`${index}.${++requests}`)) });
    stores.delete(String(index));
    db.close();
    if (result.status === "failed") assert.fail(`step ${(result.step ?? 0) + 1}: ${result.reason ?? "no reason given"}`);
  });
}

async function send({ method, path, headers = {}, body, consumer = "tester" }: ScratchRequest, scope: ConsoleScope): Promise<ScratchReply> {
  const request = new Request(`http://api.test${path}`, { method, headers: { ...headers, "x-request-id": scope.requestId }, ...(body === undefined ? {} : { body }) });
  const startedAt = performance.now();
  const response = await scopes.run(scope, () => callApi(api, request, { consumer, scope }, surroundings, { waitUntil() {} }));
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text(), ms: performance.now() - startedAt, console: [] };
}
