import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { startTestDatabase } from "../supabase/tests/test-database.ts";
import { openSandbox } from "./open-sandbox.ts";

export interface Sandbox {
  runtime: RuntimeBackend;
  close(): Promise<void>;
}

/** The gate's sandbox by itself: the real runtimes over a Postgres that is thrown away. Nothing of a running product is touched. */
export async function openPromptSandbox(): Promise<Sandbox> {
  const database = await startTestDatabase();
  const sandbox = await openSandbox({ runnerUrl: database.runnerUrl });
  return {
    runtime: sandbox.backend,
    async close() {
      await sandbox.close();
      await database.stop();
    },
  };
}
