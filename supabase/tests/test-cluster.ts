import { chmod, mkdtemp, rm } from "node:fs/promises";
import os from "node:os";
import path from "node:path";
import { startPostgres } from "#server/embedded-postgres.ts";

export interface TestCluster {
  url: string;
  stop(): Promise<void>;
}

const FAST = ["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"];

/** A Postgres of its own in a temporary folder, fast instead of durable unless it is to be as in the product. Gone when the process ends, however it ends but kill -9. */
export async function startTestCluster({ isDurable = false } = {}): Promise<TestCluster> {
  const dataDir = await mkdtemp(path.join(os.tmpdir(), "api-creator-test-"));
  await chmod(dataDir, 0o755);
  const server = await startPostgres({ dataDir, password: "test", flags: isDurable ? [] : FAST });
  const killNow = () => {
    if (server.isAlive()) process.kill(server.pid, "SIGQUIT");
  };
  process.once("exit", killNow);
  // A signal alone would end the process without its exit handlers.
  for (const signal of ["SIGTERM", "SIGINT", "SIGHUP"] as const) process.once(signal, () => process.exit(1));
  const stop = async () => {
    process.off("exit", killNow);
    await server.stop();
    await rm(dataDir, { recursive: true, force: true });
  };
  return { url: server.url, stop };
}
