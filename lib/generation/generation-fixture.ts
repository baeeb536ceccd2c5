import { after, before } from "node:test";
import type { Actor } from "#lib/auth/actor.ts";
import { systemClock } from "#lib/clock.ts";
import { connect, type Database, type Sql, typed } from "#lib/db/connect.ts";
import { createLog } from "#lib/log.ts";
import { createFakeRuntime, type FakeRuntimeOptions } from "#lib/runtime/fake-runtime.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";
import { builtInGenerator } from "./built-in-generator.ts";
import { createStoredChanges, type StoredChanges } from "#lib/db/stored-changes.ts";
import type { StartDeps } from "./generation-deps.ts";
import { onlyGenerator } from "./generator-source.ts";
import type { Generator } from "./generator.ts";
import type { NumberedEvent } from "./record-events.ts";

export const OPENAPI = JSON.stringify({
  openapi: "3.1.0", info: { title: "Ping", version: "1", description: "Answers" },
  paths: { "/ping": { get: { summary: "Ping", description: "Answers", operationId: "ping", tags: ["ping"], responses: { 200: { description: "Here", content: { "application/json": { schema: { type: "object" } } } } } } } },
});
export const PING = {
  name: "Ping", summary: "Answers", description: "", about: "", category: "other", files: { "main.ts": "export default {};" }, hosts: [], secretNames: [], publicRoutes: [], assumptions: [], points: [], leftOut: [],
  contractTests: [{ name: "It answers", steps: [{ request: { method: "GET", path: "/ping" }, expect: { status: 200 } }] }],
};

/** A generator that waits for `gate` before it returns what it was given. */
export const generatorOf = (api: unknown, gate: Promise<void> = Promise.resolve()): Generator => ({
  info: builtInGenerator.info,
  maxRepairs: 0,
  async *generate(_request, signal) {
    yield { kind: "code", file: "main.ts", text: "export" };
    await Promise.race([gate, new Promise((_resolve, reject) => signal.addEventListener("abort", () => reject(signal.reason)))]);
    return { kind: "api", api };
  },
});

/** What the tests of builds need: a database, connections to it, actors. Call it at the top of a test file. */
export function generationFixture() {
  let database: TestDatabase;
  let admin: Sql;
  let web: Sql;
  let changes: StoredChanges;
  before(async () => {
    database = await startTestDatabase();
    admin = connect(database.adminUrl, "test-admin", 2);
    web = connect(database.webUrl, "test-web", 8);
    changes = createStoredChanges(database.webUrl);
  });
  after(async () => {
    await changes.close();
    await Promise.all([admin.end({ timeout: 5 }), web.end({ timeout: 5 })]);
    await database.stop();
  });
  return {
    database: () => database,
    admin: (): Sql => admin,
    db: (): Database => typed(web),
    changes: (): StoredChanges => changes,
    newActor: async (): Promise<Actor> => ({ kind: "user", ...(await database.makeUser()) }),
    depsOf: (generator: Generator = generatorOf(PING), runtime: FakeRuntimeOptions = {}): StartDeps => ({
      db: typed(web), changes, generators: onlyGenerator(generator), peppers: [{ version: 1, secret: "p".repeat(32) }], clock: systemClock, log: createLog("test", "error", () => {}),
      publicUrl: "http://localhost:3000", runtime: createFakeRuntime({ respond: ({ path }) => (path === "/openapi.json" ? { body: OPENAPI } : {}), ...runtime }),
    }),
  };
}

export async function all(events: AsyncIterable<NumberedEvent>): Promise<NumberedEvent[]> {
  const found: NumberedEvent[] = [];
  for await (const entry of events) found.push(entry);
  return found;
}
