import assert from "node:assert/strict";
import type { Actor } from "#lib/auth/actor.ts";
import { tryApi } from "#lib/apis/try-api.ts";
import { catalogue } from "#lib/blueprints/catalogue.ts";
import { systemClock } from "#lib/clock.ts";
import { connect, type Sql, typed } from "#lib/db/connect.ts";
import { createBlueprintGenerator } from "#lib/generation/blueprint-generator.ts";
import { builtInGenerator } from "#lib/generation/built-in-generator.ts";
import { type Captures, fillRequest, parseBody, takeCaptures } from "#lib/generation/fill-captures.ts";
import type { StartDeps } from "#lib/generation/generation-deps.ts";
import { onlyGenerator } from "#lib/generation/generator-source.ts";
import { type StartedGeneration, startGeneration } from "#lib/generation/start-generation.ts";
import { consumerId } from "#lib/keys/consumer-id.ts";
import { createLog } from "#lib/log.ts";
import type { ScratchReply, ScratchRequest } from "#lib/runtime/runtime.ts";
import type { ContractTest, Json } from "#lib/versions/schema.ts";
import { createVersionSource } from "#server/runner-ports.ts";
import { startTestDatabase } from "./test-database.ts";
import { startTestSandbox } from "./test-sandbox.ts";
import { exportApi } from "#lib/export/export-api.ts";
import { importApi } from "#lib/export/import-api.ts";

type Send = (request: ScratchRequest) => Promise<Omit<ScratchReply, "ms" | "console">>;
export interface ExportWorld {
  actor: Actor;
  admin: Sql;
  /** Builds an API from a blueprint's id or a description; the whole gate in the sandbox. */
  build(what: string): Promise<string>;
  export(apiId: string, withData: boolean): Promise<Uint8Array>;
  import(zip: Uint8Array, withData: boolean): Promise<string>;
  /** Calls a live API as its owner. */
  sendTo(apiId: string): Send;
  consumerOf(apiId: string): string;
  testsOf(apiId: string): Promise<ContractTest[]>;
  close(): Promise<void>;
}
const consumerSecret = "c".repeat(32);

/** A platform that builds and runs APIs, for tests of exports. */
export async function startExportWorld(): Promise<ExportWorld> {
  const database = await startTestDatabase();
  const runner = connect(database.runnerUrl, "test-runner", 2);
  const sandbox = await startTestSandbox({ database, versions: createVersionSource(runner) });
  const { backend } = sandbox;
  const [admin, web] = [connect(database.adminUrl, "test-admin", 2), connect(database.webUrl, "test-web", 4)];
  const actor: Actor = { kind: "user", ...(await database.makeUser()) };
  const depsOf = (generator = builtInGenerator): StartDeps & { consumerSecret: string } => ({
    db: typed(web), runtime: backend, generators: onlyGenerator(generator), peppers: [{ version: 1, secret: "p".repeat(32) }], clock: systemClock, log: createLog("test", "error"), publicUrl: "http://localhost:3000", consumerSecret,
  });
  return {
    actor, admin,
    async build(what) {
      const blueprint = catalogue.find(({ id }) => id === what);
      return liveOf(await startGeneration({ prompt: blueprint?.examplePrompt ?? what, ask: false }, actor, depsOf(blueprint ? createBlueprintGenerator(blueprint, {}) : builtInGenerator)));
    },
    async export(apiId, withData) {
      const { zip } = await exportApi({ apiId, withData }, actor, depsOf());
      return new Response(zip).bytes();
    },
    import: async (zip, withData) => liveOf(await importApi({ zip: async () => Buffer.from(zip), withData }, actor, depsOf())),
    sendTo: (apiId) => async ({ method, path, headers = {}, body }) => tryApi({ apiId, method: method as "GET", path, headers, ...(body === undefined ? {} : { body }) }, actor, depsOf()),
    consumerOf: (apiId) => consumerId(actor.workspaceId, apiId, consumerSecret),
    async testsOf(apiId) {
      const [row] = await admin<{ tests: ContractTest[] }[]>`select v.contract_tests as tests from public.apis a join public.versions v on v.id = a.live_version_id where a.id = ${apiId}`;
      return row?.tests ?? [];
    },
    async close() {
      await Promise.all([admin.end({ timeout: 5 }), web.end({ timeout: 5 })]);
      await sandbox.close();
      await runner.end({ timeout: 5 });
      await database.stop();
    },
  };
}

async function liveOf(started: StartedGeneration): Promise<string> {
  for await (const { event } of started.events()) {
    if (event.type === "live") return event.result.apiId;
    if (event.type === "failed") assert.fail(event.message);
  }
  return assert.fail("the build ended without a result");
}

/** Sends the requests of contract tests as one caller, one after the other, whatever comes back; without what differs from run to run. */
export async function answersOf(tests: readonly ContractTest[], send: Send): Promise<string[]> {
  const answers: string[] = [];
  for (const { steps } of tests) {
    const captures: Captures = {};
    for (const step of steps) {
      const { consumer: _one, ...request } = fillRequest(step.request, captures);
      const { status, headers, body } = await send(request);
      takeCaptures(step.capture ?? {}, { status, headers, body, ms: 0, console: [] }, captures);
      answers.push(`${step.request.method} ${step.request.path} → ${status} ${headers["content-type"] ?? ""} ${JSON.stringify(step.request.path === "/openapi.json" ? documentOf(body) : steady(parseBody(body) ?? null))}`);
    }
  }
  return answers;
}

/** The gateway and an export answer with the stored document, the API itself with its own: the same but for the order of members and the address. */
function documentOf(body: string): Json {
  const { servers: _here, ...document } = JSON.parse(body) as { [member: string]: Json };
  const sorted = (value: Json): Json => {
    if (typeof value !== "object" || value === null) return value;
    return Array.isArray(value) ? value.map(sorted) : Object.fromEntries(Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1)).map(([name, member]) => [name, sorted(member)]));
  };
  return sorted(document);
}

/** Documents that are equal in the order of a list are in that of their ids, which are drawn. */
function steady(value: Json): Json {
  if (typeof value === "string") return value.replace(VOLATILE, (found) => (found.includes(":") ? "(time)" : found.startsWith("con_") ? "(consumer)" : "(id)"));
  if (Array.isArray(value)) return value.map(steady).toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
  if (typeof value !== "object" || value === null) return value;
  const isPart = typeof value["cursor"] === "string";
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, isPart && name === "cursor" ? "(cursor)" : isPart && Array.isArray(member) ? member.length : steady(member)]));
}

const VOLATILE = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z|con_[A-Za-z0-9_-]{22}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;

/** One by one, so that the first difference is what is told. */
export function assertSame(actual: readonly string[], expected: readonly string[]): void {
  for (const [index, answer] of expected.entries()) assert.equal(actual[index], answer);
  assert.equal(actual.length, expected.length);
}

/** To a server of an exported project. */
export const sendOver = (url: string, key: string): Send => async ({ method, path, headers = {}, body }) => {
  const response = await fetch(url + path, { method, headers: { ...headers, authorization: `Bearer ${key}` }, redirect: "manual", ...(body === undefined ? {} : { body }) });
  return { status: response.status, headers: Object.fromEntries(response.headers), body: await response.text() };
};
