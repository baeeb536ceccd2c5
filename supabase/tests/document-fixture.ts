import { connect, type Sql } from "#lib/db/connect.ts";
import { createDocumentStore } from "#lib/documents/document-store.ts";
import { createLog } from "#lib/log.ts";
import type { DataSpace, DocumentStore } from "#lib/runtime/host-ports.ts";
import { seedApi } from "./seed-api.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

export interface DocumentFixture {
  database: TestDatabase;
  store: DocumentStore;
  admin: Sql;
  /** The store's own pool. */
  runner: Sql;
  /** The documents of an API in a workspace of its own. */
  makeSpace(): Promise<DataSpace & { kind: "live" }>;
  stop(): Promise<void>;
}

/** What tests of stored documents need: a database, the store as the runner has it, and APIs. */
export async function startDocumentFixture(): Promise<DocumentFixture> {
  const database = await startTestDatabase();
  const admin = connect(database.adminUrl, "test-admin", 2);
  const runner = connect(database.runnerUrl, "test-runner", 8);
  return {
    store: createDocumentStore(runner, createLog("test", "error")), admin, runner, database,
    async makeSpace() {
      const { userId, workspaceId } = await database.makeUser();
      return { kind: "live", apiId: (await seedApi(admin, { userId, workspaceId })).apiId, workspaceId };
    },
    async stop() {
      await Promise.all([admin.end({ timeout: 5 }), runner.end({ timeout: 5 })]);
      await database.stop();
    },
  };
}
