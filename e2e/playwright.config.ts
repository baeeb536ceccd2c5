import { join } from "node:path";
import { defineConfig } from "@playwright/test";
import { readEnv } from "#lib/env.ts";
import { BROWSER } from "./fixtures/browser-options.ts";

const env = readEnv();
const port = env.E2E_PORT;

/** The journeys run against the built product with its own data folder: one worker. What passes only when it is repeated is told as flaky. */
export default defineConfig({
  testDir: "journeys",
  outputDir: "../test-results",
  workers: 1,
  retries: 1,
  timeout: 120_000,
  expect: { timeout: 15_000 },
  reporter: [["list"]],
  use: {
    baseURL: `http://localhost:${port}`,
    trace: "retain-on-failure",
    launchOptions: BROWSER,
  },
  webServer: {
    command: `node server/start.mjs`,
    cwd: join(import.meta.dirname, ".."),
    url: `http://localhost:${port}/ready`,
    timeout: 240_000,
    gracefulShutdown: { signal: "SIGTERM", timeout: 30_000 },
    stdout: "ignore",
    stderr: "pipe",
    env: { ...(process.env as Record<string, string>), PORT: String(port), DATA_DIR: env.E2E_DATA_DIR, LOG_LEVEL: "warn", SUPABASE_URL: "", ANTHROPIC_API_KEY: "" },
  },
});
