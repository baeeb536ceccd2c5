import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import { startTestSandbox } from "../supabase/tests/test-sandbox.ts";

/** The real compiler, sandbox, workerd and Postgres for the time of `use`. */
export async function withSandbox<Result>(use: (runtime: RuntimeBackend) => Promise<Result>): Promise<Result> {
  const sandbox = await startTestSandbox({ warm: 2 });
  try {
    return await use(sandbox.backend);
  } finally {
    await sandbox.close();
  }
}
