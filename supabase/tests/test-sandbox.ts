import { readEnv } from "#lib/env.ts";
import { openSandbox, type OpenSandbox, type SandboxOptions } from "#server/open-sandbox.ts";
import { startTestDatabase, type TestDatabase } from "./test-database.ts";

export interface TestSandbox extends OpenSandbox {
  database: TestDatabase;
}
export interface TestSandboxOptions extends Omit<SandboxOptions, "runnerUrl"> {
  /** Somebody else's: it outlives the sandbox. Without it the sandbox has one of its own. */
  database?: TestDatabase;
}

/** A sandbox over real Postgres, for tests and benches. */
export async function startTestSandbox({ database: given, ...options }: TestSandboxOptions = {}): Promise<TestSandbox> {
  const database = given ?? (await startTestDatabase());
  const { TEST_CACHE_DIR: cacheDirectory } = readEnv();
  const sandbox = await openSandbox({ ...(cacheDirectory ? { cacheDirectory } : {}), ...options, runnerUrl: database.runnerUrl });
  return {
    ...sandbox,
    database,
    async close() {
      await sandbox.close();
      if (!given) await database.stop();
    },
  };
}
