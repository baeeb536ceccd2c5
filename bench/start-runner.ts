import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import path from "node:path";
import { createRunnerClient } from "#lib/runtime/runner-client.ts";
import type { RuntimeBackend } from "#lib/runtime/runtime.ts";
import type { TestDatabase } from "../supabase/tests/test-database.ts";

export interface BenchRunner {
  pid: number;
  /** Over its control socket, as in the product. */
  runtime: RuntimeBackend;
  stop(): Promise<void>;
}

/** The product's own runner, in a process of its own. */
export async function startRunner(database: TestDatabase): Promise<BenchRunner> {
  const folder = mkdtempSync("/tmp/acb-");
  const env = { DATA_DIR: path.join(folder, "data"), RUN_DIR: folder, RUNNER_DATABASE_URL: database.runnerUrl, JOBS_DATABASE_URL: database.jobsUrl, RUNTIME_MIN_WARM: "2", LOG_LEVEL: "error", NODE_ENV: "test" } as const;
  const runner = fork(path.join(import.meta.dirname, "../server/runner.ts"), { env, stdio: ["ignore", "ignore", "inherit", "ipc"] });
  await once(runner, "message");
  return {
    pid: runner.pid ?? 0,
    runtime: createRunnerClient(path.join(folder, "runner.sock")),
    async stop() {
      const ended = once(runner, "exit");
      runner.kill();
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
