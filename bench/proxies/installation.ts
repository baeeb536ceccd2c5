import { chmodSync, mkdirSync, mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { connect, type Sql } from "#lib/db/connect.ts";
import { newUuid } from "#lib/id.ts";
import { makeKey } from "#lib/keys/key-format.ts";
import { seedApi } from "../../supabase/tests/seed-api.ts";
import { startTestDatabase, type TestDatabase } from "../../supabase/tests/test-database.ts";

const PEPPER = { version: 1, secret: "a pepper for benchmarks, of 32 characters or more" };

export interface Installation {
  database: TestDatabase;
  admin: Sql;
  folder: string;
  /** A live API whose workspace has no limit that a benchmark could reach, and a key of it. */
  makeApi(bundle: string): Promise<{ apiId: string; versionId: string; key: string }>;
  /** What the product's processes are started with; `runDir` holds their control sockets. */
  envFor(runDir: string, port: number): NodeJS.ProcessEnv;
  makeRunDir(): string;
  stop(): Promise<void>;
}

/** A database and settings for the product's own processes. */
export async function startInstallation(): Promise<Installation> {
  const database = await startTestDatabase();
  const admin = connect(database.adminUrl, "bench-admin", 2);
  const folder = mkdtempSync("/tmp/acb-");
  // Runtimes have users of their own and pass through it.
  chmodSync(folder, 0o711);
  let runDirs = 0;
  return {
    database, admin, folder,
    async makeApi(bundle) {
      const user = await database.makeUser();
      await admin`update public.workspaces set calls_per_hour = 1000000000 where id = ${user.workspaceId}`;
      const { apiId, versionId } = await seedApi(admin, user);
      await admin`update public.version_bundles set bundle = ${bundle} where version_id = ${versionId}`;
      const made = makeKey("call", PEPPER);
      await admin`insert into public.keys (id, workspace_id, kind, api_id, name, prefix, last_four, key_hash, pepper_version)
        values (${newUuid()}, ${user.workspaceId}, 'call', ${apiId}, 'bench', ${made.prefix}, ${made.lastFour}, ${made.hash}, 1)`;
      return { apiId, versionId, key: made.secret };
    },
    envFor: (runDir, port) => ({
      NODE_ENV: "production", HOST: "127.0.0.1", PORT: String(port), PUBLIC_URL: `http://127.0.0.1:${port}`, DATA_DIR: path.join(runDir, "data"), RUN_DIR: runDir, KEY_PEPPER: PEPPER.secret,
      SUPABASE_URL: "http://127.0.0.1:9", SUPABASE_PUBLISHABLE_KEY: "none", GATEWAY_DATABASE_URL: database.gatewayUrl, WEB_DATABASE_URL: database.webUrl,
      RUNNER_DATABASE_URL: database.runnerUrl, JOBS_DATABASE_URL: database.jobsUrl, PATH: "/usr/bin:/bin",
    }),
    makeRunDir() {
      const runDir = path.join(folder, String(runDirs += 1));
      mkdirSync(runDir);
      return runDir;
    },
    async stop() {
      await admin.end();
      await database.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
